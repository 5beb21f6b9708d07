import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { db } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { openToken, sealToken } from '#lib/grants/cipher'
import { enqueue } from '#lib/jobs/queue'
import { log } from '#lib/log'
import type { Identity } from '#lib/provider/identity'
import { providerIds } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'

/**
 * Orders the revocation of a grant, in the transaction that removes it; a job does the rest. The newest token is revoked,
 * and only that one: it ends all that the account gave this application. A token that cannot be read keeps nobody from
 * leaving: it is in the log, and the person can still remove access at the provider.
 */
export async function orderRevocation(tx: Prisma.TransactionClient, accountId: string): Promise<void> {
  // A refresh that is being stored is waited for: a rotating provider knows only its token.
  await tx.$queryRaw`SELECT 1 FROM grants WHERE account_id = ${accountId}::uuid FOR UPDATE`
  const grant = await tx.grant.findUnique({
    where: { accountId },
    select: {
      accessToken: true,
      refreshToken: true,
      account: { select: { provider: true, issuer: true, providerAccountId: true } },
    },
  })
  const token = grant && (await openNewest({ accountId, ...grant }))
  if (!token) return
  const id = randomUUID()
  const sealed = await sealToken(env().TOKEN_ENCRYPTION_KEYS, { row: id, column: 'revocation' }, token)
  const { provider, issuer, providerAccountId: subject } = grant.account
  const identity = hashIdentity({ issuer, subject })
  await tx.revocation.create({ data: { id, provider, token: sealed.text, tokenKey: sealed.key, identity } })
  await enqueue(tx, 'revoke-grant', { revocationId: id })
}

type Stored = { accountId: string; accessToken: string | null; refreshToken: string | null }

async function openNewest({ accountId, accessToken, refreshToken }: Stored): Promise<string | null> {
  const column = refreshToken ? 'refresh_token' : 'access_token'
  const stored = refreshToken ?? accessToken
  if (!stored) return null
  try {
    return await openToken(env().TOKEN_ENCRYPTION_KEYS, { row: accountId, column }, stored)
  } catch (err) {
    log().error({ event: 'grant not revoked', err }, 'A grant that goes cannot be revoked at its provider')
    return null
  }
}

/**
 * The job: revokes at the provider. An order that is gone was done, or cancelled by a new grant of the same account. What
 * it throws has the queue try again.
 */
export async function revokeOrdered({ revocationId: id }: { revocationId: string }): Promise<void> {
  const order = await db().revocation.findUnique({ where: { id } })
  if (!order) return
  const place = { row: id, column: 'revocation' } as const
  const token = await openToken(env().TOKEN_ENCRYPTION_KEYS, place, order.token)
  const provider = z.enum(providerIds).parse(order.provider)
  const outcome = await providerOf(provider).revoke(token)
  if (outcome.kind === 'failed' || outcome.kind === 'refused') {
    const cause = new Error(outcome.reason)
    if (outcome.kind === 'refused')
      log().error(
        { event: 'revocation refused', provider, reason: outcome.reason },
        'A provider refuses this application',
      )
    throw new AppError(outcome.kind === 'refused' ? 'provider_refused' : 'provider_unavailable', {
      provider,
      cause,
    })
  }
  await db().revocation.deleteMany({ where: { id } })
  log().info({ event: 'grant revoked', provider, outcome: outcome.kind }, 'A grant was revoked')
}

type Named = Pick<Identity, 'issuer' | 'subject'>

/**
 * Forgets what is still to be revoked for an identity that has just given a new grant: Google ends every token of an
 * account for an application at once, and would end the new one with the old.
 */
export async function cancelRevocations(tx: Prisma.TransactionClient, identity: Named): Promise<void> {
  await tx.revocation.deleteMany({ where: { identity: hashIdentity(identity) } })
}

/** Names an identity after its rows are gone, without keeping who it was. */
export function hashIdentity({ issuer, subject }: Named): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')
}

/**
 * Gives up on orders that the provider never took: nothing of the account is left here but this. The person can still
 * remove access at the provider, and an operator reads that they were not done.
 */
export async function deleteOldRevocations(): Promise<void> {
  const rows = await db().$queryRaw<unknown[]>`
    DELETE FROM revocations WHERE created_at < now() - interval '30 days' RETURNING id, provider, created_at AS since`
  for (const { id, provider, since } of z.array(givenUpShape).parse(rows))
    log().error(
      { event: 'revocation given up', revocation: id, provider, since },
      'A grant was never revoked',
    )
}

const givenUpShape = z.object({ id: z.string(), provider: z.string(), since: z.date() })
