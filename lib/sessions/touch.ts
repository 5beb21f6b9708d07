import 'server-only'
import type { NewEvent } from '#lib/activity/events'
import { query } from '#lib/db/client'
import { env } from '#lib/env'
import { type Client, describeBrowser } from '#lib/request/client'

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

/** What a browser says of its languages, and its time zone: for the mail that its person gets. */
type Reads = { acceptLanguage: string | null; zone: string | null }

/**
 * Notes that a session was used, and from where, in which language and in which zone, as far as that is known. Many
 * requests at once make one write, by the database's clock; the absolute limit does not move.
 */
export async function noteActivity(
  sessionId: string,
  ipAddress: string | null,
  { acceptLanguage, zone }: Reads = { acceptLanguage: null, zone: null },
): Promise<void> {
  const values = [sessionId, ipAddress, stepSeconds(), storableLanguages(acceptLanguage), zone]
  await query({ ...NOTE_ACTIVITY, values })
}

/** Anybody may send anything: what is longer than any browser's list, or no text of a header, is not kept. */
function storableLanguages(header: string | null): string | null {
  return header && header.length <= MOST_LANGUAGES && /^[\x20-\x7e]+$/.test(header) ? header : null
}

const MOST_LANGUAGES = 200

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

const KIND: NewEvent['kind'] = 'browser_changed'

/** Everything is read as it was before, so the row of the session decides: whoever waits for it finds it noted, and adds nothing. */
const NOTE_BROWSER = {
  name: 'note-browser',
  text: `
    WITH moved AS (
      UPDATE sessions SET user_agent = $2, browser_noted_at = now(), last_active_at = now(),
             ip_address = coalesce($3, ip_address)
       WHERE id = $1 AND user_agent IS NOT DISTINCT FROM $4
         AND (browser_noted_at IS NULL OR browser_noted_at <= now() - make_interval(secs => ${MINUTE_SECONDS}))
      RETURNING user_id
    ), lines AS (
      SELECT details FROM events
       WHERE user_id = (SELECT user_id FROM moved) AND kind = '${KIND}' AND created_at > now() - interval '1 day'
       ORDER BY created_at DESC LIMIT ${MOST_LINES}
    )
    INSERT INTO events (user_id, kind, details, user_agent, ip_address, session_id)
    SELECT user_id, '${KIND}', $5::jsonb, $2, $3, $1 FROM moved
     WHERE $6::boolean AND (SELECT count(*) FROM lines) < ${MOST_LINES}
       AND NOT EXISTS (SELECT FROM lines WHERE details = $5::jsonb)`,
}

/**
 * Notes that a session is used with another user agent than before, at most once a minute, in one statement. An update of
 * the same browser only replaces it; another browser or system also becomes a line in the person's history: a stolen cookie
 * looks like that. The same two browsers are one line a day, and a day has a most: nobody can bury that line under others.
 */
export async function noteBrowser({ sessionId, before, client }: BrowserChange): Promise<void> {
  const { userAgent, ipAddress } = client
  const details = { from: describeBrowser(before), to: describeBrowser(userAgent) }
  const values = [
    sessionId,
    userAgent,
    ipAddress,
    before,
    JSON.stringify(details),
    details.from !== details.to,
  ]
  await query({ ...NOTE_BROWSER, values })
}
