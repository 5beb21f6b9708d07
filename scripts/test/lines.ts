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

/** What `npm test -- --changed` is about to run: a line of names for each folder of tests. */
export function describeSelection(changed: number, tests: string[], all: number): string[] {
  const files = changed === 1 ? '1 file has changed' : `${changed} files have changed`
  const concerned = `${tests.length} of ${all} files of tests ${tests.length === 1 ? 'has' : 'have'} to do with it`
  const suites = Map.groupBy(tests, (path) => path.split('/')[1] ?? '')
  const names = [...suites].map(([suite, paths]) => {
    const short = paths.map((path) => path.replace(/^tests\/\w+\/|\.test\.ts$/g, ''))
    return `${suite.padEnd(NAME_WIDTH)} ${short.join(', ')}`
  })
  return [`${files}, and ${concerned}.`, ...names, '']
}
