import 'server-only'
import { DELETION_KEPT_DAYS } from '#lib/account/delete-data'
import { SECURITY_EVENT_KEPT_DAYS } from '#lib/account/security-events'
import { EVENT_KEPT_MONTHS } from '#lib/activity/events'
import { MAIL_KEPT_DAYS } from '#lib/activity/notices'
import { ATTEMPT_COOKIE_SECONDS, ATTEMPT_SECONDS } from '#lib/auth/attempt'
import { WINDOW_SECONDS } from '#lib/auth/rate-limit'
import type { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { REVOCATION_KEPT_DAYS } from '#lib/grants/revoke'
import { JOB_KEPT_DAYS } from '#lib/jobs/queues'
import { cookieName, READING_SECONDS, sessionCookieName } from '#lib/sessions/cookie'
import { SESSION_KEPT_DAYS } from '#lib/sessions/end'

/** Names of columns with blanks between them, by model, as the schema has them. */
type Columns = { [Model in Prisma.ModelName]?: string }

type Kept = {
  columns: Columns
  /** The member of the export that has it (docs/export.md); null for what is about nobody who could be found. */
  exported: 'profile' | 'accounts' | 'sessions' | 'activity' | 'mails' | 'attempts' | null
  /** What of it no export has: secrets, and what is of use to this application alone. */
  withheld?: Columns
  /** What becomes of it when the account is deleted. */
  onDeletion: 'goes' | 'stays'
  /** For how long it is kept, in the unit that its text has; left out where that is as long as the account is there. */
  count?: number
}

/**
 * Everything that is kept about people: the one list that the privacy page and the deletion page are made from. Their texts
 * are in the catalogue `privacy`, by the same names. A test holds it against the schema: a new column needs its line here.
 */
export const keptData = {
  profile: {
    columns: {
      User: 'id name email emailKey emailVerified displayName image createdAt updatedAt',
    },
    exported: 'profile',
    withheld: { User: 'emailKey' },
    onDeletion: 'goes',
  },
  reading: {
    columns: { User: 'language acceptLanguage timeZone noticesOff' },
    exported: 'profile',
    onDeletion: 'goes',
  },
  accounts: {
    columns: {
      Account:
        'id userId type provider issuer providerAccountId email emailVerified handle name image hostedDomain createdAt lastSignInAt disabledAt disabledReason disabledCause disableSettledAt',
    },
    exported: 'accounts',
    onDeletion: 'goes',
  },
  permissions: {
    columns: {
      Grant: 'accountId scopes scopesSince scopesOff consentedAt endedAt endReason',
    },
    exported: 'accounts',
    onDeletion: 'goes',
  },
  tokens: {
    columns: {
      Grant:
        'accessToken accessTokenKey accessTokenExpiresAt refreshToken refreshTokenKey refreshTokenDigest refreshTokenPrefix refreshTokenExpiresAt refreshedAt version leaseUntil failures retryAt pausedUntil',
    },
    exported: 'accounts',
    withheld: {
      Grant:
        'accessToken accessTokenKey refreshToken refreshTokenKey refreshTokenDigest refreshTokenPrefix version leaseUntil',
    },
    onDeletion: 'goes',
  },
  sessions: {
    columns: {
      Session:
        'id tokenHash userId accountId createdAt authenticatedAt lastActiveAt expiresAt endedAt endedReason notice userAgent ipAddress browserNotedAt reviewedAt',
    },
    exported: 'sessions',
    withheld: { Session: 'tokenHash' },
    onDeletion: 'goes',
    count: SESSION_KEPT_DAYS,
  },
  activity: {
    columns: { Event: 'id userId kind details userAgent ipAddress sessionId createdAt' },
    exported: 'activity',
    onDeletion: 'goes',
    count: EVENT_KEPT_MONTHS,
  },
  mails: {
    columns: {
      Mail: 'id userId eventId kind sealed sealedKey createdAt held others attempts sendingSince endingSince doneAt outcome',
    },
    exported: 'mails',
    withheld: { Mail: 'sealed sealedKey' },
    onDeletion: 'goes',
    count: MAIL_KEPT_DAYS,
  },
  attempts: {
    columns: {
      Attempt: 'id browserHash checks intent returnTo createdAt expiresAt usedAt',
    },
    exported: 'attempts',
    withheld: { Attempt: 'browserHash checks' },
    onDeletion: 'goes',
    count: ATTEMPT_SECONDS / 60,
  },
  limits: {
    columns: { RateLimit: 'key points expire' },
    exported: null,
    onDeletion: 'stays',
    count: WINDOW_SECONDS / 60,
  },
  orders: {
    columns: { Revocation: 'id provider token tokenKey identity createdAt' },
    exported: null,
    onDeletion: 'stays',
    count: REVOCATION_KEPT_DAYS,
  },
  /** In the tables of the job queue, which are none of the schema. */
  jobs: {
    columns: {},
    exported: null,
    onDeletion: 'stays',
    count: JOB_KEPT_DAYS,
  },
  requests: {
    columns: { DeletionRequest: 'codeHash provider createdAt doneAt' },
    exported: null,
    onDeletion: 'stays',
    count: DELETION_KEPT_DAYS,
  },
  securityEvents: {
    columns: { SecurityEvent: 'id provider kind state receivedAt' },
    exported: null,
    onDeletion: 'stays',
    count: SECURITY_EVENT_KEPT_DAYS,
  },
} as const satisfies Record<string, Kept>

export type KeptKind = keyof typeof keptData

/** Every kind, in the order in which people read of them. */
export const keptKinds = Object.keys(keptData) as KeptKind[]

/** What is known of a kind. */
export function keptRow(kind: KeptKind): Kept {
  return keptData[kind]
}

/** The kinds that go with an account, or that stay for a while. */
export function kindsThat(onDeletion: Kept['onDeletion']): KeptKind[] {
  return keptKinds.filter((kind) => keptData[kind].onDeletion === onDeletion)
}

/** Every cookie of this site: what it is called in a browser, and for how many seconds at most it is there. */
export function listCookies() {
  return {
    session: { name: sessionCookieName(), seconds: env().SESSION_ABSOLUTE_SECONDS },
    attempt: { name: `${cookieName('attempt')}-…`, seconds: ATTEMPT_COOKIE_SECONDS },
    zone: { name: cookieName('zone'), seconds: READING_SECONDS },
    language: { name: cookieName('language'), seconds: READING_SECONDS },
    theme: { name: cookieName('theme'), seconds: READING_SECONDS },
  } as const
}
