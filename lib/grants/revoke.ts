import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { deleteWalking } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { openToken, type Place, sealToken } from '#lib/grants/cipher'
import { enqueue } from '#lib/jobs/queue'
import { log } from '#lib/log'
import type { Identity } from '#lib/provider/identity'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'

/**
 * Orders the revocation of what an account granted, in the transaction that removes it; a job does the rest. Where one
 * token ends all that the account gave this application, the newest is revoked and no other. A token that cannot be read
 * keeps nobody from leaving: it is in the log, and the person can still remove access at the provider.
 */
export async function orderRevocation(tx: Prisma.TransactionClient, accountId: string): Promise<void> {
  // A refresh that is being stored is waited for: a rotating provider knows only its token.
  const [row] = await tx.$queryRaw<unknown[]>`
    WITH locked AS MATERIALIZED (SELECT access_token, refresh_token FROM grants WHERE account_id = ${accountId}::uuid FOR UPDATE)
    SELECT a.provider, a.issuer, a.provider_account_id AS subject, g.access_token AS "accessToken",
           g.refresh_token AS "refreshToken"
      FROM accounts a LEFT JOIN locked g ON true WHERE a.id = ${accountId}::uuid`
  if (!row) return
  const { provider, issuer, subject, ...stored } = orderedShape.parse(row)
  const { by, endsAll } = providerOf(provider).revocation
  const orders = by === 'subject' ? [subject] : await openTokens(accountId, stored, endsAll)
  for (const one of orders) await addOrder(tx, { provider, identity: hashIdentity({ issuer, subject }) }, one)
}

const orderedShape = z.object({
  provider: z.enum(providerIds),
  issuer: z.string(),
  subject: z.string(),
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
})

/** Orders the revocation of these tokens, which are not stored, or not any more. */
export async function orderTokens(
  tx: Prisma.TransactionClient,
  { provider, issuer, subject }: Named & Pick<Identity, 'provider'>,
  tokens: readonly string[],
): Promise<void> {
  for (const token of tokens)
    await addOrder(tx, { provider, identity: hashIdentity({ issuer, subject }) }, token)
}

const supersededShape = z.object({
  provider: z.enum(providerIds),
  issuer: z.string(),
  subject: z.string(),
  refreshToken: z.string(),
})

/**
 * Orders the revocation of the refresh token that an account has, in the transaction that stores another one over it:
 * for a provider where that is a token of its own, which nothing else would end. One of a grant that has ended is over.
 */
export async function orderSuperseded(tx: Prisma.TransactionClient, accountId: string): Promise<void> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT a.provider, a.issuer, a.provider_account_id AS subject, g.refresh_token AS "refreshToken"
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE g.account_id = ${accountId}::uuid AND g.refresh_token IS NOT NULL AND g.dead_at IS NULL
       FOR UPDATE OF g`
  if (!row) return
  const { refreshToken, ...whose } = supersededShape.parse(row)
  const token = await openOne({ row: accountId, column: 'refresh_token' }, refreshToken)
  if (token !== null) await orderTokens(tx, whose, [token])
}

async function addOrder(
  tx: Prisma.TransactionClient,
  whose: { provider: ProviderId; identity: string },
  tokenOrSubject: string,
): Promise<void> {
  const id = randomUUID()
  const place = { row: id, column: 'revocation' } as const
  const sealed = await sealToken(env().TOKEN_ENCRYPTION_KEYS, place, tokenOrSubject)
  await tx.revocation.create({ data: { id, ...whose, token: sealed.text, tokenKey: sealed.key } })
  await enqueue(tx, 'revoke-grant', { revocationId: id })
}

type Stored = Pick<z.output<typeof orderedShape>, 'accessToken' | 'refreshToken'>

/** The refresh token first, which outlives the other. */
async function openTokens(row: string, grant: Stored, newestOnly: boolean): Promise<string[]> {
  const stored = [
    { place: { row, column: 'refresh_token' }, sealed: grant.refreshToken },
    { place: { row, column: 'access_token' }, sealed: grant.accessToken },
  ] as const
  const given = stored.flatMap(({ place, sealed }) => (sealed ? [{ place, sealed }] : []))
  const wanted = newestOnly ? given.slice(0, 1) : given
  const opened = await Promise.all(wanted.map(({ place, sealed }) => openOne(place, sealed)))
  return opened.filter((token) => token !== null)
}

async function openOne(place: Place, stored: string): Promise<string | null> {
  try {
    return await openToken(env().TOKEN_ENCRYPTION_KEYS, place, stored)
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
  const outcome = await providerOf(provider).revocation.revoke(token)
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
 * Forgets what is still to be revoked for an identity that has just given a new grant, where a provider ends every token of
 * an account for an application at once, and would end the new one with the old.
 */
export async function cancelRevocations(
  tx: Prisma.TransactionClient,
  identity: Named & Pick<Identity, 'provider'>,
): Promise<void> {
  const write = cancellation(identity)
  if (write) await tx.$executeRaw(write)
}

/** The statement of `cancelRevocations`, also for a larger one that it is a part of; null where there is nothing to forget. */
export function cancellation(identity: Named & Pick<Identity, 'provider'>): Prisma.Sql | null {
  const { provider } = identity
  if (!providerOf(provider).revocation.endsAll) return null
  return Prisma.sql`DELETE FROM revocations WHERE provider = ${provider} AND identity = ${hashIdentity(identity)}`
}

/** Names an identity after its rows are gone, without keeping who it was. */
export function hashIdentity({ issuer, subject }: Named): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')
}

/** Days for which an order is tried. */
export const REVOCATION_KEPT_DAYS = 30

/**
 * Gives up on orders that the provider never took: nothing of the account is left here but this. The person can still
 * remove access at the provider, and an operator reads that they were not done.
 */
export async function deleteOldRevocations(): Promise<void> {
  await deleteWalking(
    'revocations',
    Prisma.sql`created_at < now() - make_interval(days => ${REVOCATION_KEPT_DAYS}::int)`,
    {
      returning: Prisma.sql`json_build_object('id', id, 'provider', provider, 'since', created_at)`,
      onGone: (rows) => {
        for (const { id, provider, since } of z.array(givenUpShape).parse(rows))
          log().error(
            { event: 'revocation given up', revocation: id, provider, since },
            'A grant was never revoked',
          )
      },
    },
  )
}

const givenUpShape = z.object({ id: z.string(), provider: z.string(), since: z.string() })
