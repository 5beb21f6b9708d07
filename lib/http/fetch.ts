import 'server-only'
import { type IncomingMessage, request as requestPlainly } from 'node:http'
import { request as requestByTls } from 'node:https'
import { expectWithin } from '#lib/deadline'
import { inSpan } from '#lib/tracing'

const TIMEOUT_MS = 5_000
const MAX_BODY_BYTES = 1_000_000

/** The other side did not answer in time, cut the connection, or sent more than we read. */
export class NoAnswerError extends Error {
  override name = 'NoAnswerError'
}

/** What to ask, as `fetch` takes it. */
export type Question = {
  method?: string | undefined
  headers?: HeadersInit | undefined
  body?: string | URLSearchParams
  signal?: AbortSignal
}

/**
 * `fetch` for servers that may be slow, broken or hostile: five seconds in all, at most a megabyte, no
 * redirects, nothing cached. A status of any kind is an answer. Seconds in which this process is busy are not those of the
 * other side (lib/deadline.ts): whoever needs an end by the clock gives a `signal` of their own.
 */
export async function boundedFetch(url: string | URL, init: Question = {}): Promise<Response> {
  const response = await boundedAsk(url, init)
  if (isRedirect(response)) throw new NoAnswerError(`${hostOf(url)} answered with a redirect`)
  return response
}

/**
 * The same, but a redirect is an answer too, without its body. It is not followed.
 */
export function boundedAsk(url: string | URL, init: Question = {}): Promise<Response> {
  const { method = 'GET' } = init
  const attributes = { 'http.request.method': method, 'server.address': hostOf(url) }
  return inSpan(`${method} ${hostOf(url)}`, attributes, () => ask(url, init))
}

async function ask(url: string | URL, init: Question): Promise<Response> {
  const late = new AbortController()
  const end = expectWithin(TIMEOUT_MS, () => late.abort(new DOMException('It took too long', 'TimeoutError')))
  try {
    const signal = init.signal ? AbortSignal.any([late.signal, init.signal]) : late.signal
    const answer = await send(new URL(url), init, signal)
    const [status, headers] = [answer.statusCode ?? 0, readHeaders(answer)]
    if (isRedirect({ status })) {
      answer.destroy()
      return new Response(null, { status, headers })
    }
    const body = await readBody(answer, hostOf(url))
    return new Response(body.byteLength > 0 ? body : null, { status, headers })
  } catch (error) {
    if (error instanceof NoAnswerError) throw error
    throw new NoAnswerError(`${hostOf(url)} gave no complete answer`, { cause: error })
  } finally {
    end()
  }
}

/**
 * By Node's own client and its shared agents, which keep connections and take the proxy that the operator names
 * (NODE_USE_ENV_PROXY), as `fetch` does for twice the processor time. No compression is asked for, and none is undone.
 */
function send(url: URL, { method, headers, body }: Question, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestByTls : requestPlainly
  const form = body instanceof URLSearchParams ? FORM : {}
  const written = Object.fromEntries(new Headers(headers))
  const text = body?.toString()
  // Node frames the body of a POST by itself, and that of a DELETE not at all.
  const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    request(url, { method, headers: { ...USUAL, ...form, ...written, ...length }, signal })
      .once('response', resolve)
      .once('error', reject)
      .end(text)
  })
}

/** What `fetch` of Node says of itself: some refuse whoever says nothing. */
const USUAL = { accept: '*/*', 'user-agent': 'node' }
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

function readHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  return headers
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
    headers: { accept: 'application/json', ...headers },
    body: new URLSearchParams(fields),
  })
}

export function isRedirect({ status }: Pick<Response, 'status'>): boolean {
  return status >= 300 && status < 400
}

/** Whoever sends more than we read is hung up on. */
async function readBody(answer: IncomingMessage, host: string): Promise<Buffer<ArrayBuffer>> {
  const encoding = answer.headers['content-encoding'] ?? 'identity'
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > MAX_BODY_BYTES) throw new NoAnswerError(`the answer is longer than ${MAX_BODY_BYTES} bytes`)
    chunks.push(chunk)
  }
  if (bytes > 0 && encoding !== 'identity')
    throw new NoAnswerError(`${host} compresses what nobody asked it to`)
  return Buffer.concat(chunks)
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
