import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WITHOUT_ENV_FILES } from '#server/next-internals'
import { ensureClient } from '../generate.ts'
import { ensureChromium } from './chromium.ts'
import { run } from './commands.ts'
import { addTotals, NOTHING, parseTotals, type Totals } from './totals.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SUMMARY = join(ROOT, 'test-results', `summary-${process.pid}.json`)
const PASSED: Totals = { ...NOTHING, passed: 1 }
const FAILED: Totals = { ...NOTHING, failed: 1 }

/** Writes the Prisma client if need be. Only a failure counts. */
export function checkClient(): Promise<Totals> {
  return timed('client', () => succeed(ensureClient), NOTHING)
}

export function checkTypes(): Promise<Totals> {
  return timed('types', async () => (await tool('next', 'typegen')) && (await tool('tsc', '--noEmit')))
}

export function checkLint(): Promise<Totals> {
  return timed('lint', () => tool('biome', 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'))
}

export function checkBuild(): Promise<Totals> {
  return timed('build', () => tool('next', 'build'))
}

/** Finds or installs the browser, and tells the tests about it. Only a failure counts. */
export function findBrowser(): Promise<Totals> {
  const find = async () => {
    process.env.CHROMIUM_PATH = await ensureChromium()
  }
  return timed('browser', () => succeed(find), NOTHING)
}

/** Runs Playwright with these arguments and counts its tests. */
export async function runTests(args: string[]): Promise<Totals> {
  let totals = NOTHING
  const outcome = await timed(
    'tests',
    async () => {
      const passed = await tool('playwright', 'test', '--config', 'tests/playwright.config.ts', ...args)
      totals = parseTotals(await readFile(SUMMARY, 'utf8').catch(() => null))
      rmSync(SUMMARY, { force: true })
      return passed
    },
    NOTHING,
  )
  return totals.failed > 0 ? totals : addTotals([totals, outcome])
}

/** Says how long a step took, and turns its end into a count. */
async function timed(name: string, step: () => Promise<boolean>, success = PASSED): Promise<Totals> {
  console.log(`\n── ${name}`)
  const start = performance.now()
  const passed = await step()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`── ${name}: ${passed ? 'done' : 'FAILED'} in ${seconds} s`)
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

/** A command of node_modules, with none of the `.env` files that Next would read by itself. */
function tool(name: string, ...args: string[]): Promise<boolean> {
  const bin = join(ROOT, 'node_modules', '.bin')
  const env = {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    TEST_SUMMARY_FILE: SUMMARY,
    ...WITHOUT_ENV_FILES,
  }
  return run(join(bin, name), args, { env, cwd: ROOT })
}
