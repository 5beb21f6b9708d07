import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { brand } from '#lib/brand'
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

const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i

/** Replaces what the caller said about itself and about us, and drops what only Next may read from us. */
export function replaceRequestHeaders({ headers, socket }: IncomingMessage, settings: ServerSettings): void {
  setOrigin(headers, settings.origin)
  setClientAddress(headers, socket.remoteAddress, settings.trustedProxyHops)
  delete headers['content-security-policy-report-only']
}

/** Makes every request look as if it had come to the public origin, whatever its headers said. */
function setOrigin(headers: IncomingHttpHeaders, origin: string): void {
  const { host, protocol } = new URL(origin)
  for (const name of MISLEADING) delete headers[name]
  headers.host = host
  headers['x-forwarded-host'] = host
  headers['x-forwarded-proto'] = protocol.slice(0, -1)
}

/** Puts the client's address where the application looks for it. */
function setClientAddress(headers: IncomingHttpHeaders, remote: string | undefined, hops: number): void {
  const address = forwardedAddress(headers['x-forwarded-for'], hops) ?? plainAddress(remote)
  if (address) headers[brand.headers.clientAddress] = headers['x-forwarded-for'] = address
  else {
    delete headers[brand.headers.clientAddress]
    delete headers['x-forwarded-for']
  }
}

/**
 * Each proxy adds on the right whom it saw, so what n proxies of our own vouch for is the nth entry from the
 * right. Everything further left is what the caller claims.
 */
function forwardedAddress(header: string | string[] | undefined, hops: number): string | undefined {
  if (hops === 0 || !header) return undefined
  return plainAddress(String(header).split(',').at(-hops)?.trim())
}

function plainAddress(address: string | undefined): string | undefined {
  const plain = address?.replace(MAPPED_IPV4, '')
  return plain && isIP(plain) !== 0 ? plain : undefined
}
