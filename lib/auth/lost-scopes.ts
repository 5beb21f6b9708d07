import 'server-only'
import { recordEvent } from '#lib/activity/record-event'
import type { AccountKey } from '#lib/auth/account-row'
import type { Journey } from '#lib/auth/journey'
import type { Prisma } from '#lib/db/generated/client'

/**
 * Notes the permissions that are stored and that this answer lacks: they were taken back at Google, or left unticked
 * there. Comes before the answer is stored.
 */
export async function recordLostScopes(
  tx: Prisma.TransactionClient,
  { id, userId }: AccountKey,
  { identity, tokens }: Journey,
): Promise<void> {
  const grant = await tx.grant.findUnique({ where: { accountId: id }, select: { scopes: true } })
  const scopes = (grant?.scopes ?? []).filter((scope) => !tokens.scopes.includes(scope))
  if (scopes.length === 0) return
  const details = { account: identity.email, scopes }
  await recordEvent(tx, userId, { kind: 'permission_removed', details }, null)
}
