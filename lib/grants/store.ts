import 'server-only'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { digestToken, hashPrefix, type Sealed, sealToken } from '#lib/grants/cipher'
import type { TokenAnswer } from '#lib/provider/token-answer'

/** What can run a statement: a transaction, or the client itself. */
type Database = Pick<Prisma.TransactionClient, '$executeRaw'>

/** `digest` and `prefix` are how somebody else may name the refresh token. */
type SealedTokens = { access: Sealed; refresh: Sealed | null; digest: string | null; prefix: string | null }

/** What the person was asked for, as far as it decides on what is used of an answer. */
export type Consent = {
  /** Scopes that they have just asked for, and that count again if they had turned them off. */
  turnOn?: readonly string[]
  /** Scopes of the answer that nobody asked for: those that were not used before are not used now. */
  unasked?: readonly string[]
}

/**
 * The statement that stores what a provider gave at a sign-in or a consent. Google gives a refresh token at consent only: an
 * answer without one keeps the one that is stored. One that brings a refresh token makes an ended grant work again.
 */
export async function consentWrite(
  accountId: string,
  answer: TokenAnswer,
  { turnOn = [], unasked = [] }: Consent = {},
): Promise<Prisma.Sql> {
  const sealed = await sealAnswer(accountId, answer)
  return Prisma.sql`
    INSERT INTO grants AS g (account_id, access_token, access_token_key, access_token_expires_at, refresh_token,
                             refresh_token_key, refresh_token_digest, refresh_token_prefix, refresh_token_expires_at, consented_at,
                             scopes, scopes_off, scopes_since)
    VALUES (${accountId}::uuid, ${sealed.access.text}, ${sealed.access.key}, ${answer.accessTokenExpiresAt},
            ${sealed.refresh?.text ?? null}, ${sealed.refresh?.key ?? null}, ${sealed.digest}, ${sealed.prefix}, ${answer.refreshTokenExpiresAt},
            CASE WHEN ${sealed.refresh !== null} THEN now() END, ${answer.scopes}, ${[...unasked]},
            ${since(answer, Prisma.sql`'{}'`)})
    ON CONFLICT (account_id) DO UPDATE SET ${changes(sealed, answer)},
      scopes_off = ARRAY(
        (SELECT unnest(g.scopes_off) EXCEPT SELECT unnest(${[...turnOn]}::text[]))
         UNION (SELECT unnest(${[...unasked]}::text[]) EXCEPT SELECT unnest(g.scopes))),
      consented_at = CASE WHEN ${sealed.refresh !== null} THEN now() ELSE g.consented_at END,
      refreshed_at = CASE WHEN ${sealed.refresh !== null} THEN now() ELSE g.refreshed_at END,
      dead_at = CASE WHEN ${sealed.refresh !== null} THEN NULL ELSE g.dead_at END,
      dead_cause = CASE WHEN ${sealed.refresh !== null} THEN NULL ELSE g.dead_cause END`
}

/**
 * Stores what a refresh brought, unless somebody stored something newer meanwhile.
 *
 * @param version the one that was refreshed
 * @returns whether it was stored
 */
export async function saveRefreshed(
  tx: Database,
  { accountId, version }: { accountId: string; version: number },
  answer: TokenAnswer,
): Promise<boolean> {
  const sealed = await sealAnswer(accountId, answer)
  const count = await tx.$executeRaw`
    UPDATE grants AS g SET ${changes(sealed, answer)}, refreshed_at = now()
     WHERE g.account_id = ${accountId}::uuid AND g.version = ${version}`
  return count === 1
}

async function sealAnswer(accountId: string, answer: TokenAnswer): Promise<SealedTokens> {
  const ring = env().TOKEN_ENCRYPTION_KEYS
  const { accessToken, refreshToken } = answer
  const refreshPlace = { row: accountId, column: 'refresh_token' } as const
  return {
    access: await sealToken(ring, { row: accountId, column: 'access_token' }, accessToken),
    refresh: refreshToken === null ? null : await sealToken(ring, refreshPlace, refreshToken),
    digest: refreshToken === null ? null : digestToken(refreshToken),
    prefix: refreshToken === null ? null : hashPrefix(refreshToken),
  }
}

/** What every token answer changes in a grant `g`. */
function changes({ access, refresh, digest, prefix }: SealedTokens, answer: TokenAnswer): Prisma.Sql {
  const newRefreshToken = refresh
    ? Prisma.sql`refresh_token = ${refresh.text}, refresh_token_key = ${refresh.key},
        refresh_token_digest = ${digest}, refresh_token_prefix = ${prefix}, refresh_token_expires_at = ${answer.refreshTokenExpiresAt},`
    : answer.refreshTokenExpiresAt
      ? Prisma.sql`refresh_token_expires_at = ${answer.refreshTokenExpiresAt},`
      : Prisma.empty
  return Prisma.sql`
    access_token = ${access.text}, access_token_key = ${access.key},
    access_token_expires_at = ${answer.accessTokenExpiresAt}, ${newRefreshToken}
    scopes = ${answer.scopes}, scopes_since = ${since(answer, Prisma.sql`g.scopes_since`)},
    version = g.version + 1, lease_until = NULL, failures = 0, retry_at = NULL`
}

/** Since when each scope is granted: what was known stays, what is new counts from now, what is gone goes. */
function since({ scopes }: TokenAnswer, known: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`COALESCE((
    SELECT jsonb_object_agg(scope, COALESCE((${known})::jsonb -> scope, to_jsonb(${new Date().toISOString()}::text)))
      FROM unnest(${scopes}::text[]) AS scope), '{}')`
}
