import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'

const POLL_MS = 15
const START_LIMIT_MS = 60_000
const STATUS_LINE = 7
const LOG_LINES = 15

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** A test's database is thrown away, so nothing waits for the disk. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

type Options = {
  directory: string
  native: string
  account: Account | undefined
  port: number
  throwaway: boolean
}

export type Server = {
  exited: Promise<void>
  /** Fast shutdown: open transactions are rolled back, what was committed is on disk. */
  stop: () => Promise<void>
  /** Immediate shutdown, like a crash: nothing committed is lost. */
  quit: () => void
}

/**
 * Starts the server and waits until it accepts connections.
 *
 * @throws Error with the end of the server's log when it does not
 */
export async function startServer(options: Options): Promise<Server> {
  const child = spawnServer(options)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  await Promise.race([untilReady(options.directory, child), exited])
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) {
    throw new Error(`PostgreSQL did not start:\n${await readLogEnd(options.directory)}`)
  }
  return { exited, stop: () => stop(child, exited), quit: () => void child.kill('SIGQUIT') }
}

/** The last lines of the server's log, which lies beside its data directory. */
export async function readLogEnd(directory: string): Promise<string> {
  const log = await readFile(logFile(directory), 'utf8').catch(() => '')
  return log.trimEnd().split('\n').slice(-LOG_LINES).join('\n')
}

function spawnServer({ directory, native, account, port, throwaway }: Options): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, ...(throwaway ? THROWAWAY : {}) })
  const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(logFile(directory), 'w', 0o600)
  if (account) fchownSync(log, account.uid, account.gid)
  const child = spawn(join(native, 'bin/postgres'), ['-D', directory, '-p', String(port), ...flags], {
    ...account,
    cwd: '/',
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' },
    // A session of its own: the terminal's Ctrl-C must not reach it before those who use it have stopped.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

/** PostgreSQL writes its state into the last line of postmaster.pid, for tools such as pg_ctl. */
async function untilReady(directory: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS
  while (child.exitCode === null && child.signalCode === null) {
    const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (Number(lines[0]) === child.pid && lines[STATUS_LINE]?.trim() === 'ready') return
    if (Date.now() > deadline) {
      child.kill('SIGQUIT')
      throw new Error(`PostgreSQL is not ready after a minute:\n${await readLogEnd(directory)}`)
    }
    await sleep(POLL_MS)
  }
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  const timers = [
    setTimeout(() => child.kill('SIGQUIT'), 7_000),
    setTimeout(() => child.kill('SIGKILL'), 10_000),
  ]
  child.kill('SIGINT')
  await exited
  for (const timer of timers) clearTimeout(timer)
}

function logFile(directory: string): string {
  return `${directory}.log`
}
