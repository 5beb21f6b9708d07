import 'server-only'
import { z } from 'zod'
import { recordEvent } from '#lib/activity/events'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { AppError } from '#lib/errors'
import { type Feature, featureTable } from '#lib/provider/features'
import type { Client } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'

/** A feature of one of the viewer's accounts. */
type Target = { accountId: string; feature: Feature }

const rowShape = z.object({ email: z.string(), granted: z.boolean(), off: z.boolean(), dead: z.boolean() })

/**
 * Has us no longer use a permission, whatever Google still lists. Signing in is not touched.
 *
 * @returns the address of the account
 * @throws AppError `not_found` when the account is not theirs, `unavailable`
 */
export function turnFeatureOff(viewer: Viewer, target: Target, client: Client): Promise<string> {
  const scope = featureTable[target.feature].scope
  return inTransaction(async (tx) => {
    const { email, granted, off } = await lockGrant(tx, viewer, target)
    if (off || !granted) return email
    await tx.$executeRaw`
      UPDATE grants SET scopes_off = array_append(scopes_off, ${scope}) WHERE account_id = ${target.accountId}::uuid`
    const details = { account: email, scopes: [scope] }
    await recordEvent(tx, viewer.userId, { kind: 'permission_turned_off', details }, client)
    return email
  })
}

/**
 * Has us use a permission again that Google still lists.
 *
 * @returns the address of the account; null when Google has to be asked for it again (see `grantIntent`)
 * @throws AppError `not_found` when the account is not theirs, `unavailable`
 */
export function turnFeatureOn(viewer: Viewer, target: Target, client: Client): Promise<string | null> {
  const scope = featureTable[target.feature].scope
  return inTransaction(async (tx) => {
    const { email, granted, off, dead } = await lockGrant(tx, viewer, target)
    if (!granted || dead) return null
    if (!off) return email
    await tx.$executeRaw`
      UPDATE grants SET scopes_off = array_remove(scopes_off, ${scope}) WHERE account_id = ${target.accountId}::uuid`
    const details = { account: email, scopes: [scope] }
    await recordEvent(tx, viewer.userId, { kind: 'permission_turned_on', details }, client)
    return email
  })
}

async function lockGrant(tx: Prisma.TransactionClient, viewer: Viewer, { accountId, feature }: Target) {
  const scope = featureTable[feature].scope
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT a.email, ${scope} = ANY (g.scopes) AS granted, ${scope} = ANY (g.scopes_off) AS off,
           g.dead_at IS NOT NULL AS dead
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE a.id::text = ${accountId} AND a.user_id = ${viewer.userId}::uuid FOR UPDATE OF g`
  const [row] = z.array(rowShape).parse(rows)
  if (!row) throw new AppError('not_found')
  return row
}
