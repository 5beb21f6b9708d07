import 'server-only'
import { type EventGroup, eventKinds, eventShapes, kindsOf, type NewEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { log } from '#lib/log'
import { openPlaceFinder, type Place, type PlaceFinder } from '#lib/place'
import { type Device, describeDevice } from '#lib/request/device'
import type { Viewer } from '#lib/viewer'

const PAGE_SIZE = 25

/** `userAgent` and `ipAddress` are null for what happened by itself; `device` says nothing then. */
export type ListedEvent = {
  id: string
  at: Date
  event: NewEvent
  device: Device
  userAgent: string | null
  ipAddress: string | null
  /** About where that address is now. */
  place: Place | null
}

/** `older` is the cursor of the next page, or null on the last one. */
export type EventPage = { events: ListedEvent[]; older: string | null }

/**
 * One page of the viewer's history, newest first. Lines that are added meanwhile move nothing on the pages behind a
 * cursor.
 */
export async function listEvents(viewer: Viewer, { group, before }: Wanted): Promise<EventPage> {
  const rows = await db().event.findMany({
    where: {
      userId: viewer.userId,
      kind: { in: kindsOf(group) },
      ...(before && {
        createdAt: { lte: before.at },
        OR: [{ createdAt: { lt: before.at } }, { id: { lt: before.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: { id: true, kind: true, details: true, userAgent: true, ipAddress: true, createdAt: true },
  })
  const page = rows.slice(0, PAGE_SIZE)
  const last = page.at(-1)
  return {
    events: readEvents(page, await openPlaceFinder()),
    older: last && rows.length > PAGE_SIZE ? writeCursor({ at: last.createdAt, id: last.id }) : null,
  }
}

type Wanted = { group: EventGroup | null; before: Cursor | null }

/** A row of `events`. */
type EventRow = {
  id: string
  kind: string
  details: unknown
  userAgent: string | null
  ipAddress: string | null
  createdAt: Date
}

/** Lines as people read them. Kinds of a newer version are left out. */
export function readEvents(rows: readonly EventRow[], findPlace: PlaceFinder): ListedEvent[] {
  return rows.flatMap(({ id, kind, details, userAgent, ipAddress, createdAt: at }) => {
    const event = readEvent(id, kind, details)
    return event
      ? [
          {
            id,
            at,
            event,
            userAgent,
            ipAddress,
            device: describeDevice(userAgent),
            place: findPlace(ipAddress),
          },
        ]
      : []
  })
}

/** A line that this version cannot read is left out, and the log says so: it must not take the others with it. */
function readEvent(id: string, kind: string, details: unknown): NewEvent | null {
  const known = eventKinds.find((one) => one === kind)
  if (!known) return null
  const parsed = eventShapes[known].safeParse(details)
  if (parsed.success) return { kind: known, details: parsed.data } as NewEvent
  log().error({ event: 'unreadable event', id, kind, err: parsed.error }, 'An event cannot be read')
  return null
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
