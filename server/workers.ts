import cluster, { type Worker } from 'node:cluster'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('./server.ts', import.meta.url))
const HEALTHY_AFTER_MS = 10_000
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 30_000
const EARLY_EXITS_BEFORE_GIVING_UP = 5
const STOP_LIMIT_MS = 12_000

/** What `server.ts` sends. */
type Message = { type?: string; message?: string }

type Exit = { reason: string; refused: boolean; ageMs: number }

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

  const start = () => !stopping && startWorker(handleReady, handleExit)
  const handleReady = () => {
    listening += 1
    if (listening === count) ready.resolve()
  }
  const handleExit = ({ reason, refused, ageMs }: Exit) => {
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
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && stopWorker(worker)))
  }
  return { ready: ready.promise, gaveUp: gaveUp.promise, stop }
}

function startWorker(onReady: () => void, onExit: (exit: Exit) => void): void {
  const startedAt = Date.now()
  const worker = cluster.fork({ NODE_ENV: 'production' })
  let failure: string | undefined
  worker.on('message', ({ type, message }: Message) => {
    if (type === 'failed') failure = message
    if (type === 'ready') onReady()
  })
  worker.once('exit', (code, signal) => {
    const reason = failure ?? `A server process ended (${signal || `code ${code}`})`
    onExit({ reason, refused: failure !== undefined, ageMs: Date.now() - startedAt })
  })
}

async function stopWorker(worker: Worker): Promise<void> {
  if (worker.isDead()) return
  const exited = new Promise((resolve) => worker.once('exit', resolve))
  worker.process.kill('SIGTERM')
  const limit = setTimeout(() => worker.process.kill('SIGKILL'), STOP_LIMIT_MS)
  await exited
  clearTimeout(limit)
}
