import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type MailWrites, mailWrites, type NoticeKind, type SealedFacts } from '#lib/activity/notices'
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
  account_disabled: z.object({ ...whose, reason: z.string(), cause: z.string().optional() }),
  account_enabled: z.object(whose),
  account_flagged: z.object(whose),
  account_unflagged: z.object(whose),
  access_removed: z.object(whose),
  access_revoked: z.object(whose),
  sessions_revoked: z.object(whose),
  credential_change_required: z.object(whose),
  /** What they go by from then on, and whose it is; null for no address. */
  address_changed: z.object({ ...whose, account: z.string().nullable() }),
  data_deleted: z.object({ provider: z.enum(providerIds) }),
} as const satisfies Record<string, z.ZodObject>

export type EventKind = keyof typeof eventShapes

/** An event and its details, by kind. */
export type NewEvent = {
  [Kind in EventKind]: { kind: Kind; details: z.output<(typeof eventShapes)[Kind]> }
}[EventKind]

/** Which lines of the history somebody is written to about. A kind that is not here leaves no mail. */
export const noticeOf = {
  signed_in_new_browser: 'new-browser',
  browser_changed: 'browser-moved',
  account_linked: 'connection-added',
  account_unlinked: 'connection-removed',
  data_deleted: 'connection-removed',
  address_changed: 'address-changed',
  exported: 'data-downloaded',
  grant_ended: 'access-ended',
  access_removed: 'access-ended',
  access_revoked: 'access-ended',
  credential_change_required: 'account-at-risk',
  permission_given: 'permission-changed',
  permission_removed: 'permission-changed',
} as const satisfies Partial<Record<EventKind, NoticeKind>>

/** A kind of line without a mail: a statement that adds one writes nothing else. */
export type QuietKind = Exclude<EventKind, keyof typeof noticeOf>

/** The notice that a line leaves, if any. */
export function findNotice(kind: EventKind): NoticeKind | null {
  return (noticeOf as Partial<Record<EventKind, NoticeKind>>)[kind] ?? null
}

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
  account_flagged: 'account',
  account_unflagged: 'account',
  access_removed: 'account',
  access_revoked: 'account',
  sessions_revoked: 'sessions',
  credential_change_required: 'account',
  address_changed: 'account',
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

/** Who did it: with which browser, from where, and in which session, the one that it began included. */
export type Doer = Client & { sessionId?: string | null }

/** A line to add. `facts` go to mails of their own, to whom else it concerns. */
export type NewLine = NewEvent & { alsoTo?: { kind: NoticeKind; facts: SealedFacts } }

/** The statements that add lines and write the mails about them. */
export type HistoryWrites = { lines: Prisma.Sql; mails: MailWrites | null }

/**
 * Adds a line to a person's history, in the transaction of what it is about: there is no change without its line, and no
 * line without its change. One that somebody should know of also leaves a mail (lib/activity/notices.ts).
 *
 * @param doer null when it happened by itself
 */
export async function recordEvent(
  tx: Pick<Transaction, '$executeRaw'>,
  userId: string,
  event: NewLine | readonly NewLine[],
  doer: Doer | null,
): Promise<void> {
  const { lines, mails } = historyWrites(userId, [event].flat(), doer)
  await tx.$executeRaw(
    mails ? Prisma.sql`WITH line AS (${lines}), mail AS (${mails.mail}) ${mails.job}` : lines,
  )
}

/** What `recordEvent` sends, for a larger statement that it is a part of. */
export function historyWrites(userId: string, events: readonly NewLine[], doer: Doer | null): HistoryWrites {
  const at = new Date()
  const added = events.map((event) => ({ ...event, id: randomUUID() }))
  const mails = added.flatMap(({ id: eventId, kind, alsoTo }) => {
    const notice = findNotice(kind)
    return [...(notice ? [{ kind: notice, eventId }] : []), ...(alsoTo ? [{ ...alsoTo, eventId }] : [])]
  })
  return { lines: insertLines(userId, added, doer, at), mails: mailWrites(userId, mails, at) }
}

/** The statement that adds a line of a kind that leaves no mail, for a larger one that it is a part of. */
export function eventWrite(userId: string, event: NewEvent & { kind: QuietKind }, doer: Doer): Prisma.Sql {
  return insertLines(userId, [{ ...event, id: randomUUID() }], doer, new Date())
}

function insertLines(
  userId: string,
  events: readonly (NewEvent & { id: string })[],
  doer: Doer | null,
  at: Date,
): Prisma.Sql {
  const { userAgent = null, ipAddress = null, sessionId = null } = doer ?? {}
  const rows = events.map(
    ({ id, kind, details }) =>
      Prisma.sql`(${id}::uuid, ${userId}::uuid, ${kind}, ${JSON.stringify(details)}::jsonb, ${userAgent}, ${ipAddress}, ${sessionId}::uuid, ${at})`,
  )
  return Prisma.sql`
    INSERT INTO events (id, user_id, kind, details, user_agent, ip_address, session_id, created_at)
    VALUES ${Prisma.join(rows)}`
}

/** Months that a person's history goes back. */
export const EVENT_KEPT_MONTHS = 12

/** Forgets what is older. */
export async function deleteOldEvents(): Promise<void> {
  const longAgo = new Date()
  longAgo.setUTCMonth(longAgo.getUTCMonth() - EVENT_KEPT_MONTHS)
  await deleteIndexed('events', Prisma.sql`created_at < ${longAgo}`)
}
