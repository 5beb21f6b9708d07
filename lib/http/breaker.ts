import 'server-only'

/** Failures in a row that open a breaker, and milliseconds between two probes while it is open. */
const FAILURES = 5
export const PROBE_EVERY_MS = 10_000

/** Keeps a process from hammering a service that is down: while it is open, one probe passes at a time. */
export type Breaker = { mayPass: () => boolean; note: (succeeded: boolean) => void }

const breakers = new Map<string, Breaker>()

/** The breaker of this process for one service of one provider: an outage of one must not stop another. */
export function breakerFor(service: string): Breaker {
  const known = breakers.get(service) ?? createBreaker()
  breakers.set(service, known)
  return known
}

export function createBreaker({ failures = FAILURES, probeEveryMs = PROBE_EVERY_MS } = {}): Breaker {
  let inARow = 0
  let nextProbeAt = 0
  return {
    mayPass() {
      if (inARow < failures) return true
      if (Date.now() < nextProbeAt) return false
      nextProbeAt = Date.now() + probeEveryMs
      return true
    },
    note(succeeded) {
      inARow = succeeded ? 0 : inARow + 1
      if (inARow === failures) nextProbeAt = Date.now() + probeEveryMs
    },
  }
}
