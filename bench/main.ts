/**
 * `npm run bench`: this application beside bare Next and beside next-auth with Prisma, all in one run. Prints a table and
 * writes a file; `npm run bench -- --compare a.json b.json` holds two files against each other. docs/performance.md says
 * how to read them.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { compareSeries } from './arithmetic.ts'
import { ROOT } from './builds.ts'
import type { Options } from './context.ts'
import { type EntryName, entryNames } from './entries.ts'
import { cleanUp, type Result, resultShape, runBench } from './run.ts'
import { writeComparison, writeTable } from './table.ts'

/** As a shell has it for a Ctrl-C. */
const INTERRUPTED = 130

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    only: { type: 'string', multiple: true, default: [] },
    entries: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
    scale: { type: 'boolean', default: false },
    people: { type: 'string', default: '1000000' },
    vitals: { type: 'boolean', default: false },
    compare: { type: 'boolean', default: false },
  },
})

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    if (!interrupted) console.error(`Broken off by ${signal}: everything that was started is being ended`)
    interrupted = true
    void cleanUp().finally(() => process.exit(INTERRUPTED))
  })

try {
  await (values.compare ? compare(positionals) : measure())
  process.exit(0)
} catch (error) {
  // What a run says whose processes are being ended is no news.
  if (!interrupted) console.error(error instanceof Error ? error.message : error)
  process.exit(interrupted ? INTERRUPTED : 1)
}

async function measure(): Promise<void> {
  const result = await runBench(readOptions())
  const file = values.json ?? join(ROOT, '.data/bench', `${fileName(result)}.json`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(result, null, 1)}\n`)
  console.log(`${writeTable(result)}\n\nWritten to ${file}`)
}

async function compare([first, second]: string[]): Promise<void> {
  if (!first || !second) throw new Error('Name two files: npm run bench -- --compare a.json b.json')
  const [before, after] = await Promise.all([first, second].map(readResult))
  if (before && after) console.log(writeComparison(before, after, compareSeries(before.series, after.series)))
}

async function readResult(path: string): Promise<Result> {
  return resultShape.parse(JSON.parse(await readFile(path, 'utf8')))
}

function readOptions(): Options {
  const rounds = Number(values.rounds)
  const seconds = Number(values.seconds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds must be a whole number from 1')
  if (!(seconds > 0)) throw new Error('--seconds must be more than 0')
  const people = Number(values.people)
  if (!Number.isInteger(people) || people < 1) throw new Error('--people must be a whole number from 1')
  const { scale, vitals } = values
  const wanted = list(values.entries)
  const unknown = wanted.filter((name) => !entryNames.some((one) => one === name))
  if (unknown.length > 0)
    throw new Error(`There is no entry ${unknown.join(', ')}, but ${entryNames.join(', ')}`)
  const chosen = (name: EntryName) =>
    wanted.length > 0 ? wanted.includes(name) : scale || name !== 'app-scale'
  const entries = entryNames.filter(chosen)
  const only = list(values.only)
  return { rounds, seconds, only, withVitals: vitals, entries, people }
}

/** `--only a,b --only c`. */
function list(texts: string[]): string[] {
  return texts.flatMap((text) => text.split(',')).filter(Boolean)
}

function fileName({ date, commit }: Result): string {
  return `${date.slice(0, 19).replaceAll(':', '-')}-${commit}`
}
