import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { openPlaceFinder, type Place } from '#lib/place'
import { labelledShape, labelOf } from '#lib/provider/identity'
import type { ProviderId } from '#lib/provider-ids'
import { type Device, describeDevice } from '#lib/request/device'
import { isLive } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** Nobody reads further, and a page has to end somewhere. */
const MOST = 100

const listedShape = z.object({
  id: z.string(),
  current: z.boolean(),
  /** What the browser says of itself; `device` is that in the words of people. */
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  /** The account that it was signed in with. */
  account: labelledShape,
  startedAt: z.date(),
  lastActiveAt: z.date(),
  /** When it ends however often it is used. */
  endsAt: z.date(),
  total: z.number(),
})

export type ListedSession = Omit<z.output<typeof listedShape>, 'total' | 'account'> & {
  device: Device
  /** About where its address is. */
  place: Place | null
  /** The provider of the account that it was signed in with, and what people call that one. */
  provider: ProviderId
  account: string
}

/** `others` counts every other session, also those that the list has no room for. */
export type SessionList = { sessions: ListedSession[]; others: number }

/**
 * Where the viewer is signed in: this session first, then the others by when they were last used. `signed_out` when
 * this one ended since the request began. The database counts, and its clock decides, in the same statement.
 */
export async function listSessions(viewer: Viewer): Promise<SessionList> {
  const rows = await db().$queryRaw<unknown[]>`
      SELECT s.id, s.id = ${viewer.sessionId}::uuid AS current, s.user_agent AS "userAgent",
             s.ip_address AS "ipAddress",
             json_build_object('provider', a.provider, 'email', a.email, 'handle', a.handle, 'name', a.name) AS account,
             s.created_at AS "startedAt",
             s.last_active_at AS "lastActiveAt", s.expires_at AS "endsAt", count(*) OVER ()::int AS total
        FROM sessions s JOIN accounts a ON a.id = s.account_id
       WHERE s.user_id = ${viewer.userId}::uuid AND ${isLive()}
       ORDER BY current DESC, s.last_active_at DESC, s.id
       LIMIT ${MOST}`
  const found = z.array(listedShape).parse(rows)
  const [first] = found
  if (!first?.current) throw new AppError('signed_out')
  const findPlace = await openPlaceFinder()
  const sessions = found.map(({ total, account, ...row }) => ({
    ...row,
    device: describeDevice(row.userAgent),
    place: findPlace(row.ipAddress),
    provider: account.provider,
    account: labelOf(account),
  }))
  return { sessions, others: first.total - 1 }
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** How long a session lasts without being used, and at the most, such as "7 days", in the form of a locale. */
export function describeLimits(locale: string): { idle: string; absolute: string } {
  const { SESSION_IDLE_SECONDS, SESSION_ABSOLUTE_SECONDS } = env()
  return {
    idle: inLargestUnit(SESSION_IDLE_SECONDS, locale),
    absolute: inLargestUnit(SESSION_ABSOLUTE_SECONDS, locale),
  }
}

/** Seconds in the largest unit that says them exactly. */
function inLargestUnit(seconds: number, locale: string): string {
  const [unit, length] = UNITS.find(([, size]) => seconds % size === 0) ?? UNITS[3]
  return new Intl.NumberFormat(`${locale}-u-nu-latn`, { style: 'unit', unit, unitDisplay: 'long' }).format(
    seconds / length,
  )
}
