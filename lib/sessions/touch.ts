import 'server-only'
import { eventShapes, recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { type Client, describeBrowser } from '#lib/request/client'

/** Whether a session's activity is old enough to be written again. */
export function isStale(lastActiveAt: Date): boolean {
  return Date.now() - lastActiveAt.getTime() > stepSeconds() * 1000
}

/**
 * Notes that a session was used, and from where when that is known. Many requests at once make one write, by the
 * database's clock; the absolute limit does not move.
 */
export async function noteActivity(sessionId: string, ipAddress: string | null): Promise<void> {
  await db().$executeRaw`
    UPDATE sessions SET last_active_at = now(), ip_address = coalesce(${ipAddress}, ip_address)
     WHERE id = ${sessionId}::uuid AND last_active_at < now() - make_interval(secs => ${stepSeconds()})`
}

const LONGEST_STEP_SECONDS = 5 * 60

/** Seconds between two notes of activity: small against the idle limit, so that counting stays exact. */
function stepSeconds(): number {
  return Math.min(LONGEST_STEP_SECONDS, env().SESSION_IDLE_SECONDS / 10)
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The most lines a day that moving to another browser adds to one person's history. */
const MOST_LINES = 20

/** Whether another user agent than before may be noted again: once a minute, however often it changes. */
export function isBrowserDue(notedAt: Date | null): boolean {
  return notedAt === null || Date.now() - notedAt.getTime() >= MINUTE_MS
}

type BrowserChange = { sessionId: string; userId: string; before: string | null; client: Client }

/**
 * Notes that a session is used with another user agent than before, at most once a minute. An update of the same browser
 * only replaces it; another browser or system also becomes a line in the person's history: a stolen cookie looks like
 * that. The same two browsers are one line a day, and a day has a most: nobody can bury that line under others.
 */
export async function noteBrowser({ sessionId, userId, before, client }: BrowserChange): Promise<void> {
  const details = { from: describeBrowser(before), to: describeBrowser(client.userAgent) }
  await inTransaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE sessions SET user_agent = ${client.userAgent}, browser_noted_at = now(),
             ip_address = coalesce(${client.ipAddress}, ip_address)
       WHERE id = ${sessionId}::uuid AND user_agent IS NOT DISTINCT FROM ${before}
         AND (browser_noted_at IS NULL OR browser_noted_at <= now() - make_interval(secs => ${MINUTE_MS / 1000}))`
    if (count === 0 || details.from === details.to) return
    if (await hasLine(tx, userId, details)) return
    await recordEvent(tx, userId, { kind: 'browser_changed', details }, client)
  })
}

/** Whether the last day has this very line already, or as many as a day may have. */
async function hasLine(
  tx: Transaction,
  userId: string,
  details: { from: string | null; to: string | null },
): Promise<boolean> {
  const lines = await tx.event.findMany({
    where: { userId, kind: 'browser_changed', createdAt: { gt: new Date(Date.now() - DAY_MS) } },
    select: { details: true },
    orderBy: { createdAt: 'desc' },
    take: MOST_LINES,
  })
  const recorded = lines.map((line) => eventShapes.browser_changed.safeParse(line.details).data)
  return (
    lines.length >= MOST_LINES || recorded.some((one) => one?.from === details.from && one.to === details.to)
  )
}
