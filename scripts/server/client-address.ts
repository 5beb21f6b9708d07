import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { brand } from '#lib/brand'

const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i

/** Tells the application who is calling, and drops what the caller said about it. */
export function fixClientAddress(
  headers: IncomingHttpHeaders,
  remote: string | undefined,
  trustedProxyHops: number,
): void {
  const address = forwardedAddress(headers['x-forwarded-for'], trustedProxyHops) ?? plainAddress(remote)
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
