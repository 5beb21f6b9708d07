import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { brand } from '#lib/brand'
import { forwardedClient, readAddress, readForwardedFor } from './client-address.ts'
import type { ServerSettings } from './settings.ts'

/** Headers by which a caller could change the address, the path or the method that the application sees. */
const MISLEADING = new Set([
  'forwarded',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-forwarded-scheme',
  'x-url-scheme',
  'x-real-ip',
  'x-original-url',
  'x-original-host',
  'x-rewrite-url',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-middleware-subrequest',
  'content-security-policy-report-only',
])

/** Puts a request in order before the application sees it. */
export type ReplaceRequestHeaders = (request: IncomingMessage) => void

/** Replaces what the caller said about itself and about us, and drops what only Next may read from us. */
export function createRequestHeaders(settings: ServerSettings): ReplaceRequestHeaders {
  const { origin, authSecret, trustedProxyHops } = settings
  const sign = createSigner(authSecret)
  const { host, protocol } = new URL(origin)
  const proto = protocol.slice(0, -1)
  return (request) => {
    const { headers, method, socket } = request
    for (const name in headers) if (MISLEADING.has(name)) delete headers[name]
    const own = readOwnAddress(headers, sign)
    if (own !== null) ownRequests.add(request)
    const address = own ?? findClientAddress(headers, socket.remoteAddress, trustedProxyHops)
    setClientAddress(headers, address)
    // Only after a form does Next ask this server for a page itself.
    if (address !== null && method === 'POST') headers[brand.headers.clientProof] = sign(address)
    // As if it had come to the public origin, whatever its headers said.
    headers.host = host
    headers['x-forwarded-host'] = host
    headers['x-forwarded-proto'] = proto
  }
}

const ownRequests = new WeakSet<IncomingMessage>()

/** Whether Next itself sends this request, as a part of another that is being answered. It has been put in order before. */
export function isOwnRequest(request: IncomingMessage): boolean {
  return ownRequests.has(request)
}

type Sign = (text: string) => string

/**
 * The address that our proxies saw; or that of whoever is connected, when they have not written one that can be read.
 */
function findClientAddress(
  headers: IncomingHttpHeaders,
  remote: string | undefined,
  trustedProxyHops: number,
): string | null {
  const entries = readForwardedFor(headers['x-forwarded-for'])
  return forwardedClient(entries, trustedProxyHops)?.address ?? readAddress(remote ?? '')
}

/**
 * A request of Next itself comes from this machine and has passed no proxy: it keeps the address of the request that it
 * belongs to. Null for every other.
 */
function readOwnAddress(headers: IncomingHttpHeaders, sign: Sign): string | null {
  const claimed = headers[brand.headers.clientAddress]
  const proof = headers[brand.headers.clientProof]
  if (typeof claimed !== 'string' || typeof proof !== 'string') return null
  return isEqual(proof, sign(claimed)) ? claimed : null
}

/** Puts the client's address where the application looks for it, and takes away what somebody else put there. */
function setClientAddress(headers: IncomingHttpHeaders, address: string | null): void {
  const { clientAddress, clientProof } = brand.headers
  for (const name of [clientAddress, clientProof, 'x-forwarded-for'])
    if (headers[name] !== undefined) delete headers[name]
  if (address === null) return
  headers['x-forwarded-for'] = address
  headers[clientAddress] = address
}

/**
 * Next copies the headers of a request to the one that it makes itself after a form: what we have signed comes back. The
 * key is the same in every process, since they share a port.
 */
function createSigner(secret: string): Sign {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `${brand.slug} client address`, 32))
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
