import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { RequestContext } from '#lib/context'
import { NO_STORE } from '#lib/http/no-store'
import { currentPhase } from '#lib/phase'
import { RESOURCE_POLICY } from './content-security-policy.ts'
import { isSentByScript, isUnknownAction, methodsOfEntry } from './next-internals.ts'
import type { ServerSettings } from './settings.ts'

const TWO_YEARS_SECONDS = 2 * 365 * 24 * 60 * 60

const UNUSED_FEATURES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
]

const PUBLIC_TYPES =
  /^(image|font)\/|^(text\/css|(text|application)\/javascript|application\/manifest\+json)\b/

/**
 * What a browser forgets when somebody leaves (W3C Clear Site Data, section 3.1). Not `"cookies"`: that takes those of every
 * name under the same domain, also of other sites there, and how this browser's person reads.
 */
const CLEARED = '"cache", "storage"'

/** The headers that every response carries, files and refusals included. */
export function securityHeaders({
  origin,
  development,
}: Pick<ServerSettings, 'origin' | 'development'>): Record<string, string> {
  // In development it would hold for everything else on localhost.
  const promisesHttps = origin.startsWith('https:') && !development
  return {
    'X-Content-Type-Options': 'nosniff',
    // An address may hold the code and state of a sign-in: no other site gets to see any.
    'Referrer-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    ...(promisesHttps && { 'Strict-Transport-Security': `max-age=${TWO_YEARS_SECONDS}` }),
  }
}

type Exchange = { context: RequestContext; request: IncomingMessage; pagePolicy: string }

type Fields = OutgoingHttpHeaders | OutgoingHttpHeader[]

/** Decides on status, policy and caching when whoever answers is about to send the headers, and has the last word. */
export function finalizeHeaders(response: ServerResponse, { context, request, pagePolicy }: Exchange): void {
  const path = request.url ?? ''
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (status: number, reason?: string | Fields, fields?: Fields) => {
    if (response.headersSent) return writeHead(status)
    setFields(response, typeof reason === 'object' ? reason : fields)
    if (typeof reason === 'string') response.statusMessage = reason
    const outdated = isUnknownAction(response) && !isSentByScript(request)
    const final = outdated ? leadToProblem(response, path, context) : chooseStatus(response, status, context)
    response.removeHeader('X-Powered-By')
    response.setHeader('Content-Security-Policy', isPage(response) ? pagePolicy : RESOURCE_POLICY)
    if (context.clearsSiteData) response.setHeader('Clear-Site-Data', CLEARED)
    if (final === 405 && !response.hasHeader('Allow')) allow(response)
    if (!isPublic(response, final, path)) response.setHeader('Cache-Control', NO_STORE)
    // Whoever asks again does so on another connection, and so of a process that stays.
    if (currentPhase() !== 'serving') response.setHeader('Connection', 'close')
    sendTogether(response)
    return writeHead(final)
  }
}

/** Next refuses a method of a route without a word about which it takes (RFC 9110, section 15.5.6). */
function allow(response: ServerResponse): void {
  const methods = methodsOfEntry(response)
  if (methods) response.setHeader('Allow', methods.join(', '))
}

/** What is written within one turn of the event loop is one packet: of a small answer, its head, its body and its end. */
function sendTogether({ socket }: ServerResponse): void {
  if (!socket) return
  socket.cork()
  setImmediate(() => socket.uncork())
}

/** A status of the application counts where Next would say "fine" or "broken"; its redirects and 404 stay. */
function chooseStatus(response: ServerResponse, status: number, context: RequestContext): number {
  if (context.status === undefined || (status !== 200 && status !== 500)) return status
  if (context.retryAfterSeconds !== undefined) response.setHeader('Retry-After', context.retryAfterSeconds)
  response.statusMessage = ''
  return context.status
}

/** A form of an older build: like everything else that comes of a form, a page says what happened. */
function leadToProblem(response: ServerResponse, path: string, { id }: RequestContext): number {
  const query = new URLSearchParams({ code: 'outdated_page', ref: id, returnTo: path })
  response.setHeader('Location', `/sign-in/problem?${query}`)
  response.statusMessage = ''
  return 303
}

/** What is the same for everybody may be kept by caches; whatever is not known to be so is private. */
function isPublic(response: ServerResponse, status: number, path: string): boolean {
  if (path.startsWith('/api/') || response.hasHeader('Set-Cookie')) return false
  if (status === 304) return true
  return status < 300 && PUBLIC_TYPES.test(contentType(response))
}

function isPage(response: ServerResponse): boolean {
  return contentType(response).startsWith('text/html')
}

function contentType(response: ServerResponse): string {
  return String(response.getHeader('Content-Type') ?? '').toLowerCase()
}

function setFields(response: ServerResponse, fields: Fields | undefined): void {
  if (!fields) return
  const pairs = Array.isArray(fields)
    ? fields.flatMap((name, at) => (at % 2 === 0 ? [[String(name), fields[at + 1]] as const] : []))
    : Object.entries(fields)
  for (const [name, value] of pairs) if (value !== undefined) response.setHeader(name, value)
}
