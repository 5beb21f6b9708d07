import 'server-only'
import { z } from 'zod'
import { query } from '#lib/db/client'
import { labelledShape } from '#lib/provider/identity'

/** Longer than a request to a provider can take (five seconds), so that a lease ends early only with its holder. */
const LEASE_SECONDS = 6

/** Milliseconds from the question for a lease within which a request may begin that it is to cover. */
const BEGIN_WITHIN_MS = 1_000

const leaseShape = labelledShape.extend({
  accountId: z.string(),
  version: z.number(),
  /** Sealed. */
  refreshToken: z.string(),
  userId: z.string(),
  issuer: z.string(),
  /** Whom a fresh `id_token` must name again. */
  subject: z.string(),
  /** What was granted so far: an answer that names no scopes leaves them as they are. */
  scopes: z.array(z.string()),
  /** Refreshes that failed in a row before this one. */
  failures: z.number(),
  consentedAt: z.date().nullable(),
  refreshedAt: z.date(),
  refreshTokenExpiresAt: z.date().nullable(),
  /** Names this lease of all that a grant has had: what somebody else holds by now is theirs. */
  until: z.string(),
})

/**
 * The right to speak to the provider about a grant of this very version, and what is needed for it. `askedAt` is when this
 * process asked for it, by its own steady clock.
 */
export type Lease = z.output<typeof leaseShape> & { askedAt: number }

/**
 * Makes this process the one that refreshes a grant. One conditional statement, and no lock or connection is held
 * afterwards. A holder that ends is replaced when its lease runs out.
 *
 * @returns null when somebody else holds it, a newer version is there, a back-off is not over, or the account is disabled
 */
export async function takeLease(accountId: string, version: number): Promise<Lease | null> {
  const askedAt = performance.now()
  const { rows } = await query({
    text: `
      UPDATE grants g SET lease_until = now() + make_interval(secs => $3)
        FROM accounts a
       WHERE g.account_id = $1 AND g.version = $2 AND a.id = g.account_id AND a.disabled_at IS NULL
         AND g.refresh_token IS NOT NULL AND g.dead_at IS NULL
         AND COALESCE(g.lease_until <= now(), true) AND COALESCE(g.retry_at <= now(), true)
       RETURNING g.account_id AS "accountId", g.version, g.refresh_token AS "refreshToken",
                 a.user_id AS "userId", a.provider, a.issuer, a.provider_account_id AS subject,
                 a.email, a.handle, a.name, g.scopes, g.failures, g.consented_at AS "consentedAt", g.refreshed_at AS "refreshedAt",
                 g.refresh_token_expires_at AS "refreshTokenExpiresAt", g.lease_until::text AS until`,
    values: [accountId, version, LEASE_SECONDS],
  })
  return rows.length === 0 ? null : { ...leaseShape.parse(rows[0]), askedAt }
}

/**
 * Whether a request that begins now is over before this lease is. A process that was stopped meanwhile, or whose database
 * was slow, must send none: somebody else may be using the same refresh token, which some providers let be used once.
 */
export function coversRequest({ askedAt }: Lease): boolean {
  return performance.now() - askedAt < BEGIN_WITHIN_MS
}

const watchedShape = z.object({ version: z.number(), leased: z.boolean(), ended: z.boolean() })

/** How a grant stands for those who wait for somebody else's refresh. Null when it is gone. */
export async function watchLease(accountId: string): Promise<z.output<typeof watchedShape> | null> {
  const { rows } = await query({
    name: 'watch-lease',
    text: `SELECT version, COALESCE(lease_until > now(), false) AS leased, dead_at IS NOT NULL AS ended
             FROM grants WHERE account_id = $1`,
    values: [accountId],
  })
  return rows.length === 0 ? null : watchedShape.parse(rows[0])
}

/** Ends a lease after a failure, if it is still the one that was taken: in no process does anybody try again before `seconds` are over. */
export async function backOff({ accountId, version, until }: Lease, seconds: number): Promise<void> {
  await query({
    text: `
      UPDATE grants SET lease_until = NULL, failures = failures + 1, retry_at = now() + make_interval(secs => $4)
       WHERE account_id = $1 AND version = $2 AND lease_until = $3::timestamptz`,
    values: [accountId, version, until, seconds],
  })
}

/**
 * The same for an application that the provider refuses. That is no failure in a row: a time to wait without one is how
 * everybody knows that waiting is for an operator, and not for the provider.
 */
export async function pauseRefused({ accountId, version, until }: Lease, seconds: number): Promise<void> {
  await query({
    text: `
      UPDATE grants SET lease_until = NULL, failures = 0, retry_at = now() + make_interval(secs => $4)
       WHERE account_id = $1 AND version = $2 AND lease_until = $3::timestamptz`,
    values: [accountId, version, until, seconds],
  })
}

/** Ends a lease that came to nothing before the provider was asked, so that nobody waits for it. */
export async function endLease({ accountId, version, until }: Lease): Promise<void> {
  await query({
    text: `
      UPDATE grants SET lease_until = NULL
       WHERE account_id = $1 AND version = $2 AND lease_until = $3::timestamptz`,
    values: [accountId, version, until],
  })
}
