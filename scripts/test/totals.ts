import { z } from 'zod'

const totals = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() })

/** How many checks ended how. */
export type Totals = z.infer<typeof totals>

export const NOTHING: Totals = { passed: 0, failed: 0, skipped: 0 }

/** Adds up outcomes as Playwright names them. A test that passed only at a second try counts as failed. */
export function countTests(outcomes: ('expected' | 'unexpected' | 'flaky' | 'skipped')[]): Totals {
  const count = (wanted: string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length
  return { passed: count(['expected']), failed: count(['unexpected', 'flaky']), skipped: count(['skipped']) }
}

export function addTotals(parts: Totals[]): Totals {
  return parts.reduce(
    (sum, part) => ({
      passed: sum.passed + part.passed,
      failed: sum.failed + part.failed,
      skipped: sum.skipped + part.skipped,
    }),
    NOTHING,
  )
}

/** The last line of `npm test`. */
export function describeTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** Reads counts from JSON. Anything else counts as a failure: a runner that died left no file or half of one. */
export function parseTotals(json: string | null): Totals {
  try {
    return totals.parse(JSON.parse(json ?? ''))
  } catch {
    return { ...NOTHING, failed: 1 }
  }
}
