import 'server-only'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import type { Viewer } from '#lib/viewer'

/**
 * Ends the session of this request. Ending one that is already over is fine.
 *
 * @throws AppError `unavailable` when the row could not be deleted: the session still works, so say so
 */
export async function endSession(viewer: Viewer): Promise<void> {
  const where = { id: viewer.sessionId, userId: viewer.userId }
  await orUnavailable(() => db().session.deleteMany({ where }))
}
