import 'server-only'
import { z } from 'zod'
import type { EventKind } from '#lib/activity/events'
import { type ListedEvent, readEvents } from '#lib/activity/list'
import { isUuid, query } from '#lib/db/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { openPlaceFinder, type Place } from '#lib/place'
import { type Device, describeDevice } from '#lib/request/device'
import { liveText } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** What the overview shows of an account, beside its connections. */
export type Overview = {
  /** The organisation of the account that this session was signed in with. */
  hostedDomain: string | null
  /** This session first, then the others that were used last; `others` counts all of those. */
  sessions: OverviewSession[]
  others: number
  /** The last lines of the history. */
  latest: ListedEvent[]
  /** New browsers of the last week of which this one has not said that they are its person's: the last of them, and how many. */
  unseen: ListedEvent[]
  unseenCount: number
  /** Permissions that a provider has not granted any more of late. */
  lost: ListedEvent[]
}

export type OverviewSession = {
  id: string
  device: Device
  place: Place | null
  lastActiveAt: Date
}

const SESSIONS_SHOWN = 3
const LINES_SHOWN = 3

/** How long a new browser, or a permission that is gone, is worth a word, in days. */
const DAYS_UNSEEN = 7
const DAYS_LOST = 14

/** The kinds by which somebody else may have come in. */
const SIGN_IN: EventKind = 'signed_in_new_browser'
const ENTERING: readonly EventKind[] = [SIGN_IN, 'browser_changed']
const LOST: EventKind = 'permission_removed'

const eventShape = z.object({
  id: z.string(),
  kind: z.string(),
  details: z.unknown(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: z.coerce.date(),
})

const events = z.array(eventShape)

const rowShape = z.object({
  hostedDomain: z.string().nullable(),
  sessions: z.array(
    z.object({
      id: z.string(),
      userAgent: z.string().nullable(),
      ipAddress: z.string().nullable(),
      lastActiveAt: z.coerce.date(),
    }),
  ),
  total: z.number(),
  latest: events,
  unseen: events,
  unseenCount: z.number(),
  lost: events,
})

const EVENT = `json_build_object('id', e.id, 'kind', e.kind, 'details', e.details, 'userAgent', e.user_agent,
                                 'ipAddress', e.ip_address, 'createdAt', e.created_at)`

/**
 * Whoever just came in is not asked whether their own sign-in was them. Each part reads a bounded number of rows, by an
 * index.
 */
const READ_OVERVIEW = {
  name: 'read-overview',
  text: `
    WITH live AS (
      SELECT id, user_agent, ip_address, last_active_at, count(*) OVER ()::int AS total
        FROM sessions WHERE user_id = $2 AND ${liveText('$3')}
       ORDER BY id = $1 DESC, last_active_at DESC, id LIMIT ${SESSIONS_SHOWN}
    ), latest AS (
      SELECT * FROM events WHERE user_id = $2 ORDER BY created_at DESC, id DESC LIMIT ${LINES_SHOWN}
    ), unseen AS (
      SELECT e.*, count(*) OVER ()::int AS total FROM events e JOIN sessions s ON s.id = $1
       WHERE e.user_id = $2 AND e.kind IN (${ENTERING.map((kind) => `'${kind}'`).join()})
         AND e.created_at > now() - interval '${DAYS_UNSEEN} days'
         AND (s.reviewed_at IS NULL OR e.created_at > s.reviewed_at)
         AND NOT (e.kind = '${SIGN_IN}' AND e.session_id IS NOT DISTINCT FROM s.id)
       ORDER BY e.created_at DESC, e.id DESC LIMIT ${LINES_SHOWN}
    ), lost AS (
      SELECT * FROM events
       WHERE user_id = $2 AND kind = '${LOST}' AND created_at > now() - interval '${DAYS_LOST} days'
       ORDER BY created_at DESC, id DESC LIMIT ${LINES_SHOWN}
    )
    SELECT a.hosted_domain AS "hostedDomain",
           (SELECT json_agg(json_build_object('id', id, 'userAgent', user_agent, 'ipAddress', ip_address,
                                              'lastActiveAt', last_active_at)) FROM live) AS sessions,
           (SELECT total FROM live LIMIT 1) AS total,
           (SELECT coalesce(json_agg(${EVENT}), '[]') FROM latest e) AS latest,
           (SELECT coalesce(json_agg(${EVENT}), '[]') FROM unseen e) AS unseen,
           coalesce((SELECT total FROM unseen LIMIT 1), 0) AS "unseenCount",
           (SELECT coalesce(json_agg(${EVENT}), '[]') FROM lost e) AS lost
      FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.id = $1 AND s.id IN (SELECT id FROM live)`,
}

/** `signed_out` when the session ended since this request began. One statement. */
export async function getOverview({ sessionId, userId }: Viewer): Promise<Overview> {
  const values = [sessionId, userId, env().SESSION_IDLE_SECONDS]
  const { rows } = await query({ ...READ_OVERVIEW, values })
  if (rows.length === 0) throw new AppError('signed_out')
  const { sessions, total, latest, unseen, lost, ...rest } = rowShape.parse(rows[0])
  const findPlace = await openPlaceFinder()
  return {
    ...rest,
    sessions: sessions.map(({ id, userAgent, ipAddress, lastActiveAt }) => ({
      id,
      device: describeDevice(userAgent),
      place: findPlace(ipAddress),
      lastActiveAt,
    })),
    others: total - 1,
    latest: readEvents(latest, findPlace),
    unseen: readEvents(unseen, findPlace),
    lost: readEvents(lost, findPlace),
  }
}

/**
 * Notes for one session that its person knows every new browser up to a line of their history. It says so for itself alone:
 * somebody else who is signed in, too, cannot answer for their other browsers.
 *
 * @param eventId anybody may write anything there; one that is no line of theirs changes nothing
 */
export async function reviewBrowsers({ sessionId, userId }: Viewer, eventId: string): Promise<void> {
  if (!isUuid(eventId)) return
  await query({
    name: 'review-browsers',
    text: `
      UPDATE sessions s SET reviewed_at = e.created_at FROM events e
       WHERE s.id = $1 AND s.user_id = $2 AND e.id = $3 AND e.user_id = $2
         AND (s.reviewed_at IS NULL OR s.reviewed_at < e.created_at)`,
    values: [sessionId, userId, eventId],
  })
}
