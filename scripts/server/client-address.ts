import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/** The header in which the application finds the client's address. Only this server sets it. */
export const CLIENT_ADDRESS_HEADER = 'x-latchkey-client-ip'

const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i

/** Tells the application who is calling, and drops what the caller said about it. */
export function fixClientAddress(
  headers: IncomingHttpHeaders,
  remote: string | undefined,
  trustedProxyHops: number,
): void {
  const address = forwardedAddress(headers['x-forwarded-for'], trustedProxyHops) ?? plainAddress(remote)
  if (address) headers[CLIENT_ADDRESS_HEADER] = headers['x-forwarded-for'] = address
  else {
    delete headers[CLIENT_ADDRESS_HEADER]
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
