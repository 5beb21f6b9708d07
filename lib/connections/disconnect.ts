import 'server-only'
import { recordEvent } from '#lib/activity/events'
import { addressLines } from '#lib/auth/address-change'
import { deleteAttempts } from '#lib/auth/attempt'
import { profileOf } from '#lib/auth/profile'
import { type LockedAccount, lockAccounts } from '#lib/connections/lock'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { clientOf } from '#lib/env'
import { AppError } from '#lib/errors'
import { orderRevocation } from '#lib/grants/revoke'
import { log } from '#lib/log'
import { whoseOf } from '#lib/provider/identity'
import type { ProviderId } from '#lib/provider-ids'
import type { Client } from '#lib/request/client'
import { DISCONNECTED, lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Disconnects an account of the viewer: its tokens are gone and will be revoked at its provider, nobody signs in here
 * with it any more, and the browsers that are signed in with it are signed out, but for the viewer's own. One that is
 * not theirs is `not_found`; the only one that they can sign in with stays (`last_account`).
 *
 * @returns what people call it, and whose it was
 */
export async function disconnect(
  viewer: Viewer,
  accountId: string,
  client: Client,
): Promise<{ account: string; provider: ProviderId }> {
  const gone = await inTransaction(async (tx) => {
    const accounts = await lockAccounts(tx, viewer)
    await lockLiveSession(tx, viewer)
    const account = accounts.find(({ id }) => id === accountId)
    if (!account) throw new AppError('not_found')
    if (!lastUsed(accounts.filter((other) => other !== account))) throw new AppError('last_account')
    await orderRevocation(tx, account.id)
    const { userId, sessionId } = viewer
    const left = await removeAccount(tx, { userId, account, accounts, sessionId })
    const lines = await addressLines(profileOf(accounts).email, left, client)
    const unlinked = { kind: 'account_unlinked', details: whoseOf(account) } as const
    await recordEvent(tx, userId, [unlinked, ...lines], { ...client, sessionId })
    return account
  })
  log().info({ event: 'account disconnected', accountId, sessionId: viewer.sessionId }, 'Disconnected')
  return whoseOf(gone)
}

type Removal = {
  userId: string
  account: LockedAccount
  accounts: LockedAccount[]
  /** The session that goes on with another account; every other of this one ends. */
  sessionId?: string
}

/**
 * Takes a locked account from a user who has others, with its sessions, with what is under way about it, and with what they
 * went by of it. @returns those that are left
 */
export async function removeAccount(tx: Transaction, removal: Removal): Promise<LockedAccount[]> {
  const { userId, account, accounts } = removal
  const left = accounts.filter((other) => other !== account)
  const next = lastUsed(left) ?? left[0]
  if (!next) throw new Error('the only account of a user goes with the user alone')
  await deleteAttempts(tx, userId, account.id)
  await moveSessions(tx, removal, next)
  await tx.account.delete({ where: { id: account.id, userId } })
  // An address that an operator has freed comes back with a sign-in, and not by chance.
  const supplied = accounts[0] === account || account.email === profileOf(accounts).email
  if (supplied) await tx.user.update({ where: { id: userId }, data: profileOf(left) })
  return left
}

/** The one that they are likeliest to be able to sign in with; none when no other is safe, or none of a provider that is set up. */
function lastUsed(accounts: LockedAccount[]): LockedAccount | undefined {
  const usable = accounts.filter(({ disabled, provider }) => !disabled && clientOf(provider) !== null)
  return usable.toSorted((one, other) => other.lastSignInAt.getTime() - one.lastSignInAt.getTime())[0]
}

/**
 * A session ends with the account that it was signed in with. That of the viewer goes on with another of theirs: to sign
 * out whoever cannot open the others just now would lock them out. The ended ones keep a row, so that their browsers
 * learn why, and a row must have an account.
 */
async function moveSessions(
  tx: Transaction,
  { userId, account, sessionId }: Removal,
  next: LockedAccount,
): Promise<void> {
  const ends = Prisma.sql`ended_at IS NULL AND id IS DISTINCT FROM ${sessionId ?? null}::uuid`
  await tx.$executeRaw`
    UPDATE sessions SET account_id = ${next.id}::uuid,
           ended_at = CASE WHEN ${ends} THEN ${new Date()}::timestamptz ELSE ended_at END,
           ended_reason = CASE WHEN ${ends} THEN ${DISCONNECTED} ELSE ended_reason END
     WHERE account_id = ${account.id}::uuid AND user_id = ${userId}::uuid`
}
