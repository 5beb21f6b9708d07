import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { RequestContext } from '#lib/context'
import { RESOURCE_POLICY } from './csp.ts'

const PUBLIC_TYPES =
  /^(image|font)\/|^(text\/css|(text|application)\/javascript|application\/manifest\+json)\b/

type Head = { context: RequestContext; path: string; policy: string }

type Fields = OutgoingHttpHeaders | OutgoingHttpHeader[]

/** Decides on the last word of a response's head, when whoever answers it has said everything. */
export function governHead(response: ServerResponse, head: Head): void {
  const writeHead = response.writeHead.bind(response)
  response.writeHead = (status: number, reason?: string | Fields, fields?: Fields) => {
    if (response.headersSent) return writeHead(status)
    setFields(response, typeof reason === 'object' ? reason : fields)
    if (typeof reason === 'string') response.statusMessage = reason
    const final = chooseStatus(response, status, head.context)
    response.removeHeader('X-Powered-By')
    response.setHeader('Content-Security-Policy', isPage(response) ? head.policy : RESOURCE_POLICY)
    if (!isPublic(response, final, head.path)) response.setHeader('Cache-Control', 'private, no-store')
    return writeHead(final)
  }
}

/** A status of the application counts where Next would say "fine" or "broken"; its redirects and 404 stay. */
function chooseStatus(response: ServerResponse, status: number, context: RequestContext): number {
  if (context.status === undefined || (status !== 200 && status !== 500)) return status
  if (context.retryAfterSeconds !== undefined) response.setHeader('Retry-After', context.retryAfterSeconds)
  response.statusMessage = ''
  return context.status
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
