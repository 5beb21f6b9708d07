import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { query } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { type AccessToken, getAccessToken, type NoToken, type TokenRequest } from '#lib/grants/access-token'
import { breakerFor, PROBE_EVERY_MS } from '#lib/http/breaker'
import { boundedFetch } from '#lib/http/fetch'
import { log } from '#lib/log'
import type { ApiAnswer, Forbidder, Provider } from '#lib/provider/provider'
import type { ProviderId } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import type { Viewer } from '#lib/viewer'

/** One read of one API. Adding an API is a file with such a call and the shape of its answer (docs/extend.md). */
export type ApiCall<S extends z.ZodType> = Omit<TokenRequest, 'refused'> & {
  provider: ProviderId
  /** Below the provider's base address, such as `/drive/v3/files`. Logs have it as it stands here. */
  path: string
  /** What stands for `{id}` and its like in the path: whose id it is, no log says. */
  parameters?: Record<string, string>
  query: Record<string, string>
  shape: S
}

/** Why there is no answer, in a way that a person can act on: no token, somebody does not allow it, or nobody has paid for it. */
export type NoAnswer = NoToken | { kind: 'forbidden'; by: Forbidder } | { kind: 'unpaid' }

export type ApiResult<T> =
  | { kind: 'ready'; data: T }
  /** The API does not know what we asked for: an old page token, say. */
  | { kind: 'rejected'; status: number }
  | NoAnswer

/** An answer that is there, or one for which a provider is being asked. */
export type Asked<T> = { kind: 'known'; answer: T } | { kind: 'asking'; answer: Promise<T> }

/**
 * Runs what may need a provider until it is known whether it does: what is decided here, such as that a permission is
 * missing or that the provider asked for a pause, is known at once, and so is what fails before.
 *
 * @param start what ends in `callApi`, which it hands `onWait`
 */
export async function askProvider<T>(start: (onWait: () => void) => Promise<T>): Promise<Asked<T>> {
  const waiting = Promise.withResolvers<void>()
  const answer = start(waiting.resolve)
  const known = answer.then((value) => ({ kind: 'known' as const, answer: value }))
  // Whoever shows the answer hears of its failure.
  known.catch(() => {})
  return Promise.race([known, waiting.promise.then(() => ({ kind: 'asking' as const, answer }))])
}

/**
 * Reads from an API for the viewer: gets a token, sends, refreshes once on 401, tries once more when the API stumbles,
 * leaves it alone for a while when it fails again and again, and keeps a pause that it asks for, in every process. What
 * only an operator can mend is `provider_refused`, and an answer that makes no sense `provider_misunderstood`.
 */
export async function callApi<S extends z.ZodType>(
  viewer: Viewer,
  call: ApiCall<S>,
): Promise<ApiResult<z.output<S>>> {
  const first = await getAccessToken(viewer, call)
  let answer = await sendWith(first, call)
  if (first.kind === 'ready' && answer.kind === 'unauthorized') {
    answer = await sendWith(await getAccessToken(viewer, { ...call, refused: first.version }), call)
  }
  return conclude(viewer, call, answer)
}

type Target = Pick<ApiCall<z.ZodType>, 'provider' | 'path' | 'parameters' | 'query' | 'onWait'>

/** Milliseconds: a request that failed sooner than the first is sent once more after the second. */
const QUICK_MS = 1_000
const RETRY_DELAY_MS = 300

type Answered = ApiAnswer | NoToken

async function sendWith(token: AccessToken, target: Target): Promise<Answered> {
  if (token.kind === 'refused') return { kind: 'refused', reason: 'no token is given' }
  if (token.kind !== 'ready') return token
  if (token.pausedMs > 0) return unavailable(token.pausedMs / 1000, true)
  const breaker = breakerOf(target)
  if (!breaker.mayPass()) return unavailable(PROBE_EVERY_MS / 1000)
  target.onWait?.()
  const start = Date.now()
  const answer = await send(target, token.token)
  const again = answer.kind === 'busy' && answer.limit === null && answer.retryAfterSeconds === null
  if (!again || Date.now() - start > QUICK_MS) return answer
  await sleep(RETRY_DELAY_MS)
  return breaker.mayPass() ? send(target, token.token) : answer
}

async function send(target: Target, token: string): Promise<ApiAnswer> {
  const answer = await request(target, token)
  breakerOf(target).note(answer.kind !== 'busy' || answer.limit !== null)
  return answer
}

