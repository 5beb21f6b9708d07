import 'server-only'
import { breakerFor } from '#lib/http/breaker'
import { postForm, readErrorBody, readJson, retryAfterSeconds } from '#lib/http/fetch'
import { log } from '#lib/log'
import type { Provider, RefreshOutcome, TokenEndpoint, TokenRefusal } from '#lib/provider/provider'
import type { ProviderId } from '#lib/provider-ids'

/** Milliseconds by the clock, however busy this process is: after that, the lease may be another's (lib/grants/lease.ts). */
const REQUEST_LIMIT_MS = 5_000

type Settings = {
  provider: ProviderId
  find: () => Promise<TokenEndpoint>
  readRefusal: Provider['readRefusal']
}

type Refresh = NonNullable<Provider['refresh']>

/**
 * Refreshes at the token endpoint of one provider (RFC 6749, section 6). One request takes at most five seconds. After
 * five failures in a row only one request in ten seconds still goes out from this process; the others fail at once.
 */
export function refreshAt(settings: Settings): Pick<Refresh, 'endpoint' | 'request'> {
  return {
    endpoint: () => findEndpoint(settings),
    request: (endpoint, token) => request(settings, endpoint, token),
  }
}

async function findEndpoint({ provider, find }: Settings): Promise<TokenEndpoint | null> {
  try {
    return await find()
  } catch (err) {
    log().warn({ event: 'discovery failed', provider, err }, 'Where tokens are given could not be found out')
    return null
  }
}

async function request(
  settings: Settings,
  endpoint: TokenEndpoint | null,
  refreshToken: string,
): Promise<RefreshOutcome> {
  if (endpoint === null) return unavailable('its endpoint is not known')
  const breaker = breakerFor(`${settings.provider} ${new URL(endpoint.url).host} token`)
  if (!breaker.mayPass()) return unavailable('it failed again and again')
  const outcome = await send(settings, endpoint, refreshToken)
  breaker.note(outcome.kind !== 'unavailable')
  return outcome
}

async function send(
  settings: Settings,
  { url, credentials: { headers, fields } }: TokenEndpoint,
  refreshToken: string,
): Promise<RefreshOutcome> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...fields }
  try {
    return await readOutcome(
      settings,
      await postForm(url, form, headers, AbortSignal.timeout(REQUEST_LIMIT_MS)),
    )
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : 'no answer')
  }
}

/** Says "later" whatever else it says (RFC 9110, 15.5.9; RFC 8470, 5.2; RFC 6585, 4). */
const LATER = new Set([408, 425, 429])

/** RFC 6749, section 5.2: an error of the request has a code, whatever its status. All else says nothing of the token. */
async function readOutcome(settings: Settings, response: Response): Promise<RefreshOutcome> {
  const { status, headers } = response
  if (response.ok) {
    const body = await readJson(response)
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { kind: 'answered', body }
      : unavailable('an answer that is not a JSON object', retryAfterSeconds(headers))
  }
  const later = status < 400 || status >= 500 || LATER.has(status)
  const refusal = settings.readRefusal(await readErrorBody(response))
  const outcome = later ? null : outcomeOf(refusal)
  return outcome ?? unavailable(`status ${status} ${refusal.reason}`.trim(), retryAfterSeconds(headers))
}

/** One that does not say whose it is is the application's until somebody has looked. */
function outcomeOf({ kind, reason }: TokenRefusal): RefreshOutcome | null {
  switch (kind) {
    case 'grant-ended':
      return { kind: 'ended' }
    case 'organisation':
    case 'consent':
      return { kind: 'withheld', by: kind, reason }
    case 'busy':
    case 'unclear':
      return null
    case 'operator':
    case 'redirect-uri':
    case 'invalid':
      return { kind: 'refused', reason }
  }
}

function unavailable(reason: string, retryAfterSeconds: number | null = null): RefreshOutcome {
  return { kind: 'unavailable', reason, retryAfterSeconds }
}
