import 'server-only'
import { recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
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

type BrowserChange = { sessionId: string; userId: string; before: string | null; client: Client }

/**
 * Notes that a session is used with another user agent than before. An update of the same browser only replaces it;
 * another browser or system also becomes a line in the person's history: a stolen cookie looks like that.
 */
export async function noteBrowser({ sessionId, userId, before, client }: BrowserChange): Promise<void> {
  const [from, to] = [describeBrowser(before), describeBrowser(client.userAgent)]
  await inTransaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userAgent: before },
      data: client,
    })
    if (count === 0 || from === to) return
    await recordEvent(tx, userId, { kind: 'browser_changed', details: { from, to } }, client)
  })
}
