import 'server-only'
import { breakerFor } from '#lib/http/breaker'
import { postForm, readJson, retryAfterSeconds } from '#lib/http/fetch'
import { log } from '#lib/log'
import type { Provider, RefreshOutcome } from '#lib/provider/provider'
import type { ProviderId } from '#lib/provider-ids'

/** How a token endpoint is told who the client is: in headers, or in fields of the form (RFC 6749, section 2.3.1). */
export type Credentials = { headers: Record<string, string>; fields: Record<string, string> }

type Endpoint = {
  provider: ProviderId
  find: () => Promise<string>
  credentials: () => Promise<Credentials>
  classifyRefusal: Provider['classifyRefusal']
}

/**
 * Refreshes at the token endpoint of one provider (RFC 6749, section 6). One request takes at most five seconds. After
 * five failures in a row only one request in ten seconds still goes out from this process; the others fail at once.
 */
export function refreshAt(endpoint: Endpoint): Pick<Provider['refresh'], 'endpoint' | 'request'> {
  return { endpoint: () => findEndpoint(endpoint), request: (url, token) => request(endpoint, url, token) }
}

async function findEndpoint({ provider, find }: Endpoint): Promise<string | null> {
  try {
    return await find()
  } catch (err) {
    log().warn({ event: 'discovery failed', provider, err }, 'Where tokens are given could not be found out')
    return null
  }
}

async function request(
  endpoint: Endpoint,
  url: string | null,
  refreshToken: string,
): Promise<RefreshOutcome> {
  if (url === null) return unavailable('its endpoint is not known')
  const breaker = breakerFor(`${endpoint.provider} ${new URL(url).host} token`)
  if (!breaker.mayPass()) return unavailable('it failed again and again')
  const outcome = await send(endpoint, url, refreshToken)
  breaker.note(outcome.kind !== 'unavailable')
  return outcome
}

async function send(endpoint: Endpoint, url: string, refreshToken: string): Promise<RefreshOutcome> {
  const { headers, fields } = await endpoint.credentials()
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...fields }
  try {
    return await readOutcome(endpoint, await postForm(url, form, headers))
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : 'no answer')
  }
}

/** RFC 6749, section 5.2: 400 and 401 carry an error code. Everything else says nothing about the token. */
async function readOutcome({ classifyRefusal }: Endpoint, response: Response): Promise<RefreshOutcome> {
  const { status, headers } = response
  const body = await readJson(response)
  if (response.ok && isObject(body)) return { kind: 'answered', body }
  const code = isObject(body) && typeof body.error === 'string' ? body.error.slice(0, 60) : null
  if ((status === 400 || status === 401) && code)
    return classifyRefusal(code) === 'grant-ended' ? { kind: 'ended' } : { kind: 'refused', reason: code }
  return unavailable(
    response.ok ? 'an answer that is not a JSON object' : `status ${status}`,
    retryAfterSeconds(headers),
  )
}

function unavailable(reason: string, retryAfterSeconds: number | null = null): RefreshOutcome {
  return { kind: 'unavailable', reason, retryAfterSeconds }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
