import 'server-only'

/** Why a grant no longer works, as far as we can tell: Google says `invalid_grant` and nothing more. */
export type DeathCause = 'revoked' | 'expired' | 'testing' | 'unused' | 'no_refresh_token' | 'refused'

const DAY_MS = 24 * 60 * 60 * 1000
const TESTING_DAYS = 7
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
  const { refreshedAt, refreshTokenExpiresAt } = life
  if (refreshTokenExpiresAt && refreshTokenExpiresAt.getTime() <= now)
    return isTestingLife(life, refreshTokenExpiresAt.getTime()) ? 'testing' : 'expired'
  if (!refreshTokenExpiresAt && isTestingLife(life, now)) return 'testing'
  if ((now - refreshedAt.getTime()) / DAY_MS >= UNUSED_DAYS) return 'unused'
  return 'revoked'
}

/** A grant to an application whose publishing status is "Testing" lives for a week from its consent. */
function isTestingLife({ consentedAt, asked }: Life, end: number): boolean {
  if (!asked || !consentedAt) return false
  const days = (end - consentedAt.getTime()) / DAY_MS
  return days > TESTING_DAYS - 0.1 && days < TESTING_DAYS + 1
}
