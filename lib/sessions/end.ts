import 'server-only'
import { z } from 'zod'
import { eventWrite, type NewEvent, type QuietKind } from '#lib/activity/events'
import { deleteWalking } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import { type Client, describeBrowser } from '#lib/request/client'
import { isLive, RECENT_SECONDS } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Ends the session of this request, in one statement with its line in the history. Ending one that is already over is fine,
 * and leaves no second line. When the row cannot be deleted this throws: the session still works.
 */
export async function endSession(viewer: Viewer, client: Client): Promise<void> {
  const kind: NewEvent['kind'] = 'signed_out'
  await db().$executeRaw`
    WITH ended AS (
      DELETE FROM sessions WHERE id = ${viewer.sessionId}::uuid AND user_id = ${viewer.userId}::uuid AND ended_at IS NULL
      RETURNING user_id)
    INSERT INTO events (user_id, kind, user_agent, ip_address, session_id)
    SELECT user_id, ${kind}, ${client.userAgent}, ${client.ipAddress}, ${viewer.sessionId}::uuid FROM ended`
}

/** Ends a session whose token never reached its browser. */
export async function endUndelivered(tokenHash: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash } })
}

/**
 * Ends one session of the viewer, at once and in every process. The row stays, so that its browser learns why.
 * Somebody else's session, an unknown one and one that is over are all `not_found`; `confirm_first` as for all others.
 *
 * @returns its browser, such as "Firefox on Linux"
 */
export async function endOneSession(viewer: Viewer, id: string, client: Client): Promise<string | null> {
  const [ended] = await endChosen(viewer, client, {
    isChosen: (session) => session.id === id,
    eventFor: ([session]) => ({
      kind: 'session_ended',
      details: { browser: describeBrowser(session?.userAgent ?? null) },
    }),
  })
  if (!ended) throw new AppError('not_found')
  return describeBrowser(ended.userAgent)
}

/**
 * Ends every session of the viewer but this one. Whoever has just seen a thief must be quick, and a thief must not be
 * first: in a session of the last day, in the browser that it began in, it needs no confirmation, and else one of the last ten
 * minutes (`confirm_first`).
 *
 * @returns how many there were
 */
export async function endOtherSessions(viewer: Viewer, client: Client): Promise<number> {
  const ended = await endChosen(viewer, client, {
    isChosen: ({ id }) => id !== viewer.sessionId,
    eventFor: ({ length }) => ({ kind: 'other_sessions_ended', details: { count: length } }),
  })
  return ended.length
}

const lockedShape = z.object({ id: z.string(), userAgent: z.string().nullable(), mayEnd: z.boolean() })
type LockedSession = z.output<typeof lockedShape>

type Choice = {
  isChosen: (session: LockedSession) => boolean
  eventFor: (ended: LockedSession[]) => NewEvent & { kind: QuietKind }
}

async function endChosen(
  viewer: Viewer,
  client: Client,
  { isChosen, eventFor }: Choice,
): Promise<LockedSession[]> {
  const ended = await inTransaction(async (tx) => {
    const sessions = await lockSessions(tx, viewer)
    const chosen = sessions.filter(isChosen)
    if (chosen.length === 0) return chosen
    if (!sessions.some(({ id, mayEnd }) => id === viewer.sessionId && mayEnd))
      throw new AppError('confirm_first')
    await tx.$executeRaw`
      WITH line AS (${eventWrite(viewer.userId, eventFor(chosen), { ...client, sessionId: viewer.sessionId })})
      UPDATE sessions SET ended_at = ${new Date()}, ended_reason = 'by_person'
       WHERE id = ANY (${chosen.map(({ id }) => id)}::uuid[]) AND user_id = ${viewer.userId}::uuid`
    return chosen
  })
  const ids = ended.map(({ id }) => id)
  log().info({ event: 'sessions ended', ids, by: viewer.sessionId }, 'Sessions ended')
  return ended
}

/**
 * The viewer's sessions, which nobody else can end until this transaction does. All are locked, in one order: of two
 * browsers that end each other at the same moment, the second finds itself `signed_out` and changes nothing.
 */
async function lockSessions(tx: Transaction, viewer: Viewer): Promise<LockedSession[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, user_agent AS "userAgent", authenticated_at > now() - make_interval(secs => ${RECENT_SECONDS})
           OR (created_at > now() - interval '1 day' AND NOT EXISTS (
             SELECT FROM events AS line WHERE line.user_id = sessions.user_id AND line.session_id = sessions.id
                AND line.kind IN ('signed_in_new_browser', 'browser_changed'))) AS "mayEnd"
      FROM sessions
     WHERE user_id = ${viewer.userId}::uuid AND ${isLive()}
     ORDER BY id FOR UPDATE`
  const sessions = z.array(lockedShape).parse(rows)
  if (!sessions.some(({ id }) => id === viewer.sessionId)) throw new AppError('signed_out')
  return sessions
}

/** Days for which a session that is over is still known. */
export const SESSION_KEPT_DAYS = 30

/** Deletes sessions that have been over for as long: until then their browsers learn why they were signed out. */
export async function deleteOldSessions(): Promise<void> {
  const longAgo = new Date(Date.now() - SESSION_KEPT_DAYS * 24 * 60 * 60 * 1000)
  const idle = new Date(longAgo.getTime() - env().SESSION_IDLE_SECONDS * 1000)
  const over = Prisma.sql`(ended_at < ${longAgo} OR expires_at < ${longAgo} OR last_active_at < ${idle})`
  await deleteWalking('sessions', over)
}
