import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { findTokenEndpoint } from '#lib/google/token-endpoint'
import { log } from '#lib/log'
import { takeLease, watchLease } from '#lib/tokens/lease'
import { refreshLeased } from '#lib/tokens/refresh'

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
