import { describeTotals, type Totals } from './totals.ts'

const NAME_WIDTH = 12
const TEXT_WIDTH = 44

/** One line of `npm test` about a step that has ended: its name, what came of it, and how long it took. */
export function describeStep(name: string, text: string, milliseconds: number): string {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`
  return `${name.padEnd(NAME_WIDTH)} ${text.padEnd(TEXT_WIDTH)} ${seconds.padStart(8)}`
}

/** The same about a folder of tests. */
export function describeSuite(name: string, totals: Totals, milliseconds: number): string {
  return describeStep(name, describeTotals(totals), milliseconds)
}
