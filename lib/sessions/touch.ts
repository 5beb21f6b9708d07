import 'server-only'
import { randomUUID } from 'node:crypto'
import { noticeOf } from '#lib/activity/events'
import { mailWrites } from '#lib/activity/notices'
import { db, query } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { type Client, describeBrowser } from '#lib/request/client'
import { type Reads, storableReads } from '#lib/request/reader'

/** Whether a session's activity is old enough to be written again. */
export function isStale(lastActiveAt: Date): boolean {
  return Date.now() - lastActiveAt.getTime() > stepSeconds() * 1000
}

/** The person first, then the session: in the order in which everybody locks. */
const NOTE_ACTIVITY = {
  name: 'note-activity',
  text: `
    WITH reader AS (
      UPDATE users SET accept_language = coalesce($4::text, accept_language), time_zone = coalesce($5::text, time_zone)
       WHERE id = (SELECT user_id FROM sessions
                    WHERE id = $1 AND last_active_at < now() - make_interval(secs => $3))
         AND (coalesce($4, accept_language), coalesce($5, time_zone)) IS DISTINCT FROM (accept_language, time_zone)
      RETURNING id
    )
    UPDATE sessions SET last_active_at = now(), ip_address = coalesce($2, ip_address)
     WHERE id = $1 AND last_active_at < now() - make_interval(secs => $3)
       AND (SELECT count(*) FROM reader) >= 0`,
}

/**
 * Notes that a session was used, and from where, in which language and in which zone, as far as that is known. Many
 * requests at once make one write, by the database's clock; the absolute limit does not move.
 */
export async function noteActivity(
  sessionId: string,
  ipAddress: string | null,
  reads: Reads = { acceptLanguage: null, zone: null },
): Promise<void> {
  const { acceptLanguage, zone } = storableReads(reads)
  const values = [sessionId, ipAddress, stepSeconds(), acceptLanguage, zone]
  await query({ ...NOTE_ACTIVITY, values })
}

const LONGEST_STEP_SECONDS = 5 * 60

/** Seconds between two notes of activity: small against the idle limit, so that counting stays exact. */
function stepSeconds(): number {
  return Math.min(LONGEST_STEP_SECONDS, env().SESSION_IDLE_SECONDS / 10)
}

const MINUTE_SECONDS = 60

/** The most lines a day that moving to another browser adds to one person's history. */
const MOST_LINES = 20

/** Whether another user agent than before may be noted again: once a minute, however often it changes. */
export function isBrowserDue(notedAt: Date | null): boolean {
  return notedAt === null || Date.now() - notedAt.getTime() >= MINUTE_SECONDS * 1000
}

type BrowserChange = { sessionId: string; before: string | null; client: Client }

const KIND = 'browser_changed' as const

/** Days in which the same two browsers are worth one mail: some change their names each time that somebody asks for a desktop page. */
const TOLD_DAYS = 30

/**
 * Notes that a session is used with another user agent than before, at most once a minute, in one statement. An update of
 * the same browser only replaces it; another browser or system also becomes a line in the person's history, and leaves a mail: a
 * stolen cookie looks like that. The same two browsers are one line a day, and a day has a most: nobody can bury that line under
 * others.
 *
 * Everything is read as it was before, so the row of the session decides: whoever waits for it finds it noted, and adds nothing.
 */
export async function noteBrowser({ sessionId, before, client }: BrowserChange): Promise<void> {
  const { userAgent, ipAddress } = client
  const [from, to] = [describeBrowser(before), describeBrowser(userAgent)]
  const details = JSON.stringify({ from, to })
  const [eventId, at] = [randomUUID(), new Date()]
  const receiver = Prisma.sql`(SELECT l.user_id FROM line l WHERE NOT EXISTS (
    SELECT FROM events e WHERE e.user_id = l.user_id AND e.kind = ${KIND} AND e.details = ${details}::jsonb
                           AND e.created_at > now() - make_interval(days => ${TOLD_DAYS}::int)))`
  const mails = mailWrites(receiver, [{ kind: noticeOf[KIND], eventId }], at)
  await db().$executeRaw`
    WITH moved AS (
      UPDATE sessions SET user_agent = ${userAgent}, browser_noted_at = now(), last_active_at = now(),
             ip_address = coalesce(${ipAddress}, ip_address)
       WHERE id = ${sessionId}::uuid AND user_agent IS NOT DISTINCT FROM ${before}
         AND (browser_noted_at IS NULL OR browser_noted_at <= now() - make_interval(secs => ${MINUTE_SECONDS}::int))
      RETURNING user_id
    ), lines AS (
      SELECT details FROM events
       WHERE user_id = (SELECT user_id FROM moved) AND kind = ${KIND} AND created_at > now() - interval '1 day'
       ORDER BY created_at DESC LIMIT ${MOST_LINES}::int
    ), line AS (
      INSERT INTO events (id, user_id, kind, details, user_agent, ip_address, session_id, created_at)
      SELECT ${eventId}::uuid, user_id, ${KIND}, ${details}::jsonb, ${userAgent}, ${ipAddress}, ${sessionId}::uuid, ${at} FROM moved
       WHERE ${from !== to}::boolean AND (SELECT count(*) FROM lines) < ${MOST_LINES}::int
         AND NOT EXISTS (SELECT FROM lines WHERE details = ${details}::jsonb)
      RETURNING user_id
    ) ${mails ? Prisma.sql`, mail AS (${mails.mail}) ${mails.job}` : Prisma.sql`SELECT FROM line`}`
}
