import 'server-only'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { discoveryUrl, getDiscovery } from '#lib/google/discovery'
import { boundedFetch } from '#lib/http/fetch'

/**
 * What Auth.js calls instead of `fetch`. Discovery comes from our cache, so that a sign-in costs one request
 * to Google, the token exchange; that one is bounded in time and size, and its failures are told apart.
 *
 * @throws AppError `google_unavailable` for 5xx, 429 and no answer; `google_refused` and `redirect_mismatch` for `invalid_client` and
 *   its kin (RFC 6749, section 5.2), which only an operator can mend
 */
export async function oauthFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const url = input instanceof Request ? input.url : input.toString()
  if (url === discoveryUrl(env().AUTH_GOOGLE_ISSUER)) {
    const document = await getDiscovery()
    // Auth.js insists on a userinfo endpoint, which a provider need not have, and never asks it for an id_token's claims.
    return Response.json({ userinfo_endpoint: document.issuer, ...document })
  }

  const response = await boundedFetch(url, init).catch((cause: unknown) => {
    throw new AppError('google_unavailable', { cause })
  })
  if (response.status === 429 || response.status >= 500) {
    throw new AppError('google_unavailable', { cause: new Error(`the endpoint answered ${response.status}`) })
  }
  if (!response.ok) throw await refusal(response)
  return response
}

const OPERATOR_ERRORS = new Set(['invalid_client', 'unauthorized_client', 'unsupported_grant_type'])

async function refusal(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => undefined)
  const code = body && typeof body === 'object' && 'error' in body ? String(body.error) : 'no error code'
  const cause = new Error(`the endpoint answered ${response.status} ${code.slice(0, 60)}`)
  if (code === 'redirect_uri_mismatch') return new AppError('redirect_mismatch', { cause })
  if (OPERATOR_ERRORS.has(code)) return new AppError('google_refused', { cause })
  return new AppError(code === 'invalid_grant' ? 'attempt_expired' : 'google_invalid', { cause })
}
