import 'server-only'
import { expectWithin } from '#lib/deadline'
import { readBytes } from '#lib/http/body'
import { inSpan } from '#lib/tracing'

const TIMEOUT_MS = 5_000
const MAX_BODY_BYTES = 1_000_000

/** The other side did not answer in time, cut the connection, or sent more than we read. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError'
}

/**
 * `fetch` for servers that may be slow, broken or hostile: five seconds in all, at most a megabyte, no
 * redirects, nothing cached. A status of any kind is an answer. Seconds in which this process is busy are not those of the
 * other side (lib/deadline.ts): whoever needs an end by the clock gives a `signal` of their own.
 */
export async function boundedFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const response = await boundedAsk(url, init)
  if (isRedirect(response)) throw new NoAnswerError(`${hostOf(url)} answered with a redirect`)
  return response
}

/**
 * The same, but a redirect is an answer too, without its body. It is not followed.
 */
export function boundedAsk(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET' } = init
  const attributes = { 'http.request.method': method, 'server.address': hostOf(url) }
  return inSpan(`${method} ${hostOf(url)}`, attributes, () => ask(url, init))
}

async function ask(url: string | URL, init: RequestInit): Promise<Response> {
  const late = new AbortController()
  const end = expectWithin(TIMEOUT_MS, () => late.abort(new DOMException('It took too long', 'TimeoutError')))
  try {
    const signal = init.signal ? AbortSignal.any([late.signal, init.signal]) : late.signal
    const response = await fetch(url, { ...init, signal, redirect: 'manual', cache: 'no-store' })
    const { status, headers } = response
    if (isRedirect(response)) {
      await response.body?.cancel()
      return new Response(null, { status, headers })
    }
    const body = await readBody(response)
    return new Response(body.byteLength > 0 ? body : null, { status, headers })
  } catch (error) {
    if (error instanceof NoAnswerError) throw error
    throw new NoAnswerError(`${hostOf(url)} gave no complete answer`, { cause: error })
  } finally {
    end()
  }
}

/** Posts a form to an endpoint of OAuth (RFC 6749, appendix B), and asks for JSON in return. */
export function postForm(
  url: string | URL,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return boundedFetch(url, {
    method: 'POST',
    ...(signal && { signal }),
    headers: {
      accept: 'application/json',
      ...headers,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  })
}

export function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400
}

async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBytes(response.body, MAX_BODY_BYTES)
  if (bytes) return bytes
  await response.body?.cancel()
  throw new NoAnswerError(`the answer is longer than ${MAX_BODY_BYTES} bytes`)
}

/** Never the path or the query: they can hold a secret. */
function hostOf(url: string | URL): string {
  return new URL(url).host
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i

/** The body of an answer that says it is JSON and is; undefined for everything else, such as a proxy's page. */
export async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The body of a refusal, which many send as JSON without saying so, and some as a form; undefined when it is neither.
 * Only for what says less than it would have to: an answer that is to be trusted is read by `readJson`.
 */
export async function readErrorBody(response: Response): Promise<unknown> {
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const LONGEST_SECONDS = 5 * 60

/** Seconds that a service asks us to wait, from 1 to 300, or null when it does not say or says nonsense. */
export function retryAfterSeconds(headers: Headers, now = Date.now()): number | null {
  return parseRetryAfter(headers.get('retry-after'), { now })
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3). @param limits `longest` is in seconds */
export function parseRetryAfter(
  text: string | null,
  { longest = LONGEST_SECONDS, now = Date.now() }: { longest?: number; now?: number } = {},
): number | null {
  const value = text?.trim()
  if (!value) return null
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  if (Number.isNaN(seconds) || seconds < 0) return null
  return Math.min(Math.max(Math.ceil(seconds), 1), longest)
}
