import 'server-only'
import { z } from 'zod'
import { type EventGroup, eventKinds, eventShapes, kindsOf, type NewEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { Prisma } from '#lib/db/generated/client'
import { log } from '#lib/log'
import { describeBrowser } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'

const PAGE_SIZE = 25

const rowShape = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.enum(eventKinds),
  details: z.unknown(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
})

type Row = z.output<typeof rowShape>

/** `browser` is in words where we know it; it and `ipAddress` are null for what happened by itself. */
export type ListedEvent = {
  id: string
  at: Date
  event: NewEvent
  browser: string | null
  userAgent: string | null
  ipAddress: string | null
}

/** `older` is the cursor of the next page, or null on the last one. */
export type EventPage = { events: ListedEvent[]; older: string | null }

type Wanted = { group: EventGroup | null; before: Cursor | null }

/**
 * One page of the viewer's history, newest first. Lines that are added meanwhile move nothing on the pages behind a
 * cursor.
 *
 * @throws AppError `unavailable`
 */
export async function listEvents(viewer: Viewer, { group, before }: Wanted): Promise<EventPage> {
  const place = before
    ? Prisma.sql`AND (created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`
    : Prisma.empty
  const found = await orUnavailable(
    () => db().$queryRaw<unknown[]>`
      SELECT id, created_at AS at, kind, details, user_agent AS "userAgent", ip_address AS "ipAddress"
        FROM events
       WHERE user_id = ${viewer.userId}::uuid AND kind = ANY(${kindsOf(group)}) ${place}
       ORDER BY created_at DESC, id DESC
       LIMIT ${PAGE_SIZE + 1}`,
  )
  const rows = z.array(rowShape).parse(found)
  const page = rows.slice(0, PAGE_SIZE)
  const last = page.at(-1)
  return {
    events: page.flatMap(readRow),
    older: last && rows.length > PAGE_SIZE ? writeCursor(last) : null,
  }
}

/** A line that this version cannot read is left out, and said to the log: it must not take the others with it. */
function readRow({ id, at, kind, details, userAgent, ipAddress }: Row): ListedEvent[] {
  const parsed = eventShapes[kind].safeParse(details)
  if (!parsed.success) {
    log().error({ event: 'unreadable event', id, kind, err: parsed.error }, 'An event cannot be read')
    return []
  }
  const event = { kind, details: parsed.data } as NewEvent
  return [{ id, at, event, userAgent, ipAddress, browser: describeBrowser(userAgent) }]
}

/** The place in a history just after one of its lines, newest first. */
export type Cursor = { at: Date; id: string }

/** Milliseconds until the year 2286, and a UUID. */
const DECODED = /^(\d{13})_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

/** Says nothing to whoever reads it in an address; it is no secret either. */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}_${id}`).toString('base64url')
}

/** A place from an address; null, which is the beginning, for whatever is not one. */
export function readCursor(text: unknown): Cursor | null {
  if (typeof text !== 'string') return null
  const [, time, id] = DECODED.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return time && id ? { at: new Date(Number(time)), id } : null
}
