/** What a process would have to do for whoever asks for a page first is done before, without keeping anybody waiting. */
import { setTimeout as sleep } from 'node:timers/promises'
import { metrics } from '#lib/metrics'
import { takePostponed } from '#lib/phase'
import { listEntries } from './next-internals.ts'

/** Where most come first. */
const FIRST = ['/dashboard', '/sign-in', '/']

const LOOK_MS = 20

/** Looks after which one part is done although people are served: all of it is, in the end. */
const MOST_LOOKS = 25

/** Loads every page and route of the build, at once. */
export async function warmUp(root: string): Promise<void> {
  for (const load of listEntries(root, FIRST)) await load()
}

/** Does what was postponed and loads the rest, part by part while nobody is answered. */
export async function warmUpQuietly(root: string): Promise<void> {
  for (const part of [...takePostponed(), ...listEntries(root, FIRST)]) {
    await untilQuiet()
    await part()
  }
}

async function untilQuiet(): Promise<void> {
  let looks = 0
  do {
    await sleep(LOOK_MS, undefined, { ref: false })
    looks += 1
  } while (looks < MOST_LOOKS && (metrics().requests?.working() ?? 0) > 0)
}
