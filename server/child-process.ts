/**
 * A process and the one that started it. They speak by IPC: the child sends `{ type: 'ready', … }` once, or
 * `{ type: 'failed', message }`; the parent sends SIGTERM. When the channel closes, the parent is gone.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { z } from 'zod'

const STOP_LIMIT_MS = 12_000
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

type Ready = { type: 'ready'; [field: string]: unknown }

const failed = z.object({ type: z.literal('failed'), message: z.string() })

/** How a process ended; `failure` is what it said itself. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null; failure?: string }

export type Child<Ready> = {
  name: string
  pid: number
  /** Resolves with the first `ready` message, rejects when the process ends or says `failed` before it. */
  ready: Promise<Ready>
  exited: Promise<Exit>
  /** Asks it to stop and waits. What is left after its time is killed, with all that it started. */
  stop: () => Promise<void>
  /** Does not wait: `forceSignal` goes to it and all that it started. */
  force: () => void
}

type Watched<Ready> = {
  name: string
  /** What its `ready` message must look like. */
  ready: z.ZodType<Ready>
  /** SIGKILL, unless the process can end at once in a better way. */
  forceSignal?: NodeJS.Signals
  /** Milliseconds that it has to stop in; twelve seconds unless it is known to need more. */
  stopLimitMs?: number
}

type Options<Ready> = Watched<Ready> & {
  file: URL
  args?: string[]
  /** Of Node's own, such as a condition. */
  execArgv?: string[]
  env: NodeJS.ProcessEnv
  /** Where its standard output goes, if not to ours. */
  output?: NodeJS.WritableStream
}

/**
 * Starts a script of ours in a process group of its own, so that a Ctrl-C in the terminal reaches only the process
 * that knows the order to stop in.
 */
export function startChild<Ready>({
  file,
  args = [],
  execArgv = [],
  env,
  output,
  ...watched
}: Options<Ready>): Child<Ready> {
  const child = fork(file, args, {
    env,
    execArgv,
    detached: true,
    stdio: ['ignore', output ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  })
  if (output) child.stdout?.pipe(output)
  return supervise(child, watched)
}

/** Watches over a process that has just been started, in whatever way. */
export function supervise<Ready>(child: ChildProcess, options: Watched<Ready>): Child<Ready> {
  const { name, forceSignal = 'SIGKILL', stopLimitMs = STOP_LIMIT_MS } = options
  let failure: string | undefined
  child.on('message', (message) => {
    failure ??= failed.safeParse(message).data?.message
  })
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      const end = () => resolve({ code, signal, ...(failure && { failure }) })
      // Its last message may still be on its way.
      if (child.connected) child.once('disconnect', end)
      else end()
    })
    child.once('error', ({ message }) => resolve({ code: 1, signal: null, failure: message }))
  })
  return {
    name,
    pid: child.pid ?? 0,
    ready: untilReady(child, options, exited),
    exited,
    stop: () => stop(child, exited, stopLimitMs),
    force: () => signalAll(child, forceSignal),
  }
}

/** How a process ended, as part of a sentence. */
export function describeExit({ code, signal, failure }: Exit): string {
  if (failure) return `failed: ${failure}`
  return signal ? `was ended by ${signal}` : `ended with code ${code}`
}

/** For the child: sends the parent a message, if there is one, and resolves when it has left. */
export function report(message: Ready | z.infer<typeof failed>): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, () => resolve())
    else resolve()
  })
}

/** For the child: runs `stop` once, when it is asked to end or its parent is gone. */
export function onStop(
  stop: () => void,
  signals: readonly (typeof STOP_SIGNALS)[number][] = STOP_SIGNALS,
): void {
  let stopping = false
  const stopOnce = () => {
    if (!stopping) stop()
    stopping = true
  }
  for (const signal of signals) process.on(signal, stopOnce)
  process.on('disconnect', stopOnce)
}

function untilReady<Ready>(
  child: ChildProcess,
  { name, ready: schema }: Watched<Ready>,
  exited: Promise<Exit>,
): Promise<Ready> {
  const ready = new Promise<Ready>((resolve, reject) => {
    child.on('message', (message) => {
      const failure = failed.safeParse(message)
      if (failure.success) reject(new Error(failure.data.message))
      const parsed = schema.safeParse(message)
      if (parsed.success) resolve(parsed.data)
    })
    void exited.then((exit) => reject(new Error(`${name} ${describeExit(exit)} before it was ready`)))
  })
  // Whoever waits for `ready` sees the failure; nobody may be waiting yet.
  ready.catch(() => undefined)
  return ready
}

async function stop(child: ChildProcess, exited: Promise<Exit>, limitMs: number): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => signalAll(child, 'SIGKILL'), limitMs)
  await exited
  clearTimeout(timer)
  // What it started itself must not stay behind, however it ended.
  signalAll(child, 'SIGKILL')
}

/** To its process group, or to itself when it has none of its own. */
function signalAll(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (!isGone(error)) throw error
    child.kill(signal)
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')
}
