import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordEvent } from '#lib/activity/events'
import { isConflict } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { AppError, isUnavailable } from '#lib/errors'
import { digestToken, openToken } from '#lib/grants/cipher'
import { likelyEndReason } from '#lib/grants/end-reason'
import {
  backOff,
  coversRequest,
  endLease,
  type Lease,
  pauseRefused,
  takeLease,
  watchLease,
} from '#lib/grants/lease'
import { orderTokens } from '#lib/grants/revoke'
import { saveRefreshed } from '#lib/grants/store'
import { log } from '#lib/log'
import { countRefresh } from '#lib/metrics'
import { whoseOf } from '#lib/provider/identity'
import type { Provider, RefreshOutcome, TokenEndpoint } from '#lib/provider/provider'
import type { TokenAnswer } from '#lib/provider/token-answer'
import type { ProviderId } from '#lib/provider-ids'
import { isSignInScope, providerOf } from '#lib/providers/table'

const POLL_MS = 100

/** Milliseconds after which those who wait look for themselves: longer than a lease can be held. */
const LONGEST_WAIT_MS = 8_000

/** A version of a grant. */
type GrantVersion = { accountId: string; provider: ProviderId; version: number }

/** The refreshes that this process makes or waits for, by account. */
const flights = new Map<string, Promise<void>>()

/**
 * Has a version of a grant refreshed by one of all processes, and resolves when that is over, however it went: ask the
 * grant again. Callers in one process share one promise; processes share a lease in the database.
 */
export function refreshTogether(grant: GrantVersion): Promise<void> {
  const known = flights.get(grant.accountId)
  if (known) return known
  const flight = refreshOrWait(grant).finally(() => flights.delete(grant.accountId))
  flights.set(grant.accountId, flight)
  // Nobody may be waiting for it.
  flight.catch((err: unknown) => log().error({ event: 'refresh broke', err }, 'A refresh was not finished'))
  return flight
}

async function refreshOrWait({ accountId, provider, version }: GrantVersion): Promise<void> {
  // A lease is as long as one request, and finding out where to send it, and as whom, may be another.
  const endpoint = await refreshOf(providerOf(provider)).endpoint()
  const deadline = Date.now() + LONGEST_WAIT_MS
  while (Date.now() < deadline) {
    const lease = await takeLease(accountId, version)
    if (lease) return refreshLeased(lease, endpoint)
    const seen = await watchLease(accountId)
    if (!seen || seen.version !== version || seen.ended || !seen.leased) return
    await sleep(POLL_MS)
  }
}

/** Of a provider without refresh tokens, no grant has one to be refreshed. */
function refreshOf({ id, refresh }: Provider): NonNullable<Provider['refresh']> {
  if (!refresh) throw new Error(`${id} gives no refresh tokens`)
  return refresh
}

/** Seconds until an application that the provider refuses is tried again: only an operator can change the answer. */
const REFUSED_SECONDS = 60

/** Refreshes the grant that a lease is for: one request to the provider, and then one write that says how it went. */
async function refreshLeased(lease: Lease, endpoint: TokenEndpoint | null): Promise<void> {
  const provider = providerOf(lease.provider)
  const refreshToken = await openLeased(lease)
  if (!coversRequest(lease)) {
    log().warn(
      { event: 'lease too late', provider: provider.id },
      'A token was not refreshed by this process',
    )
    return endLease(lease)
  }
  const outcome = await askProvider(provider, lease, endpoint, refreshToken)
  countRefresh(provider.id, outcome.kind)
  switch (outcome.kind) {
    case 'tokens':
      return store(lease, outcome.answer)
    case 'ended':
      return endGrant(lease, null)
    case 'withheld':
      return endGrant(lease, outcome)
    case 'refused':
      log().error(
        { event: 'refresh refused', provider: provider.id, reason: outcome.reason },
        'A provider refuses this application',
      )
      return pauseRefused(lease, REFUSED_SECONDS)
    case 'unavailable':
      log().warn(
        { event: 'refresh failed', provider: provider.id, reason: outcome.reason },
        'A token was not refreshed',
      )
      return backOff(lease, outcome.retryAfterSeconds ?? backoffSeconds(lease.failures + 1))
  }
}

async function openLeased(lease: Lease): Promise<string> {
  const place = { row: lease.accountId, column: 'refresh_token' } as const
  try {
    return await openToken(env().TOKEN_ENCRYPTION_KEYS, place, lease.refreshToken)
  } catch (error) {
    await endLease(lease)
    throw error
  }
}

type Refreshed = { kind: 'tokens'; answer: TokenAnswer } | Exclude<RefreshOutcome, { kind: 'answered' }>

