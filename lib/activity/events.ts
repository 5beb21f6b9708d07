import 'server-only'
import { z } from 'zod'
import { deleteIndexed } from '#lib/db/batches'
import { Prisma } from '#lib/db/generated/client'
import type { Transaction } from '#lib/db/transaction'
import { providerIds } from '#lib/provider-ids'
import type { Client } from '#lib/request/client'

/**
 * One of somebody's accounts, as they call it, and whose it is. Lines from before there were several providers name none;
 * one that this version does not know is as good as none.
 */
const whose = {
  account: z.string(),
  provider: z.enum(providerIds).optional().catch(undefined),
}

/** Everything that a security history can hold, and what each line says. */
export const eventShapes = {
  signed_in: z.object(whose),
  signed_in_new_browser: z.object(whose),
  signed_out: z.object({}),
  session_ended: z.object({ browser: z.string().nullable() }),
  other_sessions_ended: z.object({ count: z.number() }),
  browser_changed: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  confirmed: z.object(whose),
  account_linked: z.object(whose),
  account_unlinked: z.object(whose),
  permission_given: z.object({ ...whose, scopes: z.array(z.string()) }),
  permission_turned_off: z.object({ ...whose, scopes: z.array(z.string()) }),
  permission_turned_on: z.object({ ...whose, scopes: z.array(z.string()) }),
  permission_removed: z.object({ ...whose, scopes: z.array(z.string()) }),
  grant_ended: z.object({ ...whose, cause: z.string() }),
  reconnected: z.object(whose),
  exported: z.object({}),
  name_changed: z.object({ name: z.string().nullable() }),
  account_disabled: z.object({ ...whose, reason: z.string() }),
  account_enabled: z.object(whose),
  access_removed: z.object(whose),
  data_deleted: z.object({ provider: z.enum(providerIds) }),
} as const satisfies Record<string, z.ZodObject>

export type EventKind = keyof typeof eventShapes

/** An event and its details, by kind. */
export type NewEvent = {
  [Kind in EventKind]: { kind: Kind; details: z.output<(typeof eventShapes)[Kind]> }
}[EventKind]

/** Every kind, in the order of this list. */
export const eventKinds = Object.keys(eventShapes) as EventKind[]

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
  name_changed: 'account',
  account_disabled: 'account',
  account_enabled: 'account',
  access_removed: 'account',
  data_deleted: 'account',
} as const satisfies Record<EventKind, EventGroup>

/** The kinds of one group; every kind without one. */
export function kindsOf(group: EventGroup | null): EventKind[] {
  return eventKinds.filter((kind) => group === null || groupOf[kind] === group)
}

/** The group that an address names, or null for whatever is not one. */
export function readGroup(text: unknown): EventGroup | null {
  return eventGroups.find((group) => group === text) ?? null
}

/**
 * Adds a line to a person's history, in the transaction of what it is about: there is no change without its line, and no
 * line without its change.
 *
 * @param client the browser that did it; null when it happened by itself
 */
export async function recordEvent(
  tx: Pick<Transaction, 'event'>,
  userId: string,
  event: NewEvent,
  client: Client | null,
): Promise<void> {
  await tx.event.create({ data: { userId, kind: event.kind, details: event.details, ...client } })
}

/** The statement that adds a line, as `recordEvent` does, for a larger one that it is a part of. */
export function eventWrite(userId: string, { kind, details }: NewEvent, client: Client): Prisma.Sql {
  const { userAgent, ipAddress } = client
  return Prisma.sql`
    INSERT INTO events (user_id, kind, details, user_agent, ip_address, created_at)
    VALUES (${userId}::uuid, ${kind}, ${JSON.stringify(details)}::jsonb, ${userAgent}, ${ipAddress}, ${new Date()})`
}

/** A person's history goes back twelve months. */
export async function deleteOldEvents(): Promise<void> {
  const yearAgo = new Date()
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1)
  await deleteIndexed('events', Prisma.sql`created_at < ${yearAgo}`)
}
