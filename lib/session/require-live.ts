import 'server-only'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

/**
 * For what takes longer than a request should: that the viewer's session has not been ended since.
 *
 * @throws AppError `signed_out`, `unavailable`
 */
export async function requireLiveSession(viewer: Viewer): Promise<void> {
  const where = { id: viewer.sessionId, userId: viewer.userId, endedAt: null, expiresAt: { gt: new Date() } }
  const count = await orUnavailable(() => db().session.count({ where }))
  if (count === 0) throw new AppError('signed_out')
}
