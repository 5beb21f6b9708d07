import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { availableParallelism, cpus } from 'node:os'
import { z } from 'zod'
import { controlGoogle } from '#tests/support/google'
import { startProcess } from '#tests/support/processes'
import type { Series } from './arithmetic.ts'
import { signIn } from './browser.ts'
import { ROOT } from './builds.ts'
import { addPerson, type Bench, type Options, type Running } from './context.ts'
import { startCluster } from './database.ts'
import { createEntry, type Entry, type Planned, planEntry, untilAnswering } from './entries.ts'
import type { Measure, Recorder } from './measure.ts'
import { stopTokenCaller } from './measures/process.ts'
import { selectMeasures } from './measures.ts'

/** So many people are signed in to each entry, and ask in turn. */
const PEOPLE = 16

const seriesShape = z.object({
  measure: z.string(),
  quantity: z.string(),
  unit: z.string(),
  better: z.enum(['less', 'more']),
  floor: z.string(),
  values: z.record(z.string(), z.array(z.number().nullable())),
})

/** A file that two runs are compared by. */
export const resultShape = z.object({
  format: z.literal(1),
  date: z.string(),
  commit: z.string(),
  /** Whether files were changed since that commit. */
  changed: z.boolean(),
  node: z.string(),
  cpus: z.number(),
  cpu: z.string(),
  rounds: z.number(),
  seconds: z.number(),
  series: z.array(seriesShape),
  /** The statements of each action, by entry: what the numbers of statements count. */
  statements: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
})

export type Result = z.output<typeof resultShape>

/** Undone in the end, the last first, also when the run is broken off. */
const cleanups: (() => Promise<void>)[] = []

let cleaning: Promise<void> | undefined

/** Ends everything that a run has started. Whoever calls it while that is under way waits for it, too. */
export function cleanUp(): Promise<void> {
  cleaning ??= undoAll()
  return cleaning
}

async function undoAll(): Promise<void> {
  for (let next = cleanups.pop(); next; next = cleanups.pop())
    await next().catch((error: unknown) => console.error(error))
}

/** Starts every entry, measures in rounds, and ends everything. */
export async function runBench(options: Options): Promise<Result> {
  const result = describeRun(options)
  try {
    const measures = selectMeasures(options)
    const bench = await setUp(options, measures)
    const record = createRecorder(result)
    for (const measure of measures) await measure.prepare?.(bench)
    for (let round = 0; round < options.rounds; round += 1) {
      for (const measure of measures) {
        if (measure.once && round > 0) continue
        console.error(`Round ${round + 1} of ${options.rounds}: ${measure.title}`)
        await measure.run(inTurn(bench, round), record(round))
      }
    }
    return result
  } finally {
    await cleanUp()
  }
}

/** The same entries, each round another one first: nobody has always the same neighbour before it. */
function inTurn(bench: Bench, round: number): Bench {
  const at = round % Math.max(1, bench.running.length)
  return { ...bench, running: [...bench.running.slice(at), ...bench.running.slice(0, at)] }
}

function createRecorder({ series, statements, rounds }: Result) {
  return (round: number): Recorder => ({
    record(number, entry, value) {
      let one = series.find(
        ({ measure, quantity }) => measure === number.measure && quantity === number.quantity,
      )
      if (!one) {
        one = { ...number, values: {} } satisfies Series
        series.push(one)
      }
      one.values[entry] ??= Array.from({ length: rounds }, () => null)
      one.values[entry][round] = value
    },
    recordStatements(action, entry, list) {
      statements[action] = { ...statements[action], [entry]: list }
    },
  })
}

async function setUp(options: Options, measures: Measure[]): Promise<Bench> {
  const names = options.entries.filter((name) => measures.some((measure) => measure.entries.includes(name)))
  const planned = await Promise.all(names.map(planEntry))
  cleanups.push(stopTokenCaller)
  const provider = await startProvider(planned)
  const cluster = await startCluster()
  cleanups.push(cluster.stop)
  const google = controlGoogle(provider.issuer)
  const running: Running[] = []
  for (const one of planned)
    running.push(await start(await createEntry(one, { provider, cluster, people: options.people })))
  const people = await addPeople(google)
  const bench = { options, running, cluster, issuer: provider.issuer, google, people }
  for (const one of running) one.sessions = await openSessions(one.entry, people)
  return bench
}

async function startProvider(planned: Planned[]) {
  const clientId = 'bench.apps.example'
  const clientSecret = randomBytes(24).toString('base64url')
  const redirectUris = planned.flatMap(({ redirectUri }) => ['--redirect-uri', redirectUri])
  const sandbox = startProcess('scripts/sandbox/main.ts', {
    args: ['--port', '0', '--client-id', clientId, ...redirectUris],
    env: { SANDBOX_CLIENT_SECRET: clientSecret },
  })
  cleanups.push(sandbox.stop)
  const { issuer } = await sandbox.ready
  return { issuer: String(issuer), clientId, clientSecret }
}

async function start(entry: Entry): Promise<Running> {
  const process = entry.start()
  cleanups.push(process.stop)
  await untilAnswering(entry, { process, port: entry.port })
  return { entry, process, sessions: [entry.forgedCookie] }
}

async function addPeople(google: Bench['google']): Promise<string[]> {
  const subs = Array.from({ length: PEOPLE }, (_, index) => `bench-${index}`)
  for (const sub of subs) await addPerson(google, sub)
  return subs
}

/** Signs them all in, where that is more than a cookie. */
async function openSessions(
  { signIn: target, forgedCookie, databaseUrl, sessions = [] }: Entry,
  people: string[],
) {
  if (!target || !databaseUrl) return [forgedCookie]
  const cookies: string[] = []
  for (const sub of people) cookies.push((await signIn(target, sub)).cookie)
  return sessions.length > 0 ? sessions : cookies
}

function describeRun({ rounds, seconds }: Options): Result {
  const [first] = cpus()
  return {
    format: 1,
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short=12', 'HEAD'),
    changed: git('status', '--porcelain') !== '',
    node: process.version,
    cpus: availableParallelism(),
    cpu: first?.model ?? '',
    rounds,
    seconds,
    series: [],
    statements: {},
  }
}

function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}
