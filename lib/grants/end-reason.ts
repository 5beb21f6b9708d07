import 'server-only'
import { z } from 'zod'

/** Why a grant no longer works, as far as we can tell: most often the provider says that it ended, and nothing more. */
export const endReasons = [
  'revoked',
  'expired',
  'testing',
  'unused',
  'no_refresh_token',
  'refused',
  'organisation',
  'consent',
] as const

export type EndReason = (typeof endReasons)[number]

/** A stored reason. One that this version does not know reads as the usual one. */
export const endReasonShape = z.enum(endReasons).catch('revoked')

const DAY_MS = 24 * 60 * 60 * 1000
const UNUSED_DAYS = 180

type History = {
  /** Days after which the provider ends what was given to an application that is in testing; null when it never does. */
  testingDays: number | null
  consentedAt: Date | null
  refreshedAt: Date
  refreshTokenExpiresAt: Date | null
  /** Whether the grant holds more than signing in, which Google's Testing mode does not end. */
  beyondSignIn: boolean
}

/**
 * The likely reason when a provider says that a refresh token has ended and nothing more (Google: "Refresh token
 * expiration"). X, too, ends one that is not used for six months.
 */
export function likelyEndReason(history: History, now = Date.now()): EndReason {
  const { refreshedAt, refreshTokenExpiresAt } = history
  if (refreshTokenExpiresAt && refreshTokenExpiresAt.getTime() <= now)
    return endedInTesting(history, refreshTokenExpiresAt.getTime()) ? 'testing' : 'expired'
  if (!refreshTokenExpiresAt && endedInTesting(history, now)) return 'testing'
  if ((now - refreshedAt.getTime()) / DAY_MS >= UNUSED_DAYS) return 'unused'
  return 'revoked'
}

/** At Google, a grant to an application whose publishing status is "Testing" lasts for a week from its consent. */
function endedInTesting({ testingDays, consentedAt, beyondSignIn }: History, end: number): boolean {
  if (testingDays === null || !beyondSignIn || !consentedAt) return false
  const days = (end - consentedAt.getTime()) / DAY_MS
  return days > testingDays - 0.1 && days < testingDays + 1
}
