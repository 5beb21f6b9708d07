import 'server-only'
import { recordEvent } from '#lib/activity/record-event'
import { inTransaction } from '#lib/db/transaction'
import type { Client } from '#lib/request/client'
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
