import 'server-only'
import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Intent } from '#lib/auth/intents'
import { deleteWalking } from '#lib/db/batches'
import { query } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import { AppError, type FailureCode } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

const PREFIX = 'authorization'

/** Requests a minute of somebody who is signed in, and of one browser of somebody who is not yet. */
export const PERSON_LIMIT = 10

/**
 * Every limit of requests, each counted in all processes together; what is too much for a server as a whole is refused before
 * (server/admission.ts). None is counted by what a caller says of itself, and none by what nobody but an attacker sends: a
 * callback counts once its attempt is recognised, a report once it is refused, and a request that no person goes to by
 * themselves not at all (lib/request/navigation.ts). So whoever uses something up uses up their own.
 *
 * A refresh has none here: a grant has one at a time, and waits as long as its provider says (lib/grants/lease.ts).
 */
const limits = {
  /**
   * Of one address, or of one network of IPv6: starts and callbacks of people who are not signed in yet, each by themselves,
   * and reports of providers that are refused. A school or a company is one address, so that it has to be enough for a class.
   */
  address: { prefix: `${PREFIX}:address`, points: () => env().SIGN_IN_ATTEMPTS_PER_MINUTE, seconds: 60 },
  /** Starts and callbacks of somebody who is signed in, wherever: nobody confirms or connects more often by hand. */
  person: { prefix: `${PREFIX}:person`, points: () => PERSON_LIMIT, seconds: 60 },
  /** Exports of one person: each reads all that there is of them, and writes a line into their history. */
  export: { prefix: 'export:person', points: () => 10, seconds: 60 * 60 },
}

/** Seconds for which callbacks are counted together. */
export const WINDOW_SECONDS = limits.address.seconds

/** How many of the 128 bits of an IPv6 address one customer has to themselves. */
const IPV6_GROUPS = 4

type Limit = keyof typeof limits

const limiters = new Map<Limit, RateLimiterPostgres>()

function limiterOf(kind: Limit): RateLimiterPostgres {
  const { prefix, points, seconds } = limits[kind]
  const limiter =
    limiters.get(kind) ??
    new RateLimiterPostgres({
      storeClient: { query },
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: prefix,
      points: points(),
      duration: seconds,
      // Whoever is over costs no statement until their time has passed.
      inMemoryBlockOnConsumed: points() + 1,
    })
  limiters.set(kind, limiter)
  return limiter
}

/** Counts one more of one limit, or refuses with `code`. */
async function consume(kind: Limit, key: string, code: FailureCode): Promise<void> {
  try {
    await limiterOf(kind).consume(key)
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new AppError(code)
    throw error
  }
}

/** Counts one more export of somebody. */
export async function countExport({ userId }: Viewer): Promise<void> {
  await consume('export', hashKey(userId), 'too_many_exports')
}

/**
 * Counts one more request of one client to start an authorization, or one more report of a provider that is not from it,
 * in all processes together. Clients are told apart by the address that our own server saw, and IPv6 ones by their network:
 * a school is one, so the limit is that of a school. Whoever is signed in counts for themselves, so that no neighbour can
 * use up their share.
 */
export async function countRequest(
  step: 'start' | 'report',
  { ipAddress }: { ipAddress: string | null },
  intent?: Intent,
): Promise<void> {
  const person = intent && 'userId' in intent ? intent.userId : null
  const key = person === null ? keyOfAddress(ipAddress) : hashKey(person)
  await consume(person === null ? 'address' : 'person', `${step}:${key}`, 'too_many_attempts')
}

/**
 * The same count of callbacks, as a part of the statement that takes an attempt. It reads `open`, which has the `intent` of
 * that attempt, or no row, and then nothing is counted. Its own row says whether that was one too many (`exceeded`).
 *
 * @param first the number of the first of four parameters, the values of `countedAs`
 */
export function countCallback(first: number): string {
  const [addressKey, addressMost, personKey, personMost] = [0, 1, 2, 3].map((nth) => `$${first + nth}`)
  const person = `open.intent ->> 'userId'`
  const hashed = `translate(encode(sha256(convert_to(${person}, 'UTF8')), 'base64'), '+/=', '-_')`
  const nowMs = '(extract(epoch FROM now()) * 1000)::bigint'
  return `
      INSERT INTO rate_limits AS r (key, points, expire)
      SELECT coalesce(${personKey}::text || ${hashed}, ${addressKey}::text), 1, ${nowMs} + ${WINDOW_SECONDS * 1000}
        FROM open
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN r.expire <= ${nowMs} THEN 1 ELSE r.points + 1 END,
        expire = CASE WHEN r.expire <= ${nowMs} THEN excluded.expire ELSE r.expire END
      RETURNING points > (
        SELECT CASE WHEN ${person} IS NULL THEN ${addressMost}::int ELSE ${personMost}::int END FROM open) AS exceeded`
}

/** Where a callback of one client is counted, and up to how many: by its address, or by person, whose hash is appended. */
export function countedAs({ ipAddress }: { ipAddress: string | null }): [string, number, string, number] {
  const most = env().SIGN_IN_ATTEMPTS_PER_MINUTE
  return [
    `${limits.address.prefix}:callback:${keyOfAddress(ipAddress)}`,
    most,
    `${limits.person.prefix}:callback:`,
    PERSON_LIMIT,
  ]
}

function keyOfAddress(ipAddress: string | null): string {
  return hashKey(networkOf(ipAddress ?? 'unknown'))
}

function hashKey(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Deletes counts whose time is over. */
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
