import 'server-only'
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Intent } from '#lib/auth/intents'
import { deleteWalking } from '#lib/db/batches'
import { query } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'

const WINDOW_SECONDS = 60

/** Requests a minute of somebody who is signed in, and of one browser of somebody who is not yet. */
export const PERSON_LIMIT = 10

/** How many of the 128 bits of an IPv6 address one customer has to themselves. */
const IPV6_GROUPS = 4

const limiters = new Map<string, RateLimiterPostgres>()

function limiterOf(kind: 'address' | 'person'): RateLimiterPostgres {
  const points = kind === 'address' ? env().SIGN_IN_ATTEMPTS_PER_MINUTE : PERSON_LIMIT
  const limiter =
    limiters.get(kind) ??
    new RateLimiterPostgres({
      storeClient: { query },
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: `authorization:${kind}`,
      points,
      duration: WINDOW_SECONDS,
      // Whoever is over costs no statement until their minute has passed.
      inMemoryBlockOnConsumed: points + 1,
    })
  limiters.set(kind, limiter)
  return limiter
}

/**
 * Counts one more request of one client to start an authorization or to finish one, or one more report of a provider that
 * is not from it, in all processes together. Clients
 * are told apart by the address that our own server saw, and IPv6 ones by their network: a school is one, so the limit is
 * that of a school. Whoever is signed in counts for themselves, so that no neighbour can use up their share.
 */
export async function countRequest(
  step: 'start' | 'callback' | 'report',
  { ipAddress }: { ipAddress: string | null },
  intent?: Intent,
): Promise<void> {
  const person = intent && 'userId' in intent ? intent.userId : null
  const key = createHash('sha256')
    .update(person ?? networkOf(ipAddress ?? 'unknown'))
    .digest('base64url')
  try {
    await limiterOf(person === null ? 'address' : 'person').consume(`${step}:${key}`)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new AppError('too_many_attempts')
    throw error
  }
}

/** Deletes counts whose minute is over. */
export async function deleteOldCounts(): Promise<void> {
  await deleteWalking('rate_limits', Prisma.sql`expire < extract(epoch FROM now()) * 1000`)
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
