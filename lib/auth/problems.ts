import 'server-only'
import { InvalidCheck } from '@auth/core/errors'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { AppError, causes, type FailureCode } from '#lib/errors'
import { reportFailure } from '#lib/request/report'

/** Errors of `oauth4webapi`: an answer fails a check of the protocol. By code, since a build renames classes. */
const PROTOCOL_ERROR = /^OAUTH_/

/** `error` of an authorization answer (RFC 6749, section 4.1.2.1; OpenID Connect Core 1.0, section 3.1.2.6). */
const AUTHORIZATION_ERRORS: Record<string, FailureCode> = {
  access_denied: 'cancelled',
  server_error: 'google_unavailable',
  temporarily_unavailable: 'google_unavailable',
  invalid_request: 'google_refused',
  invalid_scope: 'google_refused',
  redirect_uri_mismatch: 'redirect_mismatch',
  unauthorized_client: 'google_refused',
  unsupported_response_type: 'google_refused',
}

/** The failure behind an `error` parameter. Its text is the provider's and is never shown. */
export function authorizationFailure(error: string): AppError {
  const code = Object.hasOwn(AUTHORIZATION_ERRORS, error) ? AUTHORIZATION_ERRORS[error] : undefined
  return new AppError(code ?? 'google_invalid', {
    cause: new Error(`authorization error ${error.slice(0, 60)}`),
  })
}

/** The one cause of a failed sign-in, out of the wrappings of Auth.js and `oauth4webapi`. */
export function signInFailure(error: unknown): FailureCode {
  const chain = causes(error)
  const ours = chain.find((cause) => cause instanceof AppError)
  if (ours) return ours.code
  if (chain.some((cause) => cause instanceof InvalidCheck)) return 'attempt_expired'
  if (chain.some(isProtocolError)) return 'google_invalid'
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
export function reportProblem(event: string, error: unknown, returnTo: string = DEFAULT_RETURN_TO): string {
  const { code, reference } = reportFailure(event, signInFailure(error), error)
  return `/sign-in/problem?${new URLSearchParams({ code, ref: reference, returnTo })}`
}
