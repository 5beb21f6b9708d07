import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startProcess } from './processes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NOT_COPIED = new Set(['node_modules', '.next', '.git', '.data', '.env', 'tests', 'test-results'])

/** A copy of this project with its own `.next` and `.data`, so that `npm run dev` there disturbs nobody. */
export type Checkout = {
  path: string
  startDev: (environment?: Record<string, string>, ...args: string[]) => Dev
  /** The processes that have its path on their command line. */
  listProcesses: () => { pid: number; command: string }[]
  remove: () => Promise<void>
}

/** A running `npm run dev`, without npm. */
export type Dev = {
  pid: number
  output: () => string
  /** Resolves with the address in the banner, rejects with the output when it ends before. */
  address: Promise<string>
  exited: Promise<number | null>
}

export async function createCheckout(): Promise<Checkout> {
  const path = await mkdtemp(join(tmpdir(), 'latchkey-checkout-'))
  await chmod(path, 0o711)
  for (const name of readdirSync(ROOT)) {
    if (!NOT_COPIED.has(name)) await cp(join(ROOT, name), join(path, name), { recursive: true })
  }
  linkModules(path)
  const listProcesses = () => listProcessesOf(path)
  return {
    path,
    startDev: (environment = {}, ...args) => startDev(path, environment, args),
    listProcesses,
    remove: async () => {
      for (const { pid } of listProcesses()) process.kill(pid, 'SIGKILL')
      await rm(path, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Waits for a condition that other processes bring about, as long as the test may take. */
export async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(50)
}

/** Hard links take a second, but need one disk for both; Turbopack refuses a symbolic link. */
function linkModules(path: string): void {
  const modules = join(ROOT, 'node_modules')
  try {
    execFileSync('cp', ['-al', modules, path], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-R', modules, path])
  }
}

function startDev(cwd: string, environment: Record<string, string>, args: string[]): Dev {
  const env = { NODE_ENV: 'development', ...environment }
  const options = { cwd, env, args, condition: 'react-server', messages: false }
  const { pid, output, exited, written } = startProcess(join(cwd, 'scripts/dev.ts'), options)
  const address = written(/Ctrl-C to stop/).then(() => /Latchkey\s+(\S+)/.exec(output())?.[1] ?? '')
  address.catch(() => undefined)
  return { pid, output, address, exited }
}

function listProcessesOf(path: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), command: readCommand(name) }))
    .filter(({ command }) => command.includes(basename(path)))
}

function readCommand(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
