import { brand } from '#lib/brand'
import type { ProviderId } from '#lib/provider-ids'

/** Who counts. Every label is of a closed list: nothing that somebody sends, and nothing that names somebody. */
export type Counting = {
  /** A callback of a sign-in: `done`, or the code of the failure. */
  signIn: (provider: ProviderId, outcome: string) => void
  /** A refresh that the provider was asked for, by what came of it (lib/grants/refresh.ts). */
  refresh: (provider: ProviderId, outcome: string) => void
  /** A mail, by the notice that it is and what became of it (lib/mail/rows.ts). */
  mail: (kind: string, outcome: string) => void
  /** Something that a provider said by itself (lib/account/security-events.ts), and what came of it. */
  securityEvent: (kind: string, outcome: string) => void
  /** A request that was one too many (server/admission.ts), by what was asked for. */
  refusal: (kind: string) => void
}

/** Requests that are being answered, and requests that wait for that. */
export type RequestCounts = { working: () => number; waiting: () => number }

/** Connections of a pool: open ones, those of them that wait for work, and requests that wait for one. */
export type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number }

/** What the database knows: live sessions, and by queue the jobs that wait and those that failed for good. */
export type DatabaseCounts = { sessions: number; queues: { name: string; waiting: number; failed: number }[] }

type Metrics = {
  counting?: Counting
  requests?: RequestCounts
  pools: Map<'requests' | 'jobs', PoolCounts>
  countDatabase?: () => Promise<DatabaseCounts>
}

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for(brand.globals.metrics)
const shared = globalThis as typeof globalThis & { [KEY]?: Metrics }

/** What there is to be read and told in this process. Where nobody counts (METRICS_PORT), nothing is done. */
export function metrics(): Metrics {
  shared[KEY] ??= { pools: new Map() }
  return shared[KEY]
}

export function countSignIn(provider: ProviderId, outcome: string): void {
  metrics().counting?.signIn(provider, outcome)
}

export function countRefresh(provider: ProviderId, outcome: string): void {
  metrics().counting?.refresh(provider, outcome)
}

export function countMail(kind: string, outcome: string): void {
  metrics().counting?.mail(kind, outcome)
}

export function countSecurityEvent(kind: string, outcome: string): void {
  metrics().counting?.securityEvent(kind, outcome)
}
