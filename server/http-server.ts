import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { newRequestId, type RequestContext, runInContext } from '#lib/context'
import { askGuard } from '#lib/page-guard'
import { looksAhead } from '#lib/request/navigation'
import { FORM, isNoForm, methodsAt } from './accepts.ts'
import { createPagePolicy } from './content-security-policy.ts'
import { answerDoctor } from './doctor-answer.ts'
import { hasBrokenRouterState } from './next-internals.ts'
import { findCanonicalAddress } from './public-name.ts'
import { createRequestHeaders } from './request-headers.ts'
import { finalizeHeaders, securityHeaders } from './response-headers.ts'
import type { ServerSettings } from './settings.ts'

const TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 }

/** Answers a request. A rejected promise becomes a bare 500. */
export type Handler = (...args: Parameters<RequestListener>) => unknown

/** Sees each request when it is over; `startedAt` by `performance.now()`. */
export type Observe = (request: IncomingMessage, response: ServerResponse, startedAt: number) => void

/** The HTTP server: puts every request in order before `handle` sees it, and guards every response. */
export function createHttpServer(settings: ServerSettings, handle: Handler, observe?: Observe): Server {
  const replaceRequestHeaders = createRequestHeaders(settings)
  const everywhere = Object.entries(securityHeaders(settings))
  const writePagePolicy = createPagePolicy(settings)
  const server = createListener(settings, (request, response) => {
    const context: RequestContext = { id: newRequestId(), safe: isSafe(request) }
    const startedAt = observe ? performance.now() : 0
    const pagePolicy = writePagePolicy()
    for (const [name, value] of everywhere) response.setHeader(name, value)
    response.setHeader('X-Request-Id', context.id)
    finalizeHeaders(response, { context, request, pagePolicy })
    // Before whoever answers can learn of it, and fail because of it.
    response.once('close', () => {
      context.brokenOff = !response.writableFinished
      observe?.(request, response, startedAt)
    })
    const refusal = chooseRefusal(request, settings)
    if (refusal) return sendStatus(response, refusal, request.url)
    if (answerDoctor(request, response, settings)) return
    const canonical = findCanonicalAddress(request, settings)
    if (canonical) return sendOn(response, canonical)
    replaceRequestHeaders(request)
    request.headers['x-request-id'] = context.id
    request.headers['content-security-policy'] = pagePolicy
    void runInContext(context, async () => {
      try {
        await handle(request, response)
      } catch (error) {
        console.error(`Request ${context.id} failed:`, error instanceof Error ? error.stack : typeof error)
        if (response.headersSent) response.destroy()
        else sendStatus(response, 500)
      }
    })
  })
  server.on('upgrade', (request) => replaceRequestHeaders(request))
  server.on('connect', (_request, socket) => refuseTunnel(socket))
  return server
}

/** Whether a request only reads. */
function isSafe({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Has whoever needs a session for a page, and has none, sent elsewhere before Next sees the request. */
export function guardPages(handle: Handler): Handler {
  return async (request, response) => {
    const elsewhere = await askGuard(request)
    if (elsewhere === null) await handle(request, response)
    else sendOn(response, elsewhere)
  }
}

function createListener({ development, pemFile }: ServerSettings, listener: RequestListener): Server {
  // Only hot reloading speaks WebSocket; elsewhere an upgrade is answered as the plain request it also is.
  const shouldUpgradeCallback = ({ url }: IncomingMessage) =>
    development && url?.startsWith('/_next/') === true
  const options = { ...TIMEOUTS, shouldUpgradeCallback }
  if (!pemFile) return createServer(options, listener)
  const pem = readFileSync(pemFile)
  return createSecureServer({ ...options, key: pem, cert: pem }, listener)
}

function chooseRefusal(request: IncomingMessage, settings: ServerSettings): number | undefined {
  const { method = '', url = '' } = request
  if (!methodsAt(url, settings.development).includes(method)) return 405
  if (!url.startsWith('/') && !(method === 'OPTIONS' && url === '*')) return 400
  if (isMisspelt(url) || hasBrokenRouterState(request)) return 400
  if (isForeignAction(request, settings.origin)) return 403
  if (isNoForm(request)) return 415
  return isWasted(request) ? 503 : undefined
}

/** Whether the path is not UTF-8 in percent-encoding (RFC 3986, section 2.5): Next would take it for a fault of its own. */
function isMisspelt(url: string): boolean {
  if (!url.includes('%')) return false
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
    return false
  } catch {
    return true
  }
}

/**
 * Whether a browser that only looks ahead asks for more than a file of the build. Everything else may take something (an
 * authorization code, a notice that is shown once) or is somebody's own, and is asked for again when they really go there.
 */
function isWasted({ url = '', headers }: IncomingMessage): boolean {
  return !url.startsWith('/_next/static/') && looksAhead((name) => headers[name])
}

/**
 * Whether this is what only Server Actions are sent as, and comes from a page of another site. Next would refuse it as a
 * fault of its own, with status 500; our routes decide by themselves.
 */
function isForeignAction({ method, headers }: IncomingMessage, origin: string): boolean {
  if (method !== 'POST' || headers.origin === undefined || headers.origin === origin) return false
  return (
    headers['next-action'] !== undefined || /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
  )
}

function sendStatus(response: ServerResponse, status: number, url = '*'): void {
  if (status === 405) response.setHeader('Allow', methodsAt(url).join(', '))
  if (status === 415) response.setHeader('Accept-Post', FORM)
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('Connection', 'close')
  response.writeHead(status).end(`${STATUS_CODES[status]}\n`)
}

/** Temporary: browsers keep a permanent redirect for good, and the address of a site may change. */
function sendOn(response: ServerResponse, location: string): void {
  response.setHeader('Location', location)
  response.setHeader('Content-Length', 0)
  response.writeHead(307).end()
}

function refuseTunnel(socket: Duplex): void {
  socket.end(
    `HTTP/1.1 405 Method Not Allowed\r\nAllow: ${methodsAt('*').join(', ')}\r\nConnection: close\r\n\r\n`,
  )
}
