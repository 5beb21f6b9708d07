/** What a process would have to load for whoever asks for a page first is loaded before, without keeping anybody waiting. */
import { setTimeout as sleep } from 'node:timers/promises'
import { metrics } from '#lib/metrics'
import { currentPhase } from '#lib/phase'
import { listEntries } from './next-internals.ts'

/** Where most come first. */
const FIRST = ['/dashboard', '/sign-in', '/']

const LOOK_MS = 20

/** Looks after which the next is loaded although people are served: all are, in the end. */
const MOST_LOOKS = 25

/** Loads every page and route of the build, at once. */
export async function warmUp(root: string): Promise<void> {
  for (const load of listEntries(root, FIRST)) await attempt(load)
}

/** Loads them one by one while nobody is answered, until this process is to leave. */
export async function warmUpQuietly(root: string): Promise<void> {
  for (const load of listEntries(root, FIRST)) {
    await untilQuiet()
    if (currentPhase() !== 'serving') return
    await attempt(load)
  }
}

async function untilQuiet(): Promise<void> {
  let looks = 0
  do {
    await sleep(LOOK_MS, undefined, { ref: false })
    looks += 1
  } while (looks < MOST_LOOKS && (metrics().requests?.working() ?? 0) > 0)
}

/** What does not load, its first visitor meets as well: the others go on. */
async function attempt(load: () => Promise<void>): Promise<void> {
  await load().catch((error: unknown) => console.error('A page does not load:', error))
}
