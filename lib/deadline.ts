/** Milliseconds between two looks at what is awaited, and the most that counts when a look comes later than that. */
const LOOK_MS = 100
const MOST_MS = 2 * LOOK_MS

type Awaited = { leftMs: number; late: () => void }

const awaited = new Set<Awaited>()
let looking: NodeJS.Timeout | undefined
let lookedAt = 0

/**
 * Calls `late` when something has not come for `ms` milliseconds in which this process was there to see it. While it is kept
 * from its event loop, by long work, by other processes or because it was stopped, what the other side has sent lies unread: that
 * time is not held against it. It counts in steps of a tenth of a second.
 *
 * @returns what to call when it has come
 */
export function expectWithin(ms: number, late: () => void): () => void {
  const now = performance.now()
  if (!looking) {
    lookedAt = now
    looking = setInterval(look, LOOK_MS).unref()
  }
  const one = { leftMs: ms + Math.min(now - lookedAt, MOST_MS), late }
  awaited.add(one)
  return () => awaited.delete(one)
}

/** The same for a promise: what it resolves with, or what `late` gives in its place. */
export function within<T>(ms: number, promise: Promise<T>, late: () => T): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = expectWithin(ms, () => new Promise<T>((decide) => decide(late())).then(resolve, reject))
    promise.then(resolve, reject).finally(end)
  })
}

function look(): void {
  const now = performance.now()
  const passed = Math.min(now - lookedAt, MOST_MS)
  lookedAt = now
  for (const one of awaited) {
    one.leftMs -= passed
    // Timers come before what has arrived in the same turn of the loop.
    if (one.leftMs <= 0) setImmediate(() => awaited.delete(one) && one.late())
  }
  if (awaited.size > 0) return
  clearInterval(looking)
  looking = undefined
}
