import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import { query } from '#lib/db/client'
import { env } from '#lib/env'
import { type ApiAnswer, readApiAnswer } from '#lib/google/api-answer'
import { type AccessToken, getAccessToken, type NoToken, type TokenRequest } from '#lib/grants/access-token'
import { createBreaker } from '#lib/http/breaker'
import { boundedFetch } from '#lib/http/fetch'
import { log } from '#lib/log'
import type { Viewer } from '#lib/viewer'

/** One read of one Google API. Adding an API is a file with such a call and the shape of its answer. */
export type ApiCall<S extends z.ZodType> = Omit<TokenRequest, 'refused'> & {
  /** Below GOOGLE_API_URL, such as `/drive/v3/files`. */
  path: string
  query: Record<string, string>
  shape: S
}

export type ApiResult<T> =
  | { state: 'ready'; data: T }
  /** Google does not know what we asked for: an old page token, say. */
  | { state: 'rejected'; status: number }
  | NoToken

/** Seconds between two probes of APIs that failed again and again. */
const PROBE_SECONDS = 10

const breaker = createBreaker({ failures: 5, probeEveryMs: PROBE_SECONDS * 1000 })

type Target = Pick<ApiCall<z.ZodType>, 'path' | 'query'>

/** Seconds to leave an account alone when Google says "too many" without saying how long. */
const PAUSE_SECONDS = 5

/** Seconds after which it is worth asking again when Google stumbled. */
const STUMBLE_SECONDS = 2

/** Milliseconds: a request that failed sooner is sent once more after the second number. */
const QUICK_MS = 1_000
const AGAIN_MS = 300

/**
 * Reads from a Google API for the viewer: gets a token, sends, refreshes once on 401, tries once more when Google
 * stumbles, leaves it alone for a while when it fails again and again, and keeps a pause that Google asks for, in every
 * process.
 *
 * @throws AppError `unavailable` when the database does not answer, `token_unreadable` when a key is missing
 */
export async function callGoogle<S extends z.ZodType>(
  viewer: Viewer,
  call: ApiCall<S>,
): Promise<ApiResult<z.output<S>>> {
  const first = await getAccessToken(viewer, call)
  let answer = await sendWith(first, call)
  if (first.state === 'ready' && 'kind' in answer && answer.kind === 'unauthorized') {
    answer = await sendWith(await getAccessToken(viewer, { ...call, refused: first.version }), call)
  }
  return 'kind' in answer ? conclude(viewer, call, answer) : answer
}

async function sendWith(token: AccessToken, target: Target): Promise<ApiAnswer | NoToken> {
  if (token.state !== 'ready') return token
  if (token.pausedMs > 0) return unavailable(token.pausedMs / 1000)
  if (!breaker.mayPass()) return unavailable(PROBE_SECONDS)
  const start = Date.now()
  const answer = await send(target, token.token)
  const again = answer.kind === 'busy' && !answer.limited && answer.retryAfterSeconds === null
  if (!again || Date.now() - start > QUICK_MS) return answer
  await sleep(AGAIN_MS)
  return breaker.mayPass() ? send(target, token.token) : answer
}

async function send(target: Target, token: string): Promise<ApiAnswer> {
  const answer = await request(target, token)
  breaker.note(answer.kind !== 'busy' || answer.limited)
  return answer
}

async function request({ path, query }: Target, token: string): Promise<ApiAnswer> {
  const url = new URL(env().GOOGLE_API_URL + path)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  try {
    return await readApiAnswer(await boundedFetch(url, { headers }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no answer'
    return { kind: 'busy', limited: false, reason, retryAfterSeconds: null }
  }
}

async function conclude<S extends z.ZodType>(
  viewer: Viewer,
  call: ApiCall<S>,
  answer: ApiAnswer,
): Promise<ApiResult<z.output<S>>> {
  const { path, scopes, shape, accountId = viewer.accountId } = call
  switch (answer.kind) {
    case 'data':
      return readData(path, shape, answer.body)
    case 'insufficient':
      return { state: 'missing-scope', scopes: [...scopes] }
    case 'unauthorized':
      return { state: 'reconnect', cause: 'refused' }
    case 'rejected':
      log().warn({ event: 'api rejected', path, reason: answer.reason }, 'A Google API refused a request')
      return { state: 'rejected', status: answer.status }
    case 'busy': {
      log().warn({ event: 'api busy', path, reason: answer.reason }, 'A Google API did not answer')
      const seconds = answer.retryAfterSeconds ?? (answer.limited ? PAUSE_SECONDS : STUMBLE_SECONDS)
      if (answer.limited || answer.retryAfterSeconds !== null) await pauseCalls(viewer, accountId, seconds)
      return unavailable(seconds)
    }
  }
}

function readData<S extends z.ZodType>(path: string, shape: S, body: unknown): ApiResult<z.output<S>> {
  const parsed = shape.safeParse(body)
  if (parsed.success) return { state: 'ready', data: parsed.data }
  const field = parsed.error.issues[0]?.path.join('.') || 'body'
  log().error({ event: 'api answer malformed', path, field }, 'An answer of a Google API has another shape')
  return unavailable(STUMBLE_SECONDS)
}

function unavailable(seconds: number): NoToken {
  return { state: 'unavailable', retryAt: new Date(Date.now() + seconds * 1000) }
}

/** Keeps every process from calling Google's APIs for an account until so many seconds are over, or longer. */
export async function pauseCalls(viewer: Viewer, accountId: string, seconds: number): Promise<void> {
  await query({
    text: `UPDATE grants g SET paused_until = GREATEST(g.paused_until, now() + make_interval(secs => $3))
         FROM accounts a
        WHERE a.id = g.account_id AND a.user_id = $1 AND a.id = $2`,
    values: [viewer.userId, accountId, seconds],
  })
}
