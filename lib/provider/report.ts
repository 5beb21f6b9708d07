import 'server-only'
import type { Identity } from '#lib/provider/identity'

/** What a provider tells us by itself of somebody's account, and when it did. */
export type AccountReport = Pick<Identity, 'provider' | 'issuer' | 'subject'> & { issuedAt: Date }

/** Milliseconds that the provider's clock and ours may differ. */
const TOLERANCE_MS = 60_000

/**
 * The moment until which a report is about what is here. It may come late, and more than once: what somebody has begun after
 * it they meant to keep.
 */
export function endOfReport({ issuedAt }: AccountReport): Date {
  return new Date(issuedAt.getTime() + TOLERANCE_MS)
}
