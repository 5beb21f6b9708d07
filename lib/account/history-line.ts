import 'server-only'
import { z } from 'zod'
import { type ListedEvent, readEvents } from '#lib/activity/list'
import { db, isUuid } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { openPlaceFinder } from '#lib/place'
import { isLive } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** The session that a line was done in, or that it began: nobody can tell for lines that no browser, or an older version, made. */
export type LineSession = 'live' | 'here' | 'over' | 'unknown'

export type HistoryLine = {
  line: ListedEvent
  session: LineSession
  /** How many others the viewer has, this one and that of the line not counted. */
  others: number
  /** When somebody was told of it by mail. */
  writtenAt: Date | null
}

const rowShape = z.object({
  id: z.string(),
  kind: z.string(),
  details: z.unknown(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: z.date(),
  sessionId: z.string().nullable(),
  live: z.boolean(),
  others: z.number(),
  writtenAt: z.date().nullable(),
})

/** One line of the viewer's history, and what became of its session. Null for somebody else's, an unknown one, or no id at all. */
export async function findHistoryLine(viewer: Viewer, id: string): Promise<HistoryLine | null> {
  if (!isUuid(id)) return null
  const { userId, sessionId: own } = viewer
  const [row] = await db().$queryRaw<unknown[]>`
    SELECT e.id, e.kind, e.details, e.user_agent AS "userAgent", e.ip_address AS "ipAddress", e.created_at AS "createdAt",
           e.session_id AS "sessionId",
           EXISTS (SELECT FROM sessions WHERE id = e.session_id AND user_id = e.user_id AND ${isLive()}) AS live,
           (SELECT count(*)::int FROM sessions
             WHERE user_id = e.user_id AND id <> ${own}::uuid AND id IS DISTINCT FROM e.session_id AND ${isLive()}) AS others,
           (SELECT max(m.done_at) FROM mails m
             WHERE m.user_id = e.user_id AND m.event_id = e.id AND m.outcome = 'handed-over') AS "writtenAt"
      FROM events e WHERE e.id = ${id}::uuid AND e.user_id = ${userId}::uuid`
  if (!row) return null
  const { sessionId, live, others, writtenAt, ...event } = rowShape.parse(row)
  const [line] = readEvents([event], await openPlaceFinder())
  if (!line) return null
  return { line, session: stateOf({ sessionId, live, own }), others, writtenAt }
}

function stateOf({
  sessionId,
  live,
  own,
}: {
  sessionId: string | null
  live: boolean
  own: string
}): LineSession {
  if (sessionId === null) return 'unknown'
  if (sessionId === own) return 'here'
  return live ? 'live' : 'over'
}

/** The session of one of the viewer's lines. `not_found` for a line that is not theirs, or has none. */
export async function findSessionOfLine({ userId }: Viewer, id: string): Promise<string> {
  const line = isUuid(id)
    ? await db().event.findFirst({ where: { id, userId }, select: { sessionId: true } })
    : null
  if (!line?.sessionId) throw new AppError('not_found')
  return line.sessionId
}
