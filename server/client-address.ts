import { isIP } from 'node:net'

/**
 * One entry of `X-Forwarded-For`: what a proxy wrote of whoever asked it. `address` is null when that is none, such as
 * `unknown`.
 */
export type ForwardedEntry = { text: string; address: string | null }

const BRACKETED = /^\[([^\]]*)\](?::[\w.-]+)?$/
const PORT = /:\d{1,5}$/
const ZONE = /(?<=:.*)%.*$/
const MAPPED_IPV4 = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/

/** The entries from left to right, without empty ones (RFC 9110, section 5.6.1.2). */
export function readForwardedFor(header: string | string[] | undefined): ForwardedEntry[] {
  return String(header ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .map((text) => ({ text, address: readAddress(text) }))
}

/**
 * Each proxy adds on the right whom it saw, so what n proxies of our own vouch for is the nth entry from the
 * right. Everything further left is what the caller claims.
 */
export function forwardedClient(entries: ForwardedEntry[], hops: number): ForwardedEntry | undefined {
  return hops === 0 ? undefined : entries.at(-hops)
}

/**
 * An address in any of the forms that gateways and Node write: with a port, in brackets, in quotes, with a zone, an IPv4
 * one as IPv6, in capitals or with zeros. Each client has one spelling here (RFC 5952). An IPv6 address with a port
 * but without brackets is told from one without a port only when it could not be one.
 *
 * @returns null for what is no address: `unknown` and `_hidden` (RFC 7239, section 6), `unix:`, a name
 */
export function readAddress(text: string): string | null {
  // As nearly all of them are.
  if (isIP(text) === 4) return text
  const unquoted = text.trim().replace(/^"(.*)"$/, '$1')
  const inBrackets = BRACKETED.exec(unquoted)?.[1]
  if (inBrackets !== undefined) return canonical(inBrackets, 6)
  return canonical(unquoted) ?? canonical(unquoted.replace(PORT, ''))
}

function canonical(text: string, family?: 6): string | null {
  const plain = text.replace(ZONE, '')
  const version = isIP(plain)
  if (version === 0 || (family && version !== family)) return null
  if (version === 4) return plain
  const shortest = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const [, high, low] = MAPPED_IPV4.exec(shortest) ?? []
  return high && low ? [...bytesOf(high), ...bytesOf(low)].join('.') : shortest
}

function bytesOf(group: string): [number, number] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}
