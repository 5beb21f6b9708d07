import 'server-only'
import { type EventKind, eventKinds } from '#lib/activity/events'

/** What a history can be narrowed down to, in the order in which it is offered. */
export const eventGroups = ['sign-ins', 'sessions', 'permissions', 'account'] as const
export type EventGroup = (typeof eventGroups)[number]

const groupOf = {
  signed_in: 'sign-ins',
  signed_in_new_browser: 'sign-ins',
  signed_out: 'sign-ins',
  confirmed: 'sign-ins',
  session_ended: 'sessions',
  other_sessions_ended: 'sessions',
  browser_changed: 'sessions',
  permission_given: 'permissions',
  permission_turned_off: 'permissions',
  permission_turned_on: 'permissions',
  permission_removed: 'permissions',
  grant_ended: 'permissions',
  reconnected: 'permissions',
  account_linked: 'account',
  account_unlinked: 'account',
  exported: 'account',
} as const satisfies Record<EventKind, EventGroup>

/** The kinds of one group; every kind without one. */
export function kindsOf(group: EventGroup | null): EventKind[] {
  return eventKinds.filter((kind) => group === null || groupOf[kind] === group)
}

/** The group that an address names, or null for whatever is not one. */
export function readGroup(text: unknown): EventGroup | null {
  return eventGroups.find((group) => group === text) ?? null
}
