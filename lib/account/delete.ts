import 'server-only'
import { deleteAttempts } from '#lib/auth/attempt'
import { lockAccounts } from '#lib/connections/lock'
import { inTransaction } from '#lib/db/transaction'
import { orderRevocation } from '#lib/grants/revoke'
import { log } from '#lib/log'
import { lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Deletes the viewer with everything that belongs to them: connections, tokens, sessions, history, sign-ins under way.
 * What stays is one order for each connection, to revoke its grant, until Google has done so. Who is gone already is gone:
 * deleting twice at once is fine. A session that is over deletes nobody (`signed_out`).
 */
export async function deleteUser(viewer: Viewer): Promise<void> {
  const deleted = await inTransaction(async (tx) => {
    const before = await lockAccounts(tx, viewer)
    for (const { id } of before) await orderRevocation(tx, id)
    // From here on nothing can be connected. What was meanwhile gets its order too.
    const users = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM users WHERE id = ${viewer.userId}::uuid FOR UPDATE`
    if (users.length === 0) return false
    await lockLiveSession(tx, viewer)
    const known = new Set(before.map(({ id }) => id))
    for (const { id } of await lockAccounts(tx, viewer)) if (!known.has(id)) await orderRevocation(tx, id)
    await deleteAttempts(tx, 'userId', viewer.userId)
    await tx.user.deleteMany({ where: { id: viewer.userId } })
    return true
  })
  if (deleted) log().info({ event: 'account deleted', sessionId: viewer.sessionId }, 'An account was deleted')
}
