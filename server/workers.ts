import cluster from 'node:cluster'
import { getCompileCacheDir } from 'node:module'
import { z } from 'zod'
import type { Source } from '#lib/env-schema'
import { type Child, describeExit, type Exit, supervise } from './child-process.ts'
import { REPLACE_LIMIT_MS, REPLACED, stopLimit } from './leave.ts'
import { WAITING } from './permission.ts'

const HEALTHY_AFTER_MS = 10_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
const EARLY_EXITS_BEFORE_GIVING_UP = 5

/** Generous: a machine that is busy serving starts slowly. Nobody waits for it. */
const START_LIMIT_MS = 60_000

/**
 * MiB of a half of the young generation (V8 takes 16 by itself): what a page leaves behind is gone before it would be moved
 * to the old one (docs/decisions/0047).
 */
const SEMI_SPACE_MIB = 64

const readyMessage = z.object({ type: z.literal('ready') })

type Worker = { child: Child<unknown>; send: (message: object) => void; interrupt: () => void }

type Options = {
  count: number
  /** The `server.ts` to run. Where a link is on the way to it, each process runs what the link leads to when it starts. */
  file: string
  stopDelayMs: number
  /** What the processes are given, beside the environment of this one. Until it is there, they load and do nothing else. */
  environment: Promise<Source>
}

/** The processes that answer requests on one port together. */
export type Workers = {
  /** Resolves when each of them listens. */
  ready: Promise<void>
  /** Resolves with what went wrong when they end again and again. */
  gaveUp: Promise<string>
  /**
   * Puts a new process in the place of each, one after the other: the new one listens before the old one takes no more
   * connections, and the next is begun when the old one has ended. Throws when a new one does not come to listen; then those
   * that are there go on. Resolves with false when they were stopped meanwhile.
   */
  replaceAll: (environment: Source) => Promise<boolean>
  /**
   * Lets them finish what they answer, kills those that do not, and returns when none is left. Somebody who waits has them
   * go on taking connections no longer.
   */
  stop: (options?: { awaited: boolean }) => Promise<void>
}

/** Starts `count` server processes and starts others for those that end, later and later while they end soon. */
export function startWorkers({ count, file, stopDelayMs, environment: first }: Options): Workers {
  // Each takes connections itself. Handed over by this process, they would come one at a time, and a crowd would wait here.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  // Not the conditions of this process: Next brings its own React.
  cluster.setupPrimary({ exec: file, execArgv: memoryFlags() })
  const ready = Promise.withResolvers<void>()
  const gaveUp = Promise.withResolvers<string>()
  let environment: Source | undefined
  void first.then((given) => {
    environment ??= given
  })
  let everReady = 0
  let earlyExits = 0
  let stopping = false
  const running = new Set<Worker>()
  /** Who serves at each place; none while another is waited for. */
  const places = new Map<number, Worker>()

  const launch = (): Worker => {
    const forked = cluster.fork({
      ...environment,
      ...(!environment && WAITING),
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: getCompileCacheDir(),
    })
    // One that has ended meanwhile hears nothing.
    if (!environment)
      void first.then((given) => forked.send({ type: 'permitted', environment: given }, () => undefined))
    const options = { name: 'A server process', ready: readyMessage, stopLimitMs: stopLimit(stopDelayMs) }
    const worker = {
      child: supervise(forked.process, options),
      // One that has just ended hears nothing, and is waited for no more.
      send: (text: object) => void forked.send(text, () => undefined),
      interrupt: () => void forked.process.kill('SIGINT'),
    }
    running.add(worker)
    void worker.child.exited.then(() => running.delete(worker))
    return worker
  }

  /** Fills a place, and again whenever whoever is in it ends. */
  const fill = (place: number, worker = launch(), startedAt = Date.now()) => {
    places.set(place, worker)
    worker.child.ready.then(countReady, () => undefined)
    void worker.child.exited.then((exit) => {
      // Another is in its place: it was to end.
      if (places.get(place) !== worker || stopping) return
      places.delete(place)
      handleEnd(place, exit, Date.now() - startedAt)
    })
  }

  const countReady = () => {
    everReady += 1
    if (everReady === count) ready.resolve()
  }

  const handleEnd = (place: number, exit: Exit, ageMs: number) => {
    const reason = exit.failure ?? `A server process ${describeExit(exit)}`
    earlyExits = ageMs < HEALTHY_AFTER_MS ? earlyExits + 1 : 0
    // What stops the first of them, such as a port that is taken, would stop all.
    const hopeless = exit.failure !== undefined && everReady < count
    if (hopeless || earlyExits >= EARLY_EXITS_BEFORE_GIVING_UP) return gaveUp.resolve(reason)
    const delay = Math.min(FIRST_DELAY_MS * 2 ** earlyExits, LONGEST_DELAY_MS)
    console.error(`${reason}; starting another in ${delay} ms`)
    setTimeout(() => {
      if (!stopping && !places.has(place)) fill(place)
    }, delay)
  }

  for (let place = 0; place < count; place += 1) fill(place)

  const replaceAll = async (changed: Source) => {
    environment = changed
    for (let place = 0; place < count; place += 1) {
      if (stopping) return false
      const startedAt = Date.now()
      const next = launch()
      const failed = await listens(next.child)
      if (stopping) return false
      if (failed) {
        next.child.force()
        throw failed
      }
      const old = places.get(place)
      fill(place, next, startedAt)
      if (old) await retire(old)
    }
    return true
  }

  const stop = async ({ awaited } = { awaited: false }) => {
    stopping = true
    if (awaited) for (const { interrupt } of running) interrupt()
    await Promise.all([...running].map(({ child }) => child.stop()))
  }
  return { ready: ready.promise, gaveUp: gaveUp.promise, replaceAll, stop }
}

/** Resolves when it listens, or with why it does not. */
async function listens({ name, ready }: Child<unknown>): Promise<Error | null> {
  const tooLate = Promise.withResolvers<Error>()
  const message = `${name} was not ready within ${START_LIMIT_MS / 1000} seconds`
  const timer = setTimeout(() => tooLate.resolve(new Error(message)), START_LIMIT_MS)
  const listening = ready.then(
    () => null,
    (error: Error) => error,
  )
  return Promise.race([listening, tooLate.promise]).finally(() => clearTimeout(timer))
}

async function retire({ child, send }: Worker): Promise<void> {
  send(REPLACED)
  const timer = setTimeout(() => child.force(), REPLACE_LIMIT_MS)
  await child.exited
  clearTimeout(timer)
}

/** Whoever has chosen a young generation of their own by NODE_OPTIONS keeps it: what is given here would win. */
function memoryFlags({ NODE_OPTIONS = '' } = process.env): string[] {
  return /--max[-_]semi[-_]space[-_]size\b/.test(NODE_OPTIONS)
    ? []
    : [`--max-semi-space-size=${SEMI_SPACE_MIB}`]
}
