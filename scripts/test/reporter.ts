import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter'
import { describeSuite } from './lines.ts'
import { countTests, type Totals } from './totals.ts'

type Project = { left: number; start: number; tests: TestCase[] }

/**
 * Prints a line for each suite when it has ended, and every failure when it happens. Leaves the counts of the run in
 * the file that TEST_SUMMARY_FILE names, for `npm test` to add up.
 */
export default class SuiteReporter implements Reporter {
  #root = ''
  #projects = new Map<string, Project>()
  #errors = 0

  onBegin(config: FullConfig, suite: Suite): void {
    this.#root = dirname(config.configFile ?? config.rootDir)
    for (const project of suite.suites) {
      const tests = project.allTests()
      this.#projects.set(project.title, { tests, left: tests.length, start: 0 })
    }
  }

  onTestBegin(test: TestCase): void {
    const project = this.#projects.get(projectOf(test))
    if (project) project.start ||= performance.now()
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (!['passed', 'skipped'].includes(result.status) && !test.ok()) this.#printFailure(test, result)
    const name = projectOf(test)
    const project = this.#projects.get(name)
    if (!project) return
    project.left -= 1
    if (project.left === 0) printSuite(name, project)
  }

  /** An error outside of every test: a file that does not load, a set-up that fails. */
  onError(error: TestError): void {
    this.#errors += 1
    printError(error)
  }

  onEnd(result: FullResult): void {
    for (const [name, project] of this.#projects) if (project.left > 0) printSuite(name, project)
    const file = process.env.TEST_SUMMARY_FILE
    if (!file) return
    const tests = [...this.#projects.values()].flatMap((project) => project.tests)
    const totals: Totals = countTests(tests.map((test) => test.outcome()))
    const unexplained = result.status !== 'passed' && totals.failed === 0 && this.#errors === 0
    totals.failed += this.#errors + Number(unexplained)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(totals))
  }

  printsToStdio(): boolean {
    return true
  }

  #printFailure(test: TestCase, result: TestResult): void {
    const { file, line } = test.location
    const title = test.titlePath().slice(3).join(' › ')
    console.log(`\n✘ ${relative(dirname(this.#root), file)}:${line} ${title} (${result.status})`)
    for (const error of result.errors) printError(error)
    for (const chunk of [...result.stdout, ...result.stderr]) process.stdout.write(chunk)
    for (const { path } of result.attachments) if (path) console.log(`  ${relative(process.cwd(), path)}`)
    console.log()
  }
}

function printSuite(name: string, { tests, start }: Project): void {
  const totals = countTests(tests.map((test) => test.outcome()))
  console.log(describeSuite(name, totals, start ? performance.now() - start : 0))
}

function projectOf(test: TestCase): string {
  return test.parent.project()?.name ?? ''
}

function printError({ message, value, snippet, location }: TestError): void {
  const text = [message ?? value ?? 'An error without a message', snippet].filter(Boolean).join('\n\n')
  console.log(`\n${process.stdout.isTTY ? text : stripVTControlCharacters(text)}`)
  if (location) console.log(`  at ${location.file}:${location.line}:${location.column}`)
}
