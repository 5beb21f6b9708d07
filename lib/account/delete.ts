import 'server-only'
import { deleteAttempts } from '#lib/auth/attempt'
import { lockAccounts } from '#lib/connections/lock'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { orderRevocation } from '#lib/grants/revoke'
import { log } from '#lib/log'
import { lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Deletes the viewer with everything that belongs to them. Who is gone already is gone: deleting twice at once is fine. A
 * session that is over deletes nobody (`signed_out`).
 */
export async function deleteUser(viewer: Viewer): Promise<void> {
  const deleted = await inTransaction((tx) =>
    deleteEverything(tx, viewer, { permit: () => lockLiveSession(tx, viewer) }),
  )
  if (deleted) log().info({ event: 'account deleted', sessionId: viewer.sessionId }, 'An account was deleted')
}

type Conditions = {
  /** Refuses by throwing, once nothing can be connected any more. */
  permit?: () => Promise<void>
  /** The account whose provider has ended its grant already. */
  ended?: string
}

/**
 * Deletes a user with connections, tokens, sessions, history and sign-ins under way. What stays is one order for each
 * connection, to revoke its grant, until its provider has done so. @returns false when there is no such user
 */
export async function deleteEverything(
  tx: Transaction,
  { userId }: Pick<Viewer, 'userId'>,
  { permit, ended }: Conditions = {},
): Promise<boolean> {
  const before = await lockAccounts(tx, { userId })
  for (const { id } of before) if (id !== ended) await orderRevocation(tx, id)
  // From here on nothing can be connected. What was meanwhile gets its order too.
  const users = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
  if (users.length === 0) return false
  await permit?.()
  const known = new Set(before.map(({ id }) => id))
  for (const { id } of await lockAccounts(tx, { userId })) if (!known.has(id)) await orderRevocation(tx, id)
  await deleteAttempts(tx, userId)
  await tx.user.deleteMany({ where: { id: userId } })
  return true
}
