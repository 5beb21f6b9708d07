import { type ChildProcess, fork } from 'node:child_process'
import pretty from 'pino-pretty'
import { z } from 'zod'

const STOP_LIMIT_MS = 12_000

const failure = z.object({ type: z.literal('failed'), message: z.string() })

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type Child<Ready> = {
  name: string
  pid: number
  /** Resolves with the first `ready` message, rejects when the process ends or says `failed` before it. */
  ready: Promise<Ready>
  exited: Promise<Exit>
  /** Asks it to stop and waits; after twelve seconds its whole process group is killed. */
  stop: () => Promise<void>
  /** Does not wait: `forceSignal` goes to its whole process group. */
  force: () => void
}

type Options<Ready> = {
  name: string
  file: URL
  args?: string[]
  env: NodeJS.ProcessEnv
  ready: z.ZodType<Ready>
  forceSignal?: NodeJS.Signals
  /** Shows what it logs as lines for people; everything else that it writes stays as it is. */
  prettyLog?: boolean
}

/**
 * Starts a script of ours in a process group of its own, so that a Ctrl-C in the terminal reaches only
 * the process that knows the order to stop in. The script must end when its IPC channel closes: that
 * is how it learns that its parent was killed.
 */
export function startChild<Ready>(options: Options<Ready>): Child<Ready> {
  const { name, file, args = [], env, ready, forceSignal = 'SIGKILL', prettyLog = false } = options
  const child = fork(file, args, {
    env,
    execArgv: [],
    detached: true,
    stdio: ['ignore', prettyLog ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  })
  child.stdout?.pipe(pretty({ colorize: process.stdout.isTTY, ignore: 'event', translateTime: 'HH:MM:ss' }))
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: 1, signal: null }))
  })
  return {
    name,
    pid: child.pid ?? 0,
    ready: untilReady(child, name, ready, exited),
    exited,
    stop: () => stop(child, exited),
    force: () => signalGroup(child, forceSignal),
  }
}

/** How a process ended, in words for a person. */
export function describeExit({ code, signal }: Exit): string {
  return signal ? `was ended by ${signal}` : `ended with code ${code}`
}

function untilReady<Ready>(
  child: ChildProcess,
  name: string,
  schema: z.ZodType<Ready>,
  exited: Promise<Exit>,
): Promise<Ready> {
  const ready = new Promise<Ready>((resolve, reject) => {
    child.on('message', (message) => {
      const failed = failure.safeParse(message)
      if (failed.success) reject(new Error(failed.data.message))
      const parsed = schema.safeParse(message)
      if (parsed.success) resolve(parsed.data)
    })
    void exited.then((exit) => reject(new Error(`${name} ${describeExit(exit)} before it was ready`)))
  })
  // Whoever waits for `ready` sees the failure; nobody may be waiting yet.
  ready.catch(() => undefined)
  return ready
}

async function stop(child: ChildProcess, exited: Promise<Exit>): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_LIMIT_MS)
  await exited
  clearTimeout(timer)
  // What it started itself must not stay behind, however it ended.
  signalGroup(child, 'SIGKILL')
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (!pid) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')
}