/** An answer that makes no sense, or is about somebody else, is as good as none. */
async function askProvider(
  provider: Provider,
  lease: Lease,
  endpoint: TokenEndpoint | null,
  refreshToken: string,
): Promise<Refreshed> {
  try {
    const refresh = refreshOf(provider)
    const outcome = await refresh.request(endpoint, refreshToken)
    if (outcome.kind !== 'answered') return outcome
    const answer = provider.readTokens(outcome.body, lease.scopes)
    refresh.requireSubject(answer, lease.subject)
    return { kind: 'tokens', answer: { ...answer, scopes: withSignIn(lease, answer.scopes) } }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return { kind: 'unavailable', reason: `${error.code}${cause}`, retryAfterSeconds: null }
  }
}

/**
 * An answer that calls its scopes by names of its own says nothing of those that signing in asks for, which the claims
 * have shown. One that names some of them lists all there are.
 */
function withSignIn({ provider, scopes }: Lease, answered: string[]): string[] {
  if (answered.some((scope) => isSignInScope(provider, scope) || scopes.includes(scope))) return answered
  return [...answered, ...scopes.filter((scope) => isSignInScope(provider, scope))].sort()
}

/** Milliseconds for which a write is tried again, and between two tries. */
const STORE_WITHIN_MS = 5_000
const STORE_RETRY_DELAY_MS = 300

/**
 * The provider has answered, so the write is tried again when the database stumbles: a rotating provider has just
 * replaced the old token. A write whose answer got lost is found done by the version, and then this one changes nothing.
 */
async function store(lease: Lease, answer: TokenAnswer): Promise<void> {
  const start = Date.now()
  for (;;) {
    try {
      return await inTransaction((tx) => writeRefreshed(tx, lease, answer))
    } catch (error) {
      const passing = isUnavailable(error) || isConflict(error)
      if (!passing || Date.now() - start > STORE_WITHIN_MS) throw error
      await sleep(STORE_RETRY_DELAY_MS)
    }
  }
}

async function writeRefreshed(
  tx: Prisma.TransactionClient,
  lease: Lease,
  answer: TokenAnswer,
): Promise<void> {
  if (!(await saveRefreshed(tx, lease, answer))) return revokeUnstored(tx, lease, answer)
  const gone = lease.scopes.filter((scope) => !answer.scopes.includes(scope))
  if (gone.length === 0) return
  const details = { ...whoseOf(lease), scopes: gone }
  await recordEvent(tx, lease.userId, { kind: 'permission_removed', details }, null)
}

/**
 * What a refresh brought after somebody stored another grant, or disconnected, is in nobody's hands. Where one revocation
 * ends everything, that of the old token has ended it too; elsewhere it is revoked by itself. Found stored already, it is
 * our own write, whose answer got lost.
 */
async function revokeUnstored(
  tx: Prisma.TransactionClient,
  lease: Lease,
  { refreshToken }: TokenAnswer,
): Promise<void> {
  if (refreshToken === null || providerOf(lease.provider).revocation.endsAll) return
  const { accountId } = lease
  const ours = await tx.grant.findFirst({
    where: { accountId, refreshTokenDigest: digestToken(refreshToken) },
    select: { accountId: true },
  })
  if (!ours) await orderTokens(tx, lease, [refreshToken])
}

const noAccessToken = { accessToken: null, accessTokenKey: null, accessTokenExpiresAt: null }
const noRefreshToken = {
  refreshToken: null,
  refreshTokenKey: null,
  refreshTokenDigest: null,
  refreshTokenPrefix: null,
}

/**
 * Once: whoever signs in meanwhile has a newer version, and that one is not touched. What somebody withholds is still
 * there at the provider: its refresh token is never used again, but for revoking it when the person disconnects.
 */
async function endGrant(
  lease: Lease,
  withheld: Extract<RefreshOutcome, { kind: 'withheld' }> | null,
): Promise<void> {
  const beyondSignIn = lease.scopes.some((scope) => !isSignInScope(lease.provider, scope))
  const { testingDays = null } = providerOf(lease.provider)
  const reason = withheld?.by ?? likelyEndReason({ ...lease, beyondSignIn, testingDays })
  await inTransaction(async (tx) => {
    const { count } = await tx.grant.updateMany({
      where: { accountId: lease.accountId, version: lease.version },
      data: {
        endedAt: new Date(),
        endReason: reason,
        leaseUntil: null,
        version: { increment: 1 },
        ...noAccessToken,
        ...(withheld ? {} : noRefreshToken),
      },
    })
    if (count === 0) return
    const details = { ...whoseOf(lease), cause: reason }
    await recordEvent(tx, lease.userId, { kind: 'grant_ended', details }, null)
  })
  const code = withheld && { code: withheld.reason }
  log().info({ event: 'grant ended', provider: lease.provider, reason, ...code }, 'A provider ended a grant')
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
