import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 25
/** Fast shutdown, then immediate, then by force. Each is given its time to work. */
const STEPS = [
  { signal: 'SIGINT', patienceMs: 8_000 },
  { signal: 'SIGQUIT', patienceMs: 3_000 },
  { signal: 'SIGKILL', patienceMs: 3_000 },
] as const

/**
 * Ends whatever a killed run left behind: a server that still works on this data directory, and the
 * note of its process id. That id alone proves nothing, since it may be somebody else's by now; every
 * PostgreSQL process has its data directory as working directory, and that is looked for.
 *
 * Without /proc (macOS) nothing is ended, and PostgreSQL's own check of its process id decides.
 */
export async function stopStrays(directory: string): Promise<void> {
  const real = await realpath(directory).catch(() => undefined)
  if (!real) return
  for (const { signal, patienceMs } of STEPS) {
    const found = await listProcesses(real)
    if (!found) return
    if (found.length === 0) break
    for (const pid of choose(found, await readServerPid(real), signal)) kill(pid, signal)
    await untilGone(real, patienceMs)
  }
  const left = await listProcesses(real)
  if (left?.length) throw new Error(`Process ${left.join(', ')} works on ${directory} and cannot be stopped`)
  await rm(join(real, 'postmaster.pid'), { force: true })
}

/** The server stops its own workers in order; without it, they are told themselves. */
function choose(found: number[], server: number | undefined, signal: string): number[] {
  return server && found.includes(server) && signal !== 'SIGKILL' ? [server] : found
}

async function listProcesses(directory: string): Promise<number[] | undefined> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names) return undefined
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const checked = await Promise.all(pids.map(async (pid) => ((await isServer(pid, directory)) ? pid : 0)))
  return checked.filter(Boolean)
}

async function isServer(pid: number, directory: string): Promise<boolean> {
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (workingDirectory !== directory) return false
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.startsWith('postgres')
}

async function readServerPid(directory: string): Promise<number | undefined> {
  const note = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  return Number.parseInt(note, 10) || undefined
}

async function untilGone(directory: string, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline && (await listProcesses(directory))?.length) await sleep(POLL_MS)
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
