import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  STATUS_CODES,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { newRequestId, type RequestContext, runInContext } from '#lib/context'
import { fixClientAddress } from './client-address.ts'
import { createNonce, pagePolicy } from './csp.ts'
import { answerDoctor } from './doctor.ts'
import { isForeignAction } from './foreign-action.ts'
import { watchFormTargets } from './form-targets.ts'
import { fixOrigin } from './origin.ts'
import { governHead } from './response-head.ts'
import { securityHeaders } from './security-headers.ts'
import type { ServerSettings } from './settings.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const ALLOW = METHODS.join(', ')
const TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 }

/** Answers a request. A rejected promise becomes a bare 500. */
export type Handler = (...args: Parameters<RequestListener>) => unknown

/** A server that puts every request in order before `handle` sees it, and guards every response. */
export function createFront(settings: ServerSettings, handle: Handler): Server {
  const formTargets = watchFormTargets(settings.issuer)
  const fixed = Object.entries(securityHeaders(settings))
  const server = createListener(settings, (request, response) => {
    const context: RequestContext = { id: newRequestId() }
    const policy = pagePolicy({ ...settings, nonce: createNonce(), formTargets: formTargets() })
    for (const [name, value] of fixed) response.setHeader(name, value)
    response.setHeader('X-Request-Id', context.id)
    governHead(response, { context, path: request.url ?? '', policy })
    const refusal = refuse(request) ?? (isForeignAction(request, settings.origin) ? 403 : undefined)
    if (refusal) return answer(response, refusal)
    if (answerDoctor(request, response, settings)) return
    prepare(request, settings)
    request.headers['x-request-id'] = context.id
    request.headers['content-security-policy'] = policy
    void runInContext(context, async () => {
      try {
        await handle(request, response)
      } catch (error) {
        console.error(`Request ${context.id} failed:`, error instanceof Error ? error.stack : typeof error)
        if (response.headersSent) response.destroy()
        else answer(response, 500)
      }
    })
  })
  server.on('upgrade', (request) => prepare(request, settings))
  server.on('connect', (_request, socket) => refuseTunnel(socket))
  return server
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

/** Replaces what the caller said about itself and about us, and what only Next may read from us. */
function prepare(request: IncomingMessage, settings: ServerSettings): void {
  fixOrigin(request.headers, settings.origin)
  fixClientAddress(request.headers, request.socket.remoteAddress, settings.trustedProxyHops)
  delete request.headers['content-security-policy-report-only']
}

function refuse({ method = '', url = '' }: IncomingMessage): number | undefined {
  if (!METHODS.includes(method)) return 405
  return url.startsWith('/') || (method === 'OPTIONS' && url === '*') ? undefined : 400
}

function answer(response: Parameters<RequestListener>[1], status: number): void {
  if (status === 405) response.setHeader('Allow', ALLOW)
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.setHeader('Connection', 'close')
  response.writeHead(status).end(`${STATUS_CODES[status]}\n`)
}

function refuseTunnel(socket: Duplex): void {
  socket.end(`HTTP/1.1 405 Method Not Allowed\r\nAllow: ${ALLOW}\r\nConnection: close\r\n\r\n`)
}
