import 'server-only'
import { pool } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'

/** Longer than a request to Google can take (five seconds), so that a lease ends early only with its holder. */
const LEASE_SECONDS = 6

export type Lease = {
  accountId: string
  version: number
  /** Sealed. */
  refreshToken: string
  userId: string
  /** The Google account: its `sub`, which a fresh `id_token` must name again, and its address. */
  sub: string
  email: string
  /** What was granted so far: an answer that names no scopes leaves them as they are. */
  scopes: string[]
  /** Refreshes that failed in a row before this one. */
  failures: number
  consentedAt: Date | null
  refreshedAt: Date
  refreshTokenExpiresAt: Date | null
}

/**
 * Makes this process the one that talks to Google about a grant of this very version. One conditional statement, and
 * no lock or connection is held afterwards; a holder that dies is replaced when its lease runs out.
 *
 * @returns null when somebody else holds it, a newer version is there, or a cool-down is not over
 */
export async function takeLease(accountId: string, version: number): Promise<Lease | null> {
  const { rows } = await orUnavailable(() =>
    pool().query<Lease>(
      `UPDATE grants g SET lease_until = now() + make_interval(secs => $3)
         FROM accounts a
        WHERE g.account_id = $1 AND g.version = $2 AND a.id = g.account_id
          AND g.refresh_token IS NOT NULL AND g.dead_at IS NULL
          AND COALESCE(g.lease_until <= now(), true) AND COALESCE(g.retry_at <= now(), true)
        RETURNING g.account_id AS "accountId", g.version, g.refresh_token AS "refreshToken",
                  a.user_id AS "userId", a.provider_account_id AS sub, a.email, g.scopes, g.failures,
                  g.consented_at AS "consentedAt", g.refreshed_at AS "refreshedAt",
                  g.refresh_token_expires_at AS "refreshTokenExpiresAt"`,
      [accountId, version, LEASE_SECONDS],
    ),
  )
  return rows[0] ?? null
}

/** How a grant stands for those who wait for somebody else's refresh. Null when it is gone. */
export async function watchLease(
  accountId: string,
): Promise<{ version: number; leased: boolean; dead: boolean } | null> {
  const { rows } = await orUnavailable(() =>
    pool().query<{ version: number; leased: boolean; dead: boolean }>({
      name: 'watch-lease',
      text: `SELECT version, COALESCE(lease_until > now(), false) AS leased, dead_at IS NOT NULL AS dead
               FROM grants WHERE account_id = $1`,
      values: [accountId],
    }),
  )
  return rows[0] ?? null
}

/** Ends a lease after a failure: nobody tries again before `waitSeconds` are over, in any process. */
export async function coolDown({ accountId, version }: Lease, waitSeconds: number): Promise<void> {
  await orUnavailable(() =>
    pool().query(
      `UPDATE grants SET lease_until = NULL, failures = failures + 1,
              retry_at = now() + make_interval(secs => $3)
        WHERE account_id = $1 AND version = $2`,
      [accountId, version, waitSeconds],
    ),
  )
}

/** Ends a lease that came to nothing before Google was asked, so that nobody waits for it. */
export async function endLease({ accountId, version }: Lease): Promise<void> {
  await orUnavailable(() =>
    pool().query('UPDATE grants SET lease_until = NULL WHERE account_id = $1 AND version = $2', [
      accountId,
      version,
    ]),
  )
}
