import 'server-only'
import { createHmac } from 'node:crypto'
import { deleteEverything } from '#lib/account/delete'
import { findReported, type Reported } from '#lib/account/reported'
import { recordEvent } from '#lib/activity/events'
import { addressLines } from '#lib/auth/address-change'
import { profileOf } from '#lib/auth/profile'
import { removeAccount } from '#lib/connections/disconnect'
import { deleteIndexed } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { cancelRevocations } from '#lib/grants/revoke'
import { log } from '#lib/log'
import { labelOf } from '#lib/provider/identity'
import { type AccountReport, endOfReport } from '#lib/provider/report'
import { hashToken } from '#lib/sessions/cookie'

/** What stands in the history for an account whose name is not kept any more. */
const GONE = 'an account that is gone'

/** Bytes of a confirmation code: nobody can guess one. */
const CODE_BYTES = 16

const CODE = /^[\da-f]{32}$/

/**
 * Somebody has had their provider ask us to delete what we know of them: their account of that provider goes, with its
 * sessions, its name in the history and what was still to be revoked for it; and when it was their only way in, the user with
 * everything that they have here. Who is not here gets the same answer. A report that comes again changes nothing more.
 *
 * @returns the code by which they see what became of it, the same for the same report
 */
export async function deleteData(report: AccountReport): Promise<string> {
  const code = codeOf(report)
  const done = await inTransaction(async (tx) => {
    const outcome = await deleteReported(tx, report)
    await cancelRevocations(tx, report)
    const row = { codeHash: hashToken(code), provider: report.provider, doneAt: new Date() }
    await tx.deletionRequest.createMany({ data: row, skipDuplicates: true })
    return outcome
  })
  log().info(
    { event: 'data deleted', provider: report.provider, what: done },
    'A deletion was asked for and done',
  )
  return code
}

async function deleteReported(
  tx: Transaction,
  report: AccountReport,
): Promise<'nothing' | 'account' | 'user'> {
  const found = await findReported(tx, report)
  // One that was made since is of somebody who came back.
  if (!found || found.createdAt > endOfReport(report)) return 'nothing'
  const { userId, account, accounts } = found
  if (accounts.length > 1) {
    await deleteAccount(tx, report, found)
    return 'account'
  }
  const by = { userAgent: null, ipAddress: null, askedBy: report.provider }
  await deleteEverything(tx, { userId }, { ended: account.id, by })
  return 'user'
}

/**
 * The history says that there was one, and not which: of this provider it keeps the names of accounts that are left. Any
 * other name of it was this one's, or an older one of theirs.
 */
async function deleteAccount(
  tx: Transaction,
  { provider }: AccountReport,
  { userId, account, accounts }: Reported,
): Promise<void> {
  const left = await removeAccount(tx, { userId, account, accounts })
  const names = left.filter((one) => one.provider === provider).map(labelOf)
  await tx.$executeRaw`
    UPDATE events SET details = jsonb_set(details, '{account}', to_jsonb(${GONE}::text))
     WHERE user_id = ${userId}::uuid AND details->>'provider' = ${provider}
       AND details->>'account' <> ALL (${names}::text[])`
  const lines = await addressLines(profileOf(accounts).email, left, { userAgent: null, ipAddress: null })
  await recordEvent(tx, userId, [{ kind: 'data_deleted', details: { provider } }, ...lines], null)
}

/** Follows from the report, so that one that is sent again has the same; nobody else can make it. */
function codeOf({ provider, issuer, subject, issuedAt }: AccountReport): string {
  const text = JSON.stringify(['data-deletion', provider, issuer, subject, issuedAt])
  return createHmac('sha256', env().AUTH_SECRET).update(text).digest().subarray(0, CODE_BYTES).toString('hex')
}

/** How far a deletion is, for whoever has its code; null for a code that is none, or is forgotten. It names nobody. */
export async function findDeletion(code: string): Promise<{ createdAt: Date; doneAt: Date | null } | null> {
  if (!CODE.test(code)) return null
  return db().deletionRequest.findUnique({
    where: { codeHash: hashToken(code) },
    select: { createdAt: true, doneAt: true },
  })
}

/** Days for which the page of a request tells of it. */
export const DELETION_KEPT_DAYS = 90

/** Forgets requests whose time is over. */
export async function deleteOldDeletions(): Promise<void> {
  const longAgo = new Date(Date.now() - DELETION_KEPT_DAYS * 24 * 60 * 60 * 1000)
  await deleteIndexed('deletion_requests', Prisma.sql`created_at < ${longAgo}`)
}
