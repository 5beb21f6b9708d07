import 'server-only'
import { deleteAttempts } from '#lib/auth/attempt'
import { lockAccounts } from '#lib/connections/lock'
import { inTransaction } from '#lib/db/transaction'
import { orderRevocation } from '#lib/grants/revoke'
import { log } from '#lib/log'
import type { Viewer } from '#lib/viewer'

/**
 * Deletes the viewer with everything that belongs to them: connections, tokens, sessions, history, sign-ins under way.
 * What stays is one order for each connection, to revoke its grant, until Google has done so.
 */
export async function deleteUser(viewer: Viewer): Promise<void> {
  await inTransaction(async (tx) => {
    const before = await lockAccounts(tx, viewer)
    for (const { id } of before) await orderRevocation(tx, id)
    // From here on nothing can be connected. What was meanwhile gets its order too.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.userId}::uuid FOR UPDATE`
    const known = new Set(before.map(({ id }) => id))
    for (const { id } of await lockAccounts(tx, viewer)) if (!known.has(id)) await orderRevocation(tx, id)
    await deleteAttempts(tx, 'userId', viewer.userId)
    await tx.user.deleteMany({ where: { id: viewer.userId } })
  })
  log().info({ event: 'account deleted', sessionId: viewer.sessionId }, 'An account was deleted')
}
