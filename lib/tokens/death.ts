import 'server-only'

/** Why a grant no longer works, as far as we can tell: Google says `invalid_grant` and nothing more. */
export type DeathCause = 'revoked' | 'expired' | 'testing' | 'unused' | 'no_refresh_token' | 'refused'

const DAY_MS = 24 * 60 * 60 * 1000
const TESTING_DAYS = { from: 6.9, to: 8 }
const UNUSED_DAYS = 180

type Life = {
  consentedAt: Date | null
  refreshedAt: Date
  refreshTokenExpiresAt: Date | null
  asked: boolean
}

/**
 * The likely reason for an `invalid_grant`.
 *
 * @param life `asked` says whether the grant holds more than signing in, which Testing mode does not end
 */
export function likelyCause(life: Life, now = Date.now()): DeathCause {
  const { consentedAt, refreshedAt, refreshTokenExpiresAt, asked } = life
  const daysOld = consentedAt ? (now - consentedAt.getTime()) / DAY_MS : 0
  if (asked && daysOld >= TESTING_DAYS.from && daysOld <= TESTING_DAYS.to) return 'testing'
  if (refreshTokenExpiresAt && refreshTokenExpiresAt.getTime() <= now) return 'expired'
  if ((now - refreshedAt.getTime()) / DAY_MS >= UNUSED_DAYS) return 'unused'
  return 'revoked'
}
