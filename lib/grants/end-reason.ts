import 'server-only'
import { z } from 'zod'

/** Why a grant no longer works, as far as we can tell: most often the provider says `invalid_grant` and nothing more. */
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
const TESTING_DAYS = 7
const UNUSED_DAYS = 180

type History = {
  consentedAt: Date | null
  refreshedAt: Date
  refreshTokenExpiresAt: Date | null
  /** Whether the grant holds more than signing in, which Google's Testing mode does not end. */
  beyondSignIn: boolean
}

/** The likely reason for an `invalid_grant` (Google: "Refresh token expiration"). */
export function likelyEndReason(history: History, now = Date.now()): EndReason {
  const { refreshedAt, refreshTokenExpiresAt } = history
  if (refreshTokenExpiresAt && refreshTokenExpiresAt.getTime() <= now)
    return endedInTestingWeek(history, refreshTokenExpiresAt.getTime()) ? 'testing' : 'expired'
  if (!refreshTokenExpiresAt && endedInTestingWeek(history, now)) return 'testing'
  if ((now - refreshedAt.getTime()) / DAY_MS >= UNUSED_DAYS) return 'unused'
  return 'revoked'
}

/** A grant to an application whose publishing status is "Testing" lasts for a week from its consent. */
function endedInTestingWeek({ consentedAt, beyondSignIn }: History, end: number): boolean {
  if (!beyondSignIn || !consentedAt) return false
  const days = (end - consentedAt.getTime()) / DAY_MS
  return days > TESTING_DAYS - 0.1 && days < TESTING_DAYS + 1
}
