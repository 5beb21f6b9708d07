import 'server-only'
import { clientCredentials } from '#lib/google/client-authentication'
import { getDiscovery } from '#lib/google/discovery'
import { createBreaker } from '#lib/http/breaker'
import { boundedFetch } from '#lib/http/fetch'
import { readJson } from '#lib/http/json'
import { retryAfterSeconds } from '#lib/http/retry-after'

/** What became of a request for a fresh access token. Nothing in it is a secret but the body of `answered`. */
export type RefreshOutcome =
  | { kind: 'answered'; body: unknown }
  /** `invalid_grant`: this refresh token is dead for good. */
  | { kind: 'dead' }
  /** Google does not accept this application; only an operator can mend that, and no token is to blame. */
  | { kind: 'refused'; reason: string }
  /** No answer that can be used: try again later. */
  | { kind: 'unavailable'; reason: string; retryAfterSeconds: number | null }

const breaker = createBreaker({ failures: 5, coolDownMs: 10_000 })

/**
 * Asks for a fresh access token (RFC 6749, section 6), once, within five seconds. After five failures in a row
 * only one request in ten seconds still goes out from this process; the others fail at once.
 *
 * @throws AppError `google_unavailable`, `google_invalid` when the endpoint cannot be discovered
 */
export async function requestRefresh(refreshToken: string): Promise<RefreshOutcome> {
  const { token_endpoint } = await getDiscovery()
  if (!breaker.mayPass())
    return { kind: 'unavailable', reason: 'Google failed again and again', retryAfterSeconds: null }
  const outcome = await post(token_endpoint, refreshToken)
  breaker.note(outcome.kind !== 'unavailable')
  return outcome
}

async function post(endpoint: string, refreshToken: string): Promise<RefreshOutcome> {
  const { headers, fields } = await clientCredentials()
  try {
    const response = await boundedFetch(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...headers,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        ...fields,
      }).toString(),
    })
    return await judge(response)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no answer'
    return { kind: 'unavailable', reason, retryAfterSeconds: null }
  }
}

/** RFC 6749, section 5.2: 400 and 401 carry an error code; everything else is nobody's verdict on the token. */
async function judge(response: Response): Promise<RefreshOutcome> {
  const body = await readJson(response)
  if (response.ok && isObject(body)) return { kind: 'answered', body }
  const code = isObject(body) && typeof body.error === 'string' ? body.error.slice(0, 60) : null
  if ((response.status === 400 || response.status === 401) && code) {
    return code === 'invalid_grant' ? { kind: 'dead' } : { kind: 'refused', reason: code }
  }
  const reason = response.ok ? 'an answer that is not a JSON object' : `status ${response.status}`
  return { kind: 'unavailable', reason, retryAfterSeconds: retryAfterSeconds(response.headers) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
