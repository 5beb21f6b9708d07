import { readFileSync } from 'node:fs'
import fc from 'fast-check'

/** How many cases there are in all, when it is more than a sample: `npm run fuzz` sets it. */
const CASES = Number(process.env.FUZZ_CASES ?? 0)

/** Cases of each property in `npm test`, which always has the same ones. */
const SAMPLE = 60

const seeds: { sample: number; found: number[] } = JSON.parse(
  readFileSync(new URL('seeds.json', import.meta.url), 'utf8'),
)

/** Of a long run, one that nobody has seen: what fails names it, and it belongs into `found` then. */
const SEED = Number(process.env.FUZZ_SEED ?? (CASES > 0 ? Date.now() % 2 ** 31 : seeds.sample))

export type Property<T> = {
  /** The part of all cases that are of this one. */
  share: number
  /** How many run at once. */
  lanes?: number
  of: fc.Arbitrary<T>
  /** Throws when something does not hold. */
  holds: (value: T) => Promise<void> | void
}

/** Tries a property: with the seeds that have once found something, and then with the one of this run. */
export async function fuzz<T>({ share, lanes = 1, of, holds }: Property<T>): Promise<void> {
  const runs = CASES > 0 ? Math.ceil(CASES * share) : SAMPLE
  const property = fc.asyncProperty(of, async (value) => {
    await holds(value)
  })
  for (const seed of seeds.found) await fc.assert(property, { seed, numRuns: SAMPLE })
  const lane = (index: number) =>
    fc.assert(property, { seed: SEED + index, numRuns: Math.ceil(runs / lanes) })
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)))
}

/** Whether this is a long run. */
export const long = CASES > 0