async function request(target: Target, token: string): Promise<ApiAnswer> {
  const url = addressOf(target)
  for (const [name, value] of Object.entries(target.query)) url.searchParams.set(name, value)
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  try {
    return await apiOf(target.provider).read(await boundedFetch(url, { headers }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no answer'
    return { kind: 'busy', limit: null, reason, retryAfterSeconds: null }
  }
}

/** One for each API of a host: an outage of `/drive` is none of `/calendar`. */
function breakerOf(target: Target) {
  const { host, pathname } = addressOf(target)
  return breakerFor(`${target.provider} ${host} ${pathname.split('/')[1]}`)
}

function addressOf({ provider, path, parameters = {} }: Target): URL {
  const filled = path.replace(/\{(\w+)\}/g, (_part, name: string) =>
    encodeURIComponent(parameters[name] ?? ''),
  )
  return new URL(apiOf(provider).base() + filled)
}

function apiOf(provider: ProviderId): NonNullable<Provider['api']> {
  const { api } = providerOf(provider)
  if (!api) throw new Error(`No API of ${provider} is called`)
  return api
}

/** Seconds to leave an account alone when the API says "too many" without saying how long: of late, or in a day. */
const PAUSE_SECONDS = { rate: 5, quota: 60 * 60 } as const

/** Seconds after which it is worth asking again when the API stumbled. */
const STUMBLE_SECONDS = 2

async function conclude<S extends z.ZodType>(
  viewer: Viewer,
  call: ApiCall<S>,
  answer: Answered,
): Promise<ApiResult<z.output<S>>> {
  const { provider, path, scopes, shape, accountId = viewer.accountId } = call
  switch (answer.kind) {
    case 'data':
      return readData(call, shape, answer.body)
    case 'insufficient':
      return { kind: 'missing-scope', scopes: [...scopes] }
    case 'unauthorized':
      return { kind: 'reconnect', reason: 'refused' }
    case 'forbidden': {
      const level = answer.by === 'unclear' ? 'warn' : 'info'
      const { by, reason } = answer
      log()[level]({ event: 'api forbidden', provider, path, by, reason }, 'Somebody does not allow an API')
      return { kind: 'forbidden', by }
    }
    case 'refused':
      throw new AppError('provider_refused', { provider, cause: new Error(`${path}: ${answer.reason}`) })
    case 'unpaid':
      log().error(
        { event: 'api unpaid', provider, path, reason: answer.reason },
        'What is paid for an API is used up',
      )
      return { kind: 'unpaid' }
    case 'rejected':
      log().warn({ event: 'api rejected', provider, path, reason: answer.reason }, 'An API refused a request')
      return { kind: 'rejected', status: answer.status }
    case 'busy':
      return wait(viewer, { provider, path, accountId }, answer)
    default:
      return answer
  }
}

/** A quota that is used up is an operator's to raise, or to use less of. */
async function wait(
  viewer: Viewer,
  { accountId, ...target }: Pick<Target, 'provider' | 'path'> & { accountId: string },
  { limit, reason, retryAfterSeconds }: Extract<ApiAnswer, { kind: 'busy' }>,
): Promise<NoToken> {
  const level = limit === 'quota' ? 'error' : 'warn'
  const event = limit === 'quota' ? 'api quota used up' : 'api busy'
  log()[level]({ event, ...target, reason }, 'An API did not answer')
  const seconds = retryAfterSeconds ?? (limit ? PAUSE_SECONDS[limit] : STUMBLE_SECONDS)
  if (limit || retryAfterSeconds !== null) await pauseCalls(viewer, accountId, seconds)
  return unavailable(seconds, limit !== null || retryAfterSeconds !== null)
}

/** An answer of another shape is a fault of ours or of the provider's, and waiting does not mend it. */
function readData<S extends z.ZodType>(
  { provider, path }: Target,
  shape: S,
  body: unknown,
): ApiResult<z.output<S>> {
  const parsed = shape.safeParse(body)
  if (parsed.success) return { kind: 'ready', data: parsed.data }
  const field = parsed.error.issues[0]?.path.join('.') || 'body'
  throw new AppError('provider_misunderstood', {
    provider,
    cause: new Error(`${path}: an answer of another shape (${field})`),
  })
}

/** @param limit whether the provider answers, and asks us to wait */
function unavailable(seconds: number, limit = false): NoToken {
  return { kind: 'unavailable', retryAt: new Date(Date.now() + seconds * 1000), limit }
}

/** Keeps every process from calling APIs for an account until so many seconds are over, or longer. */
async function pauseCalls(viewer: Viewer, accountId: string, seconds: number): Promise<void> {
  await query({
    text: `
      UPDATE grants g SET paused_until = GREATEST(g.paused_until, now() + make_interval(secs => $3))
        FROM accounts a
       WHERE a.id = g.account_id AND a.user_id = $1 AND a.id = $2`,
    values: [viewer.userId, accountId, seconds],
  })
}
