import { AsyncLocalStorage } from 'node:async_hooks'

const offsets = new AsyncLocalStorage<() => number>()
const realNow = Date.now

// Both oidc-provider and we read Date.now(). Only work inside `run` sees the moved time, so
// that a sandbox inside a test's own process does not move the test's clock.
Date.now = () => realNow() + (offsets.getStore()?.() ?? 0)

/** A clock that can be moved without waiting. Offsets are in seconds and may be negative. */
export function createClock() {
  let offsetSeconds = 0
  return {
    get offsetSeconds() {
      return offsetSeconds
    },
    set(seconds: number): void {
      offsetSeconds = seconds
    },
    now: (): Date => new Date(realNow() + offsetSeconds * 1000),
    /** Runs `work`, and everything it awaits, in this clock's time. */
    run<T>(work: () => T): T {
      return offsets.run(() => offsetSeconds * 1000, work)
    },
  }
}

/** Seconds since 1970 in the current clock. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
