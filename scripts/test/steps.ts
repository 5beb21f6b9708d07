import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { WITHOUT_ENV_FILES } from '#server/next-internals'
import { ensureClient } from '../generate.ts'
import { ensureChromium } from './chromium.ts'
import { run } from './commands.ts'
import { describeStep } from './lines.ts'
import { addTotals, NOTHING, parseTotals, type Totals } from './totals.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BIN = join(ROOT, 'node_modules', '.bin')
const SUMMARY = join(ROOT, 'test-results', `summary-${process.pid}.json`)
const LIST = join(ROOT, 'test-results', `list-${process.pid}.json`)
const PASSED: Totals = { ...NOTHING, passed: 1 }
const FAILED: Totals = { ...NOTHING, failed: 1 }

/** Writes the Prisma client if need be. Only a failure counts. */
export function checkClient(): Promise<Totals> {
  return step('client', () => succeed(ensureClient), { silent: true })
}

export function checkTypes(): Promise<Totals> {
  return step(
    'types',
    async () => (await tool('next', 'typegen')) && (await tool('tsc', '--noEmit', '--incremental', 'false')),
  )
}

export function checkLint(): Promise<Totals> {
  return step('lint', () => tool('biome', 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'))
}

export function checkBuild(): Promise<Totals> {
  return step('build', () => tool('next', 'build'))
}

/** Finds or installs the browser, and passes it on to the tests. Only a failure counts. */
export function findBrowser({ silent = false } = {}): Promise<Totals> {
  const find = async () => {
    process.env.CHROMIUM_PATH = await ensureChromium()
  }
  const text = () => basename(process.env.CHROMIUM_PATH ?? '')
  return step('browser', () => succeed(find), { silent, text, success: NOTHING })
}

/** The files of the tests that Playwright would run with these arguments, or null when it does not say. */
export async function listSelected(args: string[]): Promise<string[] | null> {
  const listed = ['--list', '--reporter=json', ...args]
  const config = ['test', '--config', 'tests/playwright.config.ts']
  const env = { ...toolEnvironment(), PLAYWRIGHT_JSON_OUTPUT_NAME: LIST }
  const done = await run(join(BIN, 'playwright'), [...config, ...listed], { env, cwd: ROOT, show: 'never' })
  const text = done ? await readFile(LIST, 'utf8').catch(() => null) : null
  rmSync(LIST, { force: true })
  const list = text === null ? null : selection.safeParse(JSON.parse(text)).data
  return list ? list.suites.map(({ file }) => `tests/${file}`) : null
}

/** Runs Playwright with these arguments and counts its tests; it prints a line for each folder of them. */
export async function runTests(args: string[]): Promise<Totals> {
  const passed = await tool('playwright', 'test', '--config', 'tests/playwright.config.ts', ...args)
  const totals = parseTotals(await readFile(SUMMARY, 'utf8').catch(() => null))
  rmSync(SUMMARY, { force: true })
  return passed || totals.failed > 0 ? totals : addTotals([totals, FAILED])
}

/** The part of Playwright's JSON that says which files there are. */
const selection = z.object({ suites: z.array(z.object({ file: z.string() })) })

type StepOptions = {
  /** Says nothing unless it fails, and does not count. */
  silent?: boolean
  text?: () => string
  success?: Totals
}

/** Prints a line about a step when it has ended, and turns its end into a count. */
async function step(name: string, run: () => Promise<boolean>, options: StepOptions = {}): Promise<Totals> {
  const { silent = false, text = () => 'passed', success = silent ? NOTHING : PASSED } = options
  const start = performance.now()
  const passed = await run()
  if (!silent || !passed) {
    console.log(describeStep(name, passed ? text() : 'FAILED', performance.now() - start))
  }
  return passed ? success : FAILED
}

async function succeed(task: () => Promise<void>): Promise<boolean> {
  try {
    await task()
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}

/** A command of node_modules. */
function tool(name: string, ...args: string[]): Promise<boolean> {
  const show = name === 'playwright' ? 'always' : 'failure'
  return run(join(BIN, name), args, { env: toolEnvironment(), cwd: ROOT, show })
}

/** With none of the `.env` files that Next would read by itself. */
function toolEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [BIN, process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    TEST_SUMMARY_FILE: SUMMARY,
    ...WITHOUT_ENV_FILES,
  }
}
