import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

const KILL_AFTER_MS = 5_000

type RunOptions = {
  env?: NodeJS.ProcessEnv
  cwd?: string
  timeoutMs?: number
  /** When its output is shown: as it comes, or only if the command fails, as usual, or not at all. */
  show?: 'always' | 'failure' | 'never'
}

const running = new Set<ChildProcess>()
let closed = false

/**
 * Runs a command to its end. Never throws: false is any end but exit code 0, be it a command that is not there, a
 * signal or the time limit.
 */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<boolean> {
  if (closed) return false
  const { cwd, env, show = 'failure' } = options
  const output = show === 'always' ? 'inherit' : 'pipe'
  const child = start(command, args, { stdio: ['ignore', output, output], cwd, env })
  const written: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => written.push(chunk))
  const limit = options.timeoutMs === undefined ? undefined : setTimeout(() => stop(child), options.timeoutMs)
  try {
    const [code] = await once(child, 'close')
    if (code !== 0 && show === 'failure') for (const chunk of written) process.stdout.write(chunk)
    return code === 0
  } catch (error) {
    console.error(`${command}: ${error instanceof Error ? error.message : 'did not start'}`)
    return false
  } finally {
    clearTimeout(limit)
    running.delete(child)
  }
}

/** Ends every command that still runs, together with what it started, and starts none from now on. */
export async function stopAll(): Promise<void> {
  closed = true
  await Promise.all([...running].map(stop))
}

/** In a process group of its own, so that stopping it also stops what it started. */
function start(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true })
  running.add(child)
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = once(child, 'close').catch(() => undefined)
  signal(child, 'SIGTERM')
  const force = setTimeout(() => signal(child, 'SIGKILL'), KILL_AFTER_MS)
  await closed
  clearTimeout(force)
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, name)
  } catch {
    child.kill(name)
  }
}
