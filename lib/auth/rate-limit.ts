import 'server-only'
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { query } from '#lib/db/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'

const WINDOW_SECONDS = 60

/** How many of the 128 bits of an IPv6 address one customer has to themselves. */
const IPV6_GROUPS = 4

let limiter: RateLimiterPostgres | undefined

function requestLimiter(): RateLimiterPostgres {
  limiter ??= new RateLimiterPostgres({
    storeClient: { query },
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: 'authorization',
    points: env().SIGN_IN_ATTEMPTS_PER_MINUTE,
    duration: WINDOW_SECONDS,
  })
  return limiter
}

/**
 * Counts one more request of one client to start an authorization or to finish one, in all processes together. Clients
 * are told apart by the address that our own server saw, and IPv6 ones by their network; others cannot use up somebody's
 * share.
 */
export async function countRequest(step: 'start' | 'callback', ipAddress: string | null): Promise<void> {
  const client = createHash('sha256')
    .update(networkOf(ipAddress ?? 'unknown'))
    .digest('base64url')
  try {
    await requestLimiter().consume(`${step}:${client}`)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new AppError('too_many_attempts')
    throw error
  }
}

/** Deletes counts whose minute is over. */
export async function deleteOldCounts(): Promise<void> {
  await query({ text: 'DELETE FROM rate_limits WHERE expire < extract(epoch FROM now()) * 1000' })
}

function networkOf(address: string): string {
  return address.includes(':') ? expand(address).slice(0, IPV6_GROUPS).join(':') : address
}

/** The eight groups of an IPv6 address (RFC 4291, section 2.2). */
function expand(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}
