import 'server-only'

type Options = {
  /** How many failures in a row open it. */
  failures: number
  /** Milliseconds between two probes while it is open. */
  probeEveryMs: number
}

/** Keeps a process from hammering a service that is down: while it is open, one probe passes at a time. */
export type Breaker = { mayPass: () => boolean; note: (succeeded: boolean) => void }

export function createBreaker({ failures, probeEveryMs }: Options): Breaker {
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
