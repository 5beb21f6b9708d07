import 'server-only'
import { z } from 'zod'
import { eventWrite } from '#lib/activity/events'
import { isUuid } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { AppError } from '#lib/errors'
import { type Feature, featureRow } from '#lib/provider/features'
import { labelledShape, whoseOf } from '#lib/provider/identity'
import type { Client } from '#lib/request/client'
import { lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** A feature of one of the viewer's connections. Another person's connection is `not_found`. */
type Target = { accountId: string; feature: Feature }

/**
 * Has us no longer use a permission, whatever the provider still lists. Signing in is not touched.
 *
 * @returns what people call the connection
 */
export function turnFeatureOff(viewer: Viewer, target: Target, client: Client): Promise<string> {
  const scope = featureRow(target.feature).scope
  return inTransaction(async (tx) => {
    const { whose, scopes, scopesOff } = await lockGrant(tx, viewer, target.accountId)
    if (scopesOff.includes(scope) || !scopes.includes(scope)) return whose.account
    const event = { kind: 'permission_turned_off' as const, details: { ...whose, scopes: [scope] } }
    await saveScopesOff(
      tx,
      target,
      [...scopesOff, scope],
      eventWrite(viewer.userId, event, { ...client, sessionId: viewer.sessionId }),
    )
    return whose.account
  })
}

/**
 * Has us use a permission again that the provider still lists.
 *
 * @returns what people call the connection; null when the provider has to be asked for it again (see `grantIntent`)
 */
export function turnFeatureOn(viewer: Viewer, target: Target, client: Client): Promise<string | null> {
  const scope = featureRow(target.feature).scope
  return inTransaction(async (tx) => {
    const { whose, scopes, scopesOff, ended } = await lockGrant(tx, viewer, target.accountId)
    if (!scopes.includes(scope) || ended) return null
    if (!scopesOff.includes(scope)) return whose.account
    const event = { kind: 'permission_turned_on' as const, details: { ...whose, scopes: [scope] } }
    const left = scopesOff.filter((one) => one !== scope)
    await saveScopesOff(
      tx,
      target,
      left,
      eventWrite(viewer.userId, event, { ...client, sessionId: viewer.sessionId }),
    )
    return whose.account
  })
}

const grantShape = labelledShape.extend({
  scopes: z.array(z.string()),
  scopesOff: z.array(z.string()),
  ended: z.boolean(),
})

/** Locked until the transaction ends, which Prisma cannot say: two clicks at once come one after the other. */
async function lockGrant(tx: Transaction, viewer: Viewer, accountId: string) {
  await lockLiveSession(tx, viewer)
  if (!isUuid(accountId)) throw new AppError('not_found')
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT a.provider, a.email, a.handle, a.name, g.scopes, g.scopes_off AS "scopesOff", g.dead_at IS NOT NULL AS ended
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE a.id = ${accountId}::uuid AND a.user_id = ${viewer.userId}::uuid FOR UPDATE OF g`
  const [grant] = z.array(grantShape).parse(rows)
  if (!grant) throw new AppError('not_found')
  return { ...grant, whose: whoseOf(grant) }
}

async function saveScopesOff(
  tx: Transaction,
  { accountId }: Target,
  scopesOff: string[],
  event: Prisma.Sql,
): Promise<void> {
  await tx.$executeRaw`
    WITH line AS (${event}) UPDATE grants SET scopes_off = ${scopesOff} WHERE account_id = ${accountId}::uuid`
}
