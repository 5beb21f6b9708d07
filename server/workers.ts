import cluster from 'node:cluster'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Child, describeExit, supervise } from './child-process.ts'

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))
const HEALTHY_AFTER_MS = 10_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
const EARLY_EXITS_BEFORE_GIVING_UP = 5

const readyMessage = z.object({ type: z.literal('ready') })

type End = { reason: string; refused: boolean; ageMs: number }

/** The processes that answer requests on one port together. */
export type Workers = {
  /** Resolves when each of them listens. */
  ready: Promise<void>
  /** Resolves with what went wrong when they end again and again. */
  gaveUp: Promise<string>
  /** Lets them finish what they answer, kills those that do not, and returns when none is left. */
  stop: () => Promise<void>
}

/** Starts `count` server processes and replaces those that end, later and later while they end soon. */
export function startWorkers(count: number): Workers {
  // Not the conditions of this process: Next brings its own React.
  cluster.setupPrimary({ exec: SERVER, execArgv: [] })
  const ready = Promise.withResolvers<void>()
  const gaveUp = Promise.withResolvers<string>()
  let listening = 0
  let earlyExits = 0
  let stopping = false
  const running = new Set<Child<unknown>>()

  const start = () => {
    if (stopping) return
    const startedAt = Date.now()
    const child = cluster.fork({ NODE_ENV: 'production' }).process
    const worker = supervise(child, { name: 'A server process', ready: readyMessage })
    running.add(worker)
    worker.ready.then(handleReady, () => undefined)
    void worker.exited.then((exit) => {
      running.delete(worker)
      const reason = exit.failure ?? `A server process ${describeExit(exit)}`
      handleEnd({ reason, refused: exit.failure !== undefined, ageMs: Date.now() - startedAt })
    })
  }
  const handleReady = () => {
    listening += 1
    if (listening === count) ready.resolve()
  }
  const handleEnd = ({ reason, refused, ageMs }: End) => {
    if (stopping) return
    earlyExits = ageMs < HEALTHY_AFTER_MS ? earlyExits + 1 : 0
    // What stops the first of them, such as a port that is taken, would stop all.
    if ((refused && listening < count) || earlyExits >= EARLY_EXITS_BEFORE_GIVING_UP)
      return gaveUp.resolve(reason)
    const delay = Math.min(FIRST_DELAY_MS * 2 ** earlyExits, LONGEST_DELAY_MS)
    console.error(`${reason}; starting another in ${delay} ms`)
    setTimeout(start, delay)
  }
  for (let index = 0; index < count; index += 1) start()

  const stop = async () => {
    stopping = true
    await Promise.all([...running].map((worker) => worker.stop()))
  }
  return { ready: ready.promise, gaveUp: gaveUp.promise, stop }
}
