/**
 * `npm test`: types, lint, build and every test. `npm test -- sessions` runs only the tests that match, on the build
 * that is there if they need one, and `npm test -- --changed` what the files that git calls changed may break. Prints a line for each
 * step and folder of tests, and every failure; the last line is the sum, and the exit code is 1 when anything failed.
 */
import { existsSync } from 'node:fs'
import { findAffected, findFoundation, isBuilt, listChanged, listTests, needsBuild } from './test/changed.ts'
import { stopAll } from './test/commands.ts'
import { describeSelection } from './test/lines.ts'
import * as steps from './test/steps.ts'
import { addTotals, describeTotals, type Totals } from './test/totals.ts'

const WITHOUT_BROWSER = ['unit', 'integration', 'hostile'].map((name) => `--project=${name}`)
const BUILD = new URL('../.next/BUILD_ID', import.meta.url)

const results: Totals[] = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupt())

const [first = '', ...rest] = process.argv.slice(2)
const [, changed, since] = /^(--changed)(?:=(.+))?$/.exec(first) ?? []
try {
  await (changed ? runChanged(since, rest) : first ? runMatching([first, ...rest]) : runEverything())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  results.push({ passed: 0, failed: 1, skipped: 0 })
}
finish()

async function runEverything(): Promise<void> {
  await count(steps.checkClient)
  await count(steps.checkTypes)
  await count(steps.checkLint)
  // The build needs the processor, and a browser that has to be installed the network.
  const ready = (await Promise.all([count(steps.checkBuild), count(() => steps.findBrowser())])).every(
    Boolean,
  )
  if (!ready) console.log('Without a build and a browser, the tests that need them are left out.')
  await count(() => steps.runTests(ready ? [] : WITHOUT_BROWSER))
}

async function runMatching(args: string[]): Promise<void> {
  if (!(await count(steps.checkClient))) return
  // When Playwright cannot say what it would run, it is better to have everything.
  const tests = await steps.listSelected(args)
  const build = !existsSync(BUILD) && (tests?.some((path) => needsBuild(path)) ?? true)
  if (await prepare({ build, browser: tests?.some(needsBrowser) ?? true }))
    await count(() => steps.runTests(args))
}

async function runChanged(since: string | undefined, args: string[]): Promise<void> {
  const files = listChanged(since)
  const foundation = findFoundation(files)
  if (foundation) {
    console.log(`Every test stands on ${foundation}, which has changed: all of them run.`)
    return runEverything()
  }
  const tests = findAffected(files)
  for (const line of describeSelection(files.length, tests, listTests().length)) console.log(line)
  if (tests.length === 0) return
  await count(steps.checkClient)
  await count(steps.checkTypes)
  await count(steps.checkLint)
  const build = tests.some((path) => needsBuild(path)) && (files.some(isBuilt) || !existsSync(BUILD))
  if (await prepare({ build, browser: tests.some(needsBrowser) }))
    await count(() => steps.runTests([...tests, ...args]))
}

/** Whether what these tests stand on is there: without it, each of them would fail for a reason of its own. */
async function prepare({ build, browser }: { build: boolean; browser: boolean }): Promise<boolean> {
  const ready =
    (!build || (await count(steps.checkBuild))) &&
    (!browser || (await count(() => steps.findBrowser({ silent: true }))))
  if (!ready) console.log('No test was run: first mend what is said above.')
  return ready
}

function needsBrowser(path: string): boolean {
  return path.startsWith('tests/e2e/')
}

/** Whether the step had no failure. */
async function count(step: () => Promise<Totals>): Promise<boolean> {
  const totals = await step()
  results.push(totals)
  return totals.failed === 0
}

async function interrupt(): Promise<void> {
  await stopAll()
  results.push({ passed: 0, failed: 1, skipped: 0 })
  finish()
}

function finish(): never {
  const sum = addTotals(results)
  console.log(`\n${describeTotals(sum)}`)
  process.exit(sum.failed > 0 ? 1 : 0)
}
