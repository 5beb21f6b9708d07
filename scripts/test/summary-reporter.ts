import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter'
import { countTests, type Totals } from './totals.ts'

/** Leaves the counts of a run in the file that TEST_SUMMARY_FILE names, for `npm test` to add up. */
export default class SummaryReporter implements Reporter {
  #suite: Suite | undefined
  #errors = 0

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  /** An error outside of every test: a file that does not load, a set-up that fails. */
  onError(): void {
    this.#errors += 1
  }

  onEnd(result: FullResult): void {
    const file = process.env.TEST_SUMMARY_FILE
    if (!file) return
    const tests = this.#suite?.allTests() ?? []
    const totals: Totals = countTests(tests.map((test) => test.outcome()))
    const unexplained = result.status !== 'passed' && totals.failed === 0 && this.#errors === 0
    totals.failed += this.#errors + Number(unexplained)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(totals))
  }

  printsToStdio(): boolean {
    return false
  }
}
