import 'server-only'
import type { TokenRefusal, TokenRefusalKind } from '#lib/provider/provider'

/** What an error of Google means for the one who asked. */
export type Meaning =
  /** The grant is over. */
  | 'ended'
  /** The person has to agree again, or once more. */
  | 'consent'
  /** Those who manage the account forbid it, or its own protection does. */
  | 'organisation'
  /** The account itself is not in order. */
  | 'account'
  /** This application, its project or its settings. */
  | 'operator'
  | 'redirect-uri'
  /** Too many requests of late. */
  | 'rate'
  /** What may be asked in a day, or in all, is used up. */
  | 'quota'
  /** Google is in trouble. */
  | 'outage'

const words = (text: string) => text.trim().split(/\s+/)

/**
 * The codes and reasons that Google and the standards document, by what they mean: RFC 6749 (4.1.2.1 and 5.2), RFC 6750
 * (3.1), RFC 8628 (3.5), OpenID Connect Core 1.0 (3.1.2.6); Google's "Using OAuth 2.0 for Web Server Applications",
 * Drive's "Resolve errors", the global domain of older APIs, and `google.api.ErrorReason` of newer ones. What is missing
 * says nothing of whose it is: `invalid_request`, `authError`, `forbidden`, `notFound` and their like.
 */
const table = {
  ended: words('invalid_grant expired_token'),
  consent: words(`
    invalid_scope consent_required interaction_required login_required account_selection_required access_denied
    insufficient_scope insufficientPermissions ACCESS_TOKEN_SCOPE_INSUFFICIENT`),
  organisation: words(`
    admin_policy_enforced policy_enforced org_internal domainPolicy appNotAuthorizedToFile teamDriveMembershipRequired
    USER_BLOCKED_BY_ADMIN ORG_RESTRICTION_VIOLATION`),
  account: words(`
    account_restricted accountDisabled accountDeleted accountUnverified ACCOUNT_STATE_INVALID ACCOUNT_TYPE_UNSUPPORTED`),
  operator: words(`
    invalid_client unauthorized_client unsupported_grant_type deleted_client disabled_client restricted_client
    access_not_configured app_not_verified
    accessNotConfigured SERVICE_DISABLED SERVICE_NOT_VISIBLE BILLING_DISABLED CONSUMER_INVALID CONSUMER_SUSPENDED
    GCP_SUSPENDED USER_PROJECT_DENIED RESOURCE_PROJECT_INVALID ACCESS_TOKEN_TYPE_UNSUPPORTED SECURITY_POLICY_VIOLATED
    RESOURCE_USAGE_RESTRICTION_VIOLATED ENDPOINT_USAGE_RESTRICTION_VIOLATED LOCATION_POLICY_VIOLATED
    LOCATION_ORG_POLICY_VIOLATED LOCATION_TAX_POLICY_VIOLATED TLS_ORG_POLICY_VIOLATED API_KEY_INVALID
    API_KEY_SERVICE_BLOCKED API_KEY_HTTP_REFERRER_BLOCKED API_KEY_IP_ADDRESS_BLOCKED API_KEY_ANDROID_APP_BLOCKED
    API_KEY_IOS_APP_BLOCKED keyInvalid keyExpired ipRefererBlocked unknownApi user402 sslRequired insufficientAudience
    insufficientAuthorizedParty forbiddenForServiceAccounts`),
  'redirect-uri': words('redirect_uri_mismatch origin_mismatch'),
  rate: words(`
    slow_down rate_limit_exceeded rateLimitExceeded rateLimitExceededUnreg userRateLimitExceeded userRateLimitExceededUnreg
    sharingRateLimitExceeded concurrentLimitExceeded servingLimitExceeded RATE_LIMIT_EXCEEDED RESOURCE_EXHAUSTED`),
  quota: words(`
    quota_exceeded dailyLimitExceeded dailyLimitExceeded402 dailyLimitExceededUnreg quotaExceeded quotaExceeded402
    limitExceeded downloadQuotaExceeded variableTermExpiredDailyExceeded variableTermLimitExceeded
    RESOURCE_QUOTA_EXCEEDED`),
  outage: words(`
    server_error temporarily_unavailable internal_failure internal_error backendError internalError`),
} as const satisfies Record<Meaning, readonly string[]>

const meanings = new Map(
  Object.entries(table).flatMap(([meaning, reasons]) => reasons.map((one) => [one, meaning as Meaning])),
)

/** Tomorrow's codes: a policy or a limit says that it is one, and what is `…_required` is so of the person. */
const patterns: readonly (readonly [RegExp, Meaning])[] = [
  [/^(admin|org)_|polic(y|ies)|administrator/, 'organisation'],
  [/too_many|rate_limit|limit_exceeded|quota/, 'rate'],
  [/_required$/, 'consent'],
]

/** What a code or a reason means; null when it does not say. */
export function meaningOf(reason: string): Meaning | null {
  return meanings.get(reason) ?? patterns.find(([pattern]) => pattern.test(reason))?.[1] ?? null
}

const refusals = {
  ended: 'grant-ended',
  consent: 'consent',
  organisation: 'organisation',
  account: 'organisation',
  operator: 'operator',
  'redirect-uri': 'redirect-uri',
  rate: 'busy',
  quota: 'busy',
  outage: 'busy',
} as const satisfies Record<Meaning, TokenRefusalKind>

/** How a code of a token endpoint looks (RFC 6749, section 5.2, and everybody since). "Forbidden" is what a proxy says. */
const CODE = /^[a-z][a-z0-9_.-]*$/

/** What a refusal of the token endpoint means, by the first of its reasons that says so. */
export function readRefusal(body: unknown): TokenRefusal {
  const reasons = readReasons(body)
  const reason = reasons.find((one) => meaningOf(one) !== null) ?? reasons.find((one) => CODE.test(one))
  if (reason === undefined) return { kind: 'unclear', reason: reasons[0] ?? '' }
  const meaning = meaningOf(reason)
  return { kind: meaning ? refusals[meaning] : 'invalid', reason }
}

/**
 * The reasons that the body of an error names, in every shape that Google and OAuth give it: `error` is a code, or an
 * object with the older list `errors`, the newer list `details` (AIP-193) and a `status`; the most exact come first.
 */
export function readReasons(body: unknown): string[] {
  const error = isRecord(body) ? body.error : undefined
  if (!isRecord(error)) return texts([error])
  const named = [...records(error.errors), ...records(error.details)].map(({ reason }) => reason)
  return texts([...named, error.status])
}

/** The further particulars of an error (AIP-193). */
export function readDetails(body: unknown): Record<string, unknown>[] {
  return isRecord(body) && isRecord(body.error) ? records(body.error.details) : []
}

/** Codes and reasons are short. Whatever else stands there is none. */
function texts(values: readonly unknown[]): string[] {
  return values.flatMap((value) => (typeof value === 'string' && value !== '' ? [value.slice(0, 60)] : []))
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
