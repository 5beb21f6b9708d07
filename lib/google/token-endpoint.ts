import 'server-only'
import { clientCredentials } from '#lib/google/client'
import { getDiscovery } from '#lib/google/discovery'
import { createBreaker } from '#lib/http/breaker'
import { boundedFetch, readJson, retryAfterSeconds } from '#lib/http/fetch'
import { log } from '#lib/log'

/** What became of a request for a fresh access token. Nothing in it is a secret but the body of `answered`. */
export type RefreshOutcome =
  | { kind: 'answered'; body: unknown }
  /** `invalid_grant`: this refresh token is dead for good. */
  | { kind: 'dead' }
  /** Google does not accept this application; only an operator can mend that, and no token is to blame. */
  | { kind: 'refused'; reason: string }
  /** No answer that can be used: try again later. */
  | { kind: 'unavailable'; reason: string; retryAfterSeconds: number | null }

const breaker = createBreaker({ failures: 5, probeEveryMs: 10_000 })

/**
 * Where fresh tokens are asked for, or null when that cannot be found out now. Whoever leases a grant asks before: the
 * lease is as long as one request, and finding out may be another.
 */
export async function findTokenEndpoint(): Promise<string | null> {
  try {
    return (await getDiscovery()).token_endpoint
  } catch (err) {
    log().warn({ event: 'discovery failed', err }, 'Where Google gives tokens could not be found out')
    return null
  }
}

/**
 * Asks for a fresh access token (RFC 6749, section 6), once, within five seconds. After five failures in a row
 * only one request in ten seconds still goes out from this process; the others fail at once.
 */
export async function requestRefresh(endpoint: string | null, refreshToken: string): Promise<RefreshOutcome> {
  if (endpoint === null) return unavailable('its endpoint is not known')
  if (!breaker.mayPass()) return unavailable('Google failed again and again')
  const outcome = await post(endpoint, refreshToken)
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
    return unavailable(error instanceof Error ? error.message : 'no answer')
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
  return unavailable(reason, retryAfterSeconds(response.headers))
}

function unavailable(reason: string, retryAfterSeconds: number | null = null): RefreshOutcome {
  return { kind: 'unavailable', reason, retryAfterSeconds }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
