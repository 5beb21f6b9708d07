/**
 * `npm test`: types, lint, build and every test; `npm test -- sessions` runs only the tests that match, on the
 * build that is there. The last line is always the sum, and the exit code is 1 when anything failed.
 */
import { existsSync } from 'node:fs'
import { stopAll } from './test/commands.ts'
import * as steps from './test/steps.ts'
import { addTotals, describeTotals, type Totals } from './test/totals.ts'

const WITHOUT_BROWSER = ['unit', 'integration', 'hostile'].map((name) => `--project=${name}`)
const BUILD = new URL('../.next/BUILD_ID', import.meta.url)

const results: Totals[] = []

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void interrupt())

const filters = process.argv.slice(2)
await (filters.length > 0 ? runMatching(filters) : runEverything())
finish()

async function runEverything(): Promise<void> {
  await count(steps.checkClient)
  await count(steps.checkTypes)
  await count(steps.checkLint)
  const ready = [await count(steps.checkBuild), await count(steps.findBrowser)].every(Boolean)
  if (!ready) console.log('\nWithout a build and a browser, the tests that need them are left out.')
  await count(() => steps.runTests(ready ? [] : WITHOUT_BROWSER))
}

async function runMatching(args: string[]): Promise<void> {
  await count(steps.checkClient)
  if (!existsSync(BUILD)) await count(steps.checkBuild)
  await count(steps.findBrowser)
  await count(() => steps.runTests(args))
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
