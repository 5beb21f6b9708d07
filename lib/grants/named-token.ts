import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import type { Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { digestToken, hashPrefix, openToken, PREFIX_LENGTH } from '#lib/grants/cipher'
import { log } from '#lib/log'
import type { NamedToken } from '#lib/provider/security-event'
import type { ProviderId } from '#lib/provider-ids'

const rowShape = z.object({
  accountId: z.string(),
  userId: z.string(),
  refreshToken: z.string(),
  digest: z.string(),
})

/** Whose a token is that was named, and the digest of that very token. */
export type TokenOwner = Omit<z.output<typeof rowShape>, 'refreshToken'>

/**
 * The account whose refresh token a provider names without saying whose it is; null when it is not stored here. By its
 * first characters it is looked for, and then compared with what is stored, which a former version may have replaced.
 */
export async function findTokenOwner(
  tx: Transaction,
  provider: ProviderId,
  named: NamedToken,
): Promise<TokenOwner | null> {
  const isNamed =
    named.by === 'digest'
      ? Prisma.sql`g.refresh_token_digest = ${named.value}`
      : Prisma.sql`g.refresh_token_prefix = ${hashPrefix(named.value)}`
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT a.id AS "accountId", a.user_id AS "userId", g.refresh_token AS "refreshToken",
           g.refresh_token_digest AS digest
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE a.provider = ${provider} AND g.refresh_token IS NOT NULL AND ${isNamed}`
  for (const { refreshToken, ...owner } of z.array(rowShape).parse(rows)) {
    const token = named.by === 'digest' ? null : await open(owner.accountId, refreshToken)
    if (named.by === 'digest' || token?.slice(0, PREFIX_LENGTH) === named.value) return owner
  }
  return null
}

/** What is to be forgotten of an account: all tokens that were given until then, or this one. */
export type Forgotten = { accountId: string } & ({ until: Date } | { digest: string })

/**
 * Forgets tokens that a provider has ended, in the transaction of its report. What is being refreshed meanwhile is stored by
 * nobody any more, and a consent that is newer than the report is left alone.
 *
 * @returns whether a grant that worked until then has ended by that
 */
export async function forgetTokens(tx: Transaction, forgotten: Forgotten): Promise<boolean> {
  const which =
    'until' in forgotten
      ? Prisma.sql`COALESCE(b.consented_at, b.refreshed_at) <= ${forgotten.until}`
      : Prisma.sql`b.refresh_token_digest = ${forgotten.digest}`
  const rows = await tx.$queryRaw<unknown[]>`
    UPDATE grants g SET access_token = NULL, access_token_key = NULL, access_token_expires_at = NULL,
           refresh_token = NULL, refresh_token_key = NULL, refresh_token_digest = NULL, refresh_token_prefix = NULL,
           refresh_token_expires_at = NULL, lease_until = NULL, version = g.version + 1,
           dead_at = COALESCE(g.dead_at, now()), dead_cause = COALESCE(g.dead_cause, 'revoked')
      FROM (SELECT * FROM grants WHERE account_id = ${forgotten.accountId}::uuid FOR UPDATE) AS b
     WHERE g.account_id = b.account_id AND ${which}
    RETURNING b.dead_at IS NULL AS worked`
  return z.array(z.object({ worked: z.boolean() })).parse(rows)[0]?.worked ?? false
}

const BATCH = 100

const unnamedShape = z.object({ accountId: z.string(), refreshToken: z.string() })

/** Notes how a provider may name the tokens that former versions have stored: a part of the hourly job, which soon finds none. */
export async function nameTokens(): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db().$queryRaw<unknown[]>`
      SELECT account_id AS "accountId", refresh_token AS "refreshToken" FROM grants
       WHERE account_id > ${after}::uuid AND refresh_token IS NOT NULL AND refresh_token_prefix IS NULL
       ORDER BY account_id LIMIT ${BATCH}::int`
    const grants = z.array(unnamedShape).parse(rows)
    for (const { accountId, refreshToken } of grants) {
      const token = await open(accountId, refreshToken)
      if (token === null) continue
      await db().grant.updateMany({
        where: { accountId, refreshTokenDigest: digestToken(token) },
        data: { refreshTokenPrefix: hashPrefix(token) },
      })
    }
    const last = grants.at(-1)
    if (!last) return
    after = last.accountId
  }
}

async function open(accountId: string, sealed: string): Promise<string | null> {
  try {
    return await openToken(env().TOKEN_ENCRYPTION_KEYS, { row: accountId, column: 'refresh_token' }, sealed)
  } catch (err) {
    log().error({ event: 'token not compared', accountId, err }, 'A stored token cannot be read')
    return null
  }
}
