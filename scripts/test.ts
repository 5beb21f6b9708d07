/**
 * `npm test`: types, lint, build and every test. `npm test -- sessions` runs only the tests that match, on the build
 * that is there, and `npm test -- --changed` what the files that git calls changed may break. Prints a line for each
 * step and folder of tests, and every failure; the last line is the sum, and the exit code is 1 when anything failed.
 */
import { existsSync } from 'node:fs'
import { findAffected, isBuilt, listChanged, needsBuild } from './test/changed.ts'
import { stopAll } from './test/commands.ts'
import * as steps from './test/steps.ts'
import { addTotals, describeTotals, type Totals } from './test/totals.ts'

const WITHOUT_BROWSER = ['unit', 'integration', 'hostile'].map((name) => `--project=${name}`)
const BUILD = new URL('../.next/BUILD_ID', import.meta.url)

const results: Totals[] = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupt())

const [first = '', ...rest] = process.argv.slice(2)
const [, changed, since] = /^(--changed)(?:=(.+))?$/.exec(first) ?? []
await (changed ? runChanged(since, rest) : first ? runMatching([first, ...rest]) : runEverything())
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
  await count(steps.checkClient)
  if (!existsSync(BUILD)) await count(steps.checkBuild)
  await count(() => steps.findBrowser({ silent: true }))
  await count(() => steps.runTests(args))
}

async function runChanged(since: string | undefined, args: string[]): Promise<void> {
  const files = listChanged(since)
  const tests = findAffected(files)
  console.log(`${files.length} files have changed, and ${tests.length} files of tests have to do with them`)
  if (tests.length === 0) return
  await count(steps.checkClient)
  await count(steps.checkTypes)
  await count(steps.checkLint)
  if (tests.some((path) => needsBuild(path))) {
    if (files.some(isBuilt) || !existsSync(BUILD)) await count(steps.checkBuild)
    await count(() => steps.findBrowser({ silent: true }))
  }
  await count(() => steps.runTests([...tests, ...args]))
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
