import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { brand } from '#lib/brand'
import { forwardedClient, readAddress, readForwardedFor } from './client-address.ts'
import type { ServerSettings } from './settings.ts'

/** Headers by which a caller could change the address, the path or the method that the application sees. */
const MISLEADING = [
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
]

/** Puts a request in order before the application sees it. */
export type ReplaceRequestHeaders = (request: IncomingMessage) => void

/** Replaces what the caller said about itself and about us, and drops what only Next may read from us. */
export function createRequestHeaders(settings: ServerSettings): ReplaceRequestHeaders {
  const sign = createSigner(settings.authSecret)
  return (request) => {
    const { headers, socket } = request
    const own = readOwnAddress(headers, sign)
    if (own !== null) ownRequests.add(request)
    setOrigin(headers, settings.origin)
    setClientAddress(headers, own ?? findClientAddress(headers, socket.remoteAddress, settings), sign)
    delete headers['content-security-policy-report-only']
  }
}

const ownRequests = new WeakSet<IncomingMessage>()

/** Whether Next itself sends this request, as a part of another that is being answered. It has been put in order before. */
export function isOwnRequest(request: IncomingMessage): boolean {
  return ownRequests.has(request)
}

/** Makes every request look as if it had come to the public origin, whatever its headers said. */
function setOrigin(headers: IncomingHttpHeaders, origin: string): void {
  const { host, protocol } = new URL(origin)
  for (const name of MISLEADING) delete headers[name]
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
}

type Sign = (text: string) => string

/**
 * The address that our proxies saw; or that of whoever is connected, when they have not written one that can be read.
 */
function findClientAddress(
  headers: IncomingHttpHeaders,
  remote: string | undefined,
  { trustedProxyHops }: Pick<ServerSettings, 'trustedProxyHops'>,
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

/** Puts the client's address where the application looks for it, with what shows that we did. */
function setClientAddress(headers: IncomingHttpHeaders, address: string | null, sign: Sign): void {
  for (const name of [brand.headers.clientAddress, brand.headers.clientProof, 'x-forwarded-for'])
    delete headers[name]
  if (address === null) return
  headers['x-forwarded-for'] = address
  headers[brand.headers.clientAddress] = address
  headers[brand.headers.clientProof] = sign(address)
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
