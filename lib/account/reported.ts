import 'server-only'
import { z } from 'zod'
import { type LockedAccount, lockAccounts } from '#lib/connections/lock'
import type { Transaction } from '#lib/db/transaction'
import { type AccountReport, endOfReport } from '#lib/provider/report'

const ownerShape = z.object({ id: z.string(), userId: z.string(), createdAt: z.date() })

/** The account that a report is about, and whatever else its user has. */
export type Reported = { userId: string; account: LockedAccount; accounts: LockedAccount[]; createdAt: Date }

/**
 * The account that a report is about, by provider, issuer and subject; null when it is nobody's. Until the transaction ends
 * nobody signs in with one of that user's accounts, and none is added or taken away: both lock, or refer to, the same rows.
 */
export async function findReported(
  tx: Transaction,
  { provider, issuer, subject }: AccountReport,
): Promise<Reported | null> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT id, user_id AS "userId", created_at AS "createdAt" FROM accounts
     WHERE provider = ${provider} AND provider_account_id = ${subject} AND issuer = ${issuer}`
  if (!row) return null
  const { id, userId, createdAt } = ownerShape.parse(row)
  await lockAccounts(tx, { userId })
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
  const accounts = await lockAccounts(tx, { userId })
  const account = accounts.find((one) => one.id === id)
  return account ? { userId, account, accounts, createdAt } : null
}

/**
 * Ends the sessions that came by a reported account until then, in every process, and has their browsers told why.
 *
 * @returns how many there were
 */
export async function endReportedSessions(
  tx: Transaction,
  { account, userId }: Pick<Reported, 'account' | 'userId'>,
  report: AccountReport,
  endedReason: string,
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { accountId: account.id, userId, endedAt: null, authenticatedAt: { lte: endOfReport(report) } },
    data: { endedAt: new Date(), endedReason },
  })
  return count
}
