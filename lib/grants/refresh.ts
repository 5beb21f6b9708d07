import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { recordEvent } from '#lib/activity/events'
import { isConflict } from '#lib/db/failures'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { AppError, failureCode } from '#lib/errors'
import { isSignInScope } from '#lib/google/scopes'
import { findTokenEndpoint, type RefreshOutcome, requestRefresh } from '#lib/google/token-endpoint'
import { openToken } from '#lib/grants/cipher'
import { likelyCause } from '#lib/grants/end-reason'
import { coolDown, endLease, type Lease, takeLease, watchLease } from '#lib/grants/lease'
import { saveRefreshed } from '#lib/grants/store'
import { log } from '#lib/log'
import { parseTokenAnswer, type TokenAnswer } from '#lib/provider/token-answer'

const POLL_MS = 100

/** Milliseconds after which those who wait look for themselves: longer than a lease can be held. */
const LONGEST_MS = 8_000

/** The refreshes that this process makes or waits for, by account. */
const flights = new Map<string, Promise<void>>()

/**
 * Has a version of a grant refreshed by one of all processes, and resolves when that is over, however it went: ask the
 * grant again. Callers in one process share one promise; processes share a lease in the database.
 *
 * @throws AppError `unavailable` when the database does not answer, `token_unreadable` when a key is missing
 */
export function refreshTogether({
  accountId,
  version,
}: {
  accountId: string
  version: number
}): Promise<void> {
  const known = flights.get(accountId)
  if (known) return known
  const flight = refreshOrWait(accountId, version).finally(() => flights.delete(accountId))
  flights.set(accountId, flight)
  // Nobody may be waiting for it.
  flight.catch((err: unknown) => log().error({ event: 'refresh broke', err }, 'A refresh was not finished'))
  return flight
}

async function refreshOrWait(accountId: string, version: number): Promise<void> {
  const endpoint = await findTokenEndpoint()
  const deadline = Date.now() + LONGEST_MS
  while (Date.now() < deadline) {
    const lease = await takeLease(accountId, version)
    if (lease) return refreshLeased(lease, endpoint)
    const seen = await watchLease(accountId)
    if (!seen || seen.version !== version || seen.dead || !seen.leased) return
    await sleep(POLL_MS)
  }
}

/** Seconds until an application that Google refuses is tried again: only an operator can change the answer. */
const REFUSED_SECONDS = 60

/** Milliseconds for which a write is tried again, and between two tries. */
const SAVE_WITHIN_MS = 5_000
const SAVE_PAUSE_MS = 300

/**
 * Refreshes the grant that a lease is for: one request to Google, and then one write that says how it went.
 *
 * @param endpoint of `findTokenEndpoint`
 * @throws AppError `unavailable` when the outcome could not be stored, `token_unreadable` when the token cannot be read
 */
export async function refreshLeased(lease: Lease, endpoint: string | null): Promise<void> {
  const refreshToken = await openLeased(lease)
  const outcome = await askGoogle(lease, endpoint, refreshToken)
  switch (outcome.kind) {
    case 'tokens':
      return keep(lease, outcome.answer)
    case 'dead':
      return markDead(lease)
    case 'refused':
      log().error({ event: 'refresh refused', reason: outcome.reason }, 'Google refuses this application')
      return coolDown(lease, REFUSED_SECONDS)
    case 'unavailable':
      log().warn({ event: 'refresh failed', reason: outcome.reason }, 'A Google token was not refreshed')
      return coolDown(lease, outcome.retryAfterSeconds ?? backoffSeconds(lease.failures + 1))
  }
}

type Judged = { kind: 'tokens'; answer: TokenAnswer } | Exclude<RefreshOutcome, { kind: 'answered' }>

async function openLeased(lease: Lease): Promise<string> {
  const place = { row: lease.accountId, column: 'refresh_token' } as const
  try {
    return await openToken(env().TOKEN_ENCRYPTION_KEYS, place, lease.refreshToken)
  } catch (error) {
    await endLease(lease)
    throw error
  }
}

