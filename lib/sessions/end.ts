import 'server-only'
import { z } from 'zod'
import { type NewEvent, recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import { type Client, describeBrowser } from '#lib/request/client'
import { isLive } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Ends the session of this request. Ending one that is already over is fine, and leaves no second line in the history.
 *
 * @throws AppError `unavailable` when the row could not be deleted: the session still works, so say so
 */
export async function endSession(viewer: Viewer, client: Client): Promise<void> {
  const where = { id: viewer.sessionId, userId: viewer.userId, endedAt: null }
  await inTransaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where })
    if (count > 0) await recordEvent(tx, viewer.userId, { kind: 'signed_out', details: {} }, client)
  })
}

const rowShape = z.object({ id: z.string(), userAgent: z.string().nullable() })
type Row = z.output<typeof rowShape>

/**
 * Ends one session of the viewer, at once and in every process. The row stays, so that its browser can be told.
 *
 * @returns its browser in words
 * @throws AppError `not_found` for somebody else's session, an unknown one and one that is over, all alike;
 *   `signed_out` when the viewer's own was ended meanwhile; `unavailable`
 */
export async function endOneSession(viewer: Viewer, id: string, client: Client): Promise<string | null> {
  const [ended] = await endSessions(viewer, client, {
    choose: (row) => row.id === id,
    tell: ([first]) => ({
      kind: 'session_ended',
      details: { browser: describeBrowser(first?.userAgent ?? null) },
    }),
  })
  if (!ended) throw new AppError('not_found')
  return describeBrowser(ended.userAgent)
}

/**
 * Ends every session of the viewer but this one.
 *
 * @returns how many there were
 * @throws AppError `signed_out` when the viewer's own was ended meanwhile; `unavailable`
 */
export async function endOtherSessions(viewer: Viewer, client: Client): Promise<number> {
  const ended = await endSessions(viewer, client, {
    choose: ({ id }) => id !== viewer.sessionId,
    tell: ({ length }) => ({ kind: 'other_sessions_ended', details: { count: length } }),
  })
  return ended.length
}

type Choice = { choose: (row: Row) => boolean; tell: (ended: Row[]) => NewEvent }

async function endSessions(viewer: Viewer, client: Client, { choose, tell }: Choice): Promise<Row[]> {
  const ended = await inTransaction(async (tx) => {
    const chosen = (await lockSessions(tx, viewer)).filter(choose)
    if (chosen.length === 0) return chosen
    await tx.session.updateMany({
      where: { id: { in: chosen.map(({ id }) => id) }, userId: viewer.userId },
      data: { endedAt: new Date(), endedReason: 'by_person' },
    })
    await recordEvent(tx, viewer.userId, tell(chosen), client)
    return chosen
  })
  const ids = ended.map(({ id }) => id)
  log().info({ event: 'sessions ended', ids, by: viewer.sessionId }, 'Sessions ended')
  return ended
}

/**
 * The viewer's sessions, which nobody else can end until this transaction does. All are locked, in one order: of two
 * browsers that end each other at the same moment, the second finds itself signed out and changes nothing.
 */
async function lockSessions(tx: Prisma.TransactionClient, viewer: Viewer): Promise<Row[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, user_agent AS "userAgent" FROM sessions
     WHERE user_id = ${viewer.userId}::uuid AND ${isLive()}
     ORDER BY id FOR UPDATE`
  const sessions = z.array(rowShape).parse(rows)
  if (!sessions.some(({ id }) => id === viewer.sessionId)) throw new AppError('signed_out')
  return sessions
}

/** Forgets sessions that are over, thirty days later: until then their browsers are told why they were signed out. */
export async function deleteOldSessions(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM sessions
     WHERE LEAST(ended_at, expires_at, last_active_at + make_interval(secs => ${env().SESSION_IDLE_SECONDS}::int))
         < now() - interval '30 days'`
}
