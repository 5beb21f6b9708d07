import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { type EventEmitter, once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Generous: a busy machine is slow. Its output is worth more than the runner's own limit. */
const READY_LIMIT_MS = 90_000
const STOP_LIMIT_MS = 12_000
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** That of `npm start` in a folder. A run starts hundreds of processes: what one has compiled, the next need not. */
export const compileCacheOf = (folder = ROOT) => join(folder, '.next/cache/node')

type Options = {
  args?: string[]
  env: Record<string, string>
  condition?: string
  cwd?: string
  /** Without messages it is ready and asked for nothing, as when a person starts it. */
  messages?: boolean
  /** Is given what it writes, as it does. */
  onOutput?: (text: string) => void
  /** Whatever it writes fails for want of room on the disk. */
  fullDisk?: boolean
}

/** A script of ours that a test runs, with nothing of the runner's environment but PATH and HOME. */
export type TestProcess = {
  pid: number
  /** The fields of its `ready` message; rejects with its output when it ends, fails or takes too long. */
  ready: Promise<Record<string, unknown>>
  /** Everything it has written so far. */
  output: () => string
  /** Resolves when that matches; rejects with it when the process ends before. */
  written: (pattern: RegExp) => Promise<void>
  /** Sends it a question, and resolves with its answer: a message with the question's `id` and a `result`. */
  ask: <T>(question: object) => Promise<T>
  exited: Promise<number | null>
  /** Asks it to stop, waits, and kills it with all it started when it does not. */
  stop: () => Promise<void>
  kill: (signal: NodeJS.Signals) => void
}

/** Starts `file`, a path from `cwd` or the root of the repository. It ends with the test worker that started it. */
export function startProcess(
  file: string,
  {
    args = [],
    env,
    condition,
    cwd = ROOT,
    messages = true,
    onOutput = () => undefined,
    fullDisk = false,
  }: Options,
): TestProcess {
  const flags = condition ? [`--conditions=${condition}`] : []
  const sink = fullDisk ? openSync('/dev/full', 'w') : 'pipe'
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd,
    env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: compileCacheOf(cwd), ...inherited(), ...env },
    detached: true,
    stdio: ['ignore', sink, sink, ...(messages ? (['ipc'] as const) : [])],
  })
  if (typeof sink === 'number') closeSync(sink)
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      chunks.push(text)
      onOutput(text)
    })
  const output = () => chunks.join('')
  const written = async (pattern: RegExp) => {
    const ended = exited.then(() => true)
    while (!pattern.test(output())) {
      const news = [child.stdout, child.stderr].map((stream) => once(stream!, 'data').then(() => false))
      if ((await Promise.race([...news, ended])) && !pattern.test(output()))
        throw new Error(`It ended before it wrote ${pattern}: ${file}\n${output()}`)
    }
  }
  const exited = once(child, 'close').then(([code]) => code as number | null)
  const pid = child.pid ?? 0
  return {
    pid,
    ready: untilReady(child, exited, () => `${file}\n${output()}`),
    output,
    written,
    ask: (question) => ask(child, question, exited, () => `${file}\n${output()}`),
    exited,
    kill: (signal) => process.kill(pid, signal),
    async stop() {
      child.kill('SIGTERM')
      const limit = setTimeout(() => killGroup(pid), STOP_LIMIT_MS)
      await exited
      clearTimeout(limit)
      killGroup(pid)
    },
  }
}

/**
 * A port of this computer that nobody listens on, far from those that developers use, and below those that the system
 * gives to connections: nobody is given it before it is used, or afterwards while this process lives.
 */
export async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 5_000)
  // Its namesake of UDP, which nobody needs, is held from now on: no suite beside this one picks it, too.
  if (!(await begins(createSocket('udp4').unref().bind(port, '127.0.0.1')))) return freePort()
  const server = createServer().listen(port, '127.0.0.1')
  if (!(await begins(server))) return freePort()
  server.close()
  await once(server, 'close')
  return port
}

/** Whether it got its port. */
function begins(listener: EventEmitter): Promise<boolean> {
  return once(listener, 'listening').then(
    () => true,
    () => false,
  )
}

function untilReady(child: ChildProcess, exited: Promise<unknown>, about: () => string) {
  const limit = AbortSignal.timeout(READY_LIMIT_MS)
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.on('message', (message: Record<string, unknown>) => {
      if (message.type === 'ready') resolve(message)
      if (message.type === 'failed') reject(new Error(`${message.message}\n${about()}`))
    })
    void exited.then(() => reject(new Error(`It ended before it was ready: ${about()}`)))
    limit.addEventListener('abort', () => reject(new Error(`It was not ready in time: ${about()}`)))
  })
  ready.catch(() => undefined)
  return ready
}

function ask<T>(
  child: ChildProcess,
  question: object,
  exited: Promise<unknown>,
  about: () => string,
): Promise<T> {
  const id = randomUUID()
  child.send({ ...question, id })
  return new Promise<T>((resolve, reject) => {
    const listen = (message: { id?: string; result: T }) => {
      if (message.id !== id) return
      child.off('message', listen)
      resolve(message.result)
    }
    child.on('message', listen)
    void exited.then(() => reject(new Error(`It ended before it answered: ${about()}`)))
  })
}

function inherited(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env
  return { PATH, HOME, TMPDIR }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing is left to kill.
  }
}
