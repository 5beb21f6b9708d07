import 'server-only'
import { z } from 'zod'
import { recordEvent } from '#lib/activity/events'
import { lockAccounts } from '#lib/connections/lock'
import type { Transaction } from '#lib/db/transaction'
import { log } from '#lib/log'
import { labelledShape, whoseOf } from '#lib/provider/identity'
import { DISABLED } from '#lib/sessions/read'

/** Who says that nobody may use an account: the people who run this site, or its provider. */
export type DisableReason = 'operator' | 'provider'

/** What a provider says of an account that nobody may use. One of them, it says itself; without a reason it is `disabled`. */
export const disableCauses = ['hijacking', 'disabled', 'purged'] as const
export type DisableCause = (typeof disableCauses)[number]

/** What it says of one that is marked and shuts nobody out: it takes it for one of many that somebody has made in bulk. */
export const FLAG = 'bulk-account'

/** A provider's statement on an account, and when it became true there. */
export type Statement = { at: Date; cause?: DisableCause }

/** Everything that opens somebody's account, or one connection of theirs. */
export type DisableTarget = { userId: string; accountId?: string }

/** What was done: to how many connections, and how many sessions ended. */
export type Disabled = { accounts: number; sessions: number }

/**
 * Disables an account, in the transaction of the one who asks for it: nobody signs in with it, its sessions are over in
 * every process, its grant is neither used nor refreshed. Nothing is deleted. What a provider has disabled an operator
 * may take over; what an operator has disabled stays theirs.
 */
export async function disableAccount(
  tx: Transaction,
  target: DisableTarget,
  reason: DisableReason,
  { at, cause }: Statement = { at: new Date() },
): Promise<Disabled> {
  const all = (await lockTarget(tx, target)).filter(
    ({ settledAt }) => reason === 'operator' || settledAt === null || at >= settledAt,
  )
  const rows = all.filter((row) =>
    reason === 'operator' ? row.reason !== 'operator' : !row.disabled || saysMore(row, cause),
  )
  const ids = rows.map(({ id }) => id)
  await tx.account.updateMany({
    where: { id: { in: ids } },
    data: { disabledAt: new Date(), disabledReason: reason, disabledCause: cause ?? null },
  })
  if (reason === 'provider') await settle(tx, all, at)
  const { count } = await tx.session.updateMany({
    where: { accountId: { in: ids }, endedAt: null },
    data: { endedAt: new Date(), endedReason: DISABLED },
  })
  for (const row of rows)
    await recordEvent(
      tx,
      target.userId,
      { kind: 'account_disabled', details: { ...whoseOf(row), reason, ...(cause && { cause }) } },
      null,
    )
  log().warn(
    { event: 'account disabled', userId: target.userId, accountIds: ids, reason, sessions: count },
    'An account was disabled',
  )
  return { accounts: rows.length, sessions: count }
}

/**
 * Marks an account of which a provider says that it may be none of a person's, for people to look at. It ends nothing, and
 * whom the provider lets in comes in here. Nothing is marked that is disabled already, by whomever.
 *
 * @returns whether it was neither marked nor disabled, and nothing newer is known
 */
export async function flagAccount(
  tx: Transaction,
  target: Required<DisableTarget>,
  { at }: { at: Date },
): Promise<boolean> {
  const [row] = await lockTarget(tx, target)
  if (!row || (row.settledAt !== null && at < row.settledAt)) return false
  await settle(tx, [row], at)
  if (row.disabled || row.flagged) return false
  await tx.account.update({ where: { id: row.id }, data: { disabledCause: FLAG } })
  await recordEvent(tx, target.userId, { kind: 'account_flagged', details: whoseOf(row) }, null)
  log().warn({ event: 'account flagged', ...target }, 'A provider takes an account for one of many')
  return true
}

/** Whether a provider now gives another cause for what it has disabled itself. */
function saysMore(row: z.output<typeof rowShape>, cause: DisableCause | undefined): boolean {
  return row.reason === 'provider' && cause !== undefined && row.cause !== cause
}

/**
 * Notes since when what a provider, or an operator who lifts it, has said of accounts holds. Events come late and in any
 * order: an older one changes nothing any more.
 */
async function settle(tx: Transaction, rows: { id: string }[], at: Date): Promise<void> {
  await tx.account.updateMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    data: { disableSettledAt: at },
  })
}

/**
 * Lets people use an account again, and takes a mark from it. Its sessions stay over. A provider takes back only what it has
 * said itself, an operator everything.
 *
 * @returns of how many connections that was true
 */
export async function enableAccount(
  tx: Transaction,
  target: DisableTarget,
  reason: DisableReason,
  { at }: Statement = { at: new Date() },
): Promise<number> {
  const all = (await lockTarget(tx, target)).filter(
    ({ settledAt }) => reason === 'operator' || settledAt === null || at > settledAt,
  )
  const rows = all.filter(
    (row) => row.flagged || (row.disabled && (reason === 'operator' || row.reason === 'provider')),
  )
  const ids = rows.map(({ id }) => id)
  await tx.account.updateMany({
    where: { id: { in: ids } },
    data: { disabledAt: null, disabledReason: null, disabledCause: null },
  })
  await settle(tx, all, at)
  for (const row of rows) {
    const kind = row.flagged ? 'account_unflagged' : 'account_enabled'
    await recordEvent(tx, target.userId, { kind, details: whoseOf(row) }, null)
  }
  log().warn(
    { event: 'account enabled', userId: target.userId, accountIds: ids, reason },
    'An account was enabled',
  )
  return rows.length
}

const rowShape = labelledShape.extend({
  id: z.string(),
  disabled: z.boolean(),
  flagged: z.boolean(),
  reason: z.string().nullable(),
  cause: z.string().nullable(),
  settledAt: z.date().nullable(),
})

/**
 * The connections of a target. Until the transaction ends nobody signs in with one of them, and none is added to their
 * user: both lock, or refer to, the same rows.
 */
async function lockTarget(tx: Transaction, { userId, accountId }: DisableTarget) {
  await lockAccounts(tx, { userId })
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, provider, email, handle, name, disabled_at IS NOT NULL AS disabled, disabled_reason AS reason, disabled_cause AS cause,
           disabled_at IS NULL AND disabled_cause IS NOT DISTINCT FROM ${FLAG} AS flagged, disable_settled_at AS "settledAt" FROM accounts
     WHERE user_id = ${userId}::uuid AND (${accountId ?? null}::uuid IS NULL OR id = ${accountId ?? null}::uuid)
     ORDER BY id FOR UPDATE`
  return z.array(rowShape).parse(rows)
}