async function askGoogle(lease: Lease, endpoint: string | null, refreshToken: string): Promise<Judged> {
  try {
    const outcome = await requestRefresh(endpoint, refreshToken)
    if (outcome.kind !== 'answered') return outcome
    const answer = parseTokenAnswer(outcome.body, lease.scopes)
    requireSamePerson(answer, lease.sub)
    return { kind: 'tokens', answer }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return { kind: 'unavailable', reason: `${error.code}${cause}`, retryAfterSeconds: null }
  }
}

/**
 * OpenID Connect Core 1.0, section 12.2: a refreshed `id_token` has the same `iss`, `sub` and `aud`. It came straight
 * from the token endpoint, so its claims are compared and its signature is not asked for (section 3.1.3.7, point 6).
 */
function requireSamePerson({ idToken }: TokenAnswer, sub: string): void {
  if (idToken === null) return
  const { AUTH_GOOGLE_ID, AUTH_GOOGLE_ISSUER } = env()
  const { iss, aud, ...claims } = readClaims(idToken)
  const ours = iss === AUTH_GOOGLE_ISSUER && [aud].flat().includes(AUTH_GOOGLE_ID)
  if (ours && claims.sub === sub) return
  throw new AppError('google_invalid', { cause: new Error('the refreshed id_token is about somebody else') })
}

function readClaims(idToken: string) {
  try {
    return decodeJwt(idToken)
  } catch (cause) {
    throw new AppError('google_invalid', { cause })
  }
}

/**
 * Google has answered, so the write is tried again when the database stumbles: a rotating provider has just replaced
 * the old token. A write whose answer got lost is found done by the version, and then this one changes nothing.
 */
async function keep(lease: Lease, answer: TokenAnswer): Promise<void> {
  const start = Date.now()
  for (;;) {
    try {
      return await inTransaction((tx) => write(tx, lease, answer))
    } catch (error) {
      const passing = failureCode(error) === 'unavailable' || isConflict(error)
      if (!passing || Date.now() - start > SAVE_WITHIN_MS) throw error
      await sleep(SAVE_PAUSE_MS)
    }
  }
}

async function write(tx: Transaction, lease: Lease, answer: TokenAnswer): Promise<void> {
  if (!(await saveRefreshed(tx, lease, answer))) return
  const gone = lease.scopes.filter((scope) => !answer.scopes.includes(scope))
  if (gone.length === 0) return
  const details = { account: lease.email, scopes: gone }
  await recordEvent(tx, lease.userId, { kind: 'permission_removed', details }, null)
}

/** Once: whoever signs in meanwhile has a newer version, and that one is not touched. */
async function markDead(lease: Lease): Promise<void> {
  const cause = likelyCause({ ...lease, asked: lease.scopes.some((scope) => !isSignInScope(scope)) })
  await inTransaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE grants SET dead_at = now(), dead_cause = ${cause}, lease_until = NULL, version = version + 1,
             access_token = NULL, access_token_key = NULL, access_token_expires_at = NULL, refresh_token = NULL,
             refresh_token_key = NULL, refresh_token_digest = NULL
       WHERE account_id = ${lease.accountId}::uuid AND version = ${lease.version}`
    if (count === 0) return
    await recordEvent(
      tx,
      lease.userId,
      { kind: 'grant_ended', details: { account: lease.email, cause } },
      null,
    )
  })
  log().info({ event: 'grant ended', cause }, 'Google ended a grant')
}

const FIRST_SECONDS = 1
const LONGEST_SECONDS = 60

/**
 * Seconds to wait after so many failures in a row: doubled each time, up to a minute, and spread by half of it so
 * that those who failed together do not come back together.
 */
export function backoffSeconds(failures: number, random = Math.random()): number {
  const step = Math.min(FIRST_SECONDS * 2 ** (failures - 1), LONGEST_SECONDS)
  return step * (0.5 + random / 2)
}
