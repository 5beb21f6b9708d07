import 'server-only'
import type { Route } from 'next'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { AppError, causes, type FailureCode } from '#lib/errors'
import type { ProviderId } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { reportFailure } from '#lib/request/report'

/** Where a failed authorization would have led, and whose it was, as far as that is known. */
type Where = { returnTo?: string | undefined; provider?: ProviderId | undefined }

/** Errors of `oauth4webapi`: an answer fails a check of the protocol. By code, since a build renames classes. */
const PROTOCOL_ERROR = /^OAUTH_/

/**
 * `error` of an authorization answer: RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section 3.1.2.6; RFC 8707, section
 * 2; RFC 9396, section 5; OpenID Connect Unmet Authentication Requirements 1.0. What a provider adds is in its row.
 */
const AUTHORIZATION_ERRORS: Record<string, FailureCode> = {
  access_denied: 'cancelled',
  server_error: 'provider_unavailable',
  temporarily_unavailable: 'provider_unavailable',
  invalid_request: 'provider_refused',
  invalid_scope: 'provider_refused',
  unauthorized_client: 'provider_refused',
  unsupported_response_type: 'provider_refused',
  invalid_request_uri: 'provider_refused',
  invalid_request_object: 'provider_refused',
  request_not_supported: 'provider_refused',
  request_uri_not_supported: 'provider_refused',
  registration_not_supported: 'provider_refused',
  invalid_target: 'provider_refused',
  invalid_authorization_details: 'provider_refused',
  // Of the token endpoint (section 5.2), which some providers also send here.
  invalid_client: 'provider_refused',
  unsupported_grant_type: 'provider_refused',
  invalid_grant: 'provider_asks',
  unmet_authentication_requirements: 'provider_asks',
}

/** What a code that nobody has listed yet most likely means, by how such codes are called. */
const LIKELY: [pattern: RegExp, code: FailureCode][] = [
  [/_required$/, 'provider_asks'],
  [/polic(?:y|ies)|administrator|^admin_/, 'provider_policy'],
  [/rate_limit|quota|too_many|slow_down|limit_exceeded/, 'provider_limit'],
  [/redirect_uri/, 'redirect_mismatch'],
  [/(?:^|_)client(?:_|$)/, 'provider_refused'],
]

/**
 * The failure behind an `error` parameter: the person's, their organisation's, ours, or one to try again after. It has
 * passed our checks, so none is a forged answer. Its text is the provider's and is never shown.
 */
export function authorizationFailure(error: string, provider: ProviderId): AppError {
  const listed = { ...AUTHORIZATION_ERRORS, ...providerOf(provider).authorizationErrors }
  const known = Object.hasOwn(listed, error) ? listed[error] : undefined
  const code = known ?? LIKELY.find(([pattern]) => pattern.test(error))?.[1] ?? 'provider_denied'
  const cause = new Error(`authorization error ${error.slice(0, 60)}`)
  return new AppError(code, { provider, cause })
}

/** The one cause of a failed sign-in, out of the wrappings of Auth.js and `oauth4webapi`. */
export function signInFailure(error: unknown): FailureCode {
  const chain = causes(error)
  const ours = chain.find((cause) => cause instanceof AppError)
  if (ours) return ours.code
  if (chain.some(isProtocolError)) return 'provider_invalid'
  return 'unknown'
}

function isProtocolError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && PROTOCOL_ERROR.test(String(error.code))
}

/**
 * Writes a failed sign-in to the log and says where to send the person.
 *
 * @returns the path of the problem page, which shows the same reference as the log line
 */
export function reportProblem(event: string, error: unknown, { returnTo, provider }: Where = {}): Route {
  const concerned = providerIn(error) ?? provider
  const { code, reference } = reportFailure(event, signInFailure(error), error, concerned)
  const query = new URLSearchParams({ code, ref: reference, returnTo: returnTo ?? DEFAULT_RETURN_TO })
  if (concerned) query.set('provider', concerned)
  return `/sign-in/problem?${query}`
}

function providerIn(error: unknown): ProviderId | undefined {
  return causes(error).find((cause) => cause instanceof AppError)?.provider
}
