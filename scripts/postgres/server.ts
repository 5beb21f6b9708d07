import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'

const START_LIMIT_S = 60
const FAST_LIMIT_S = 7
const IMMEDIATE_LIMIT_S = 4
const LOG_LINES = 15

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A query whose client was killed must not keep the data directory busy.
  client_connection_check_interval: '1s',
}

/** A test's database is thrown away, so nothing waits for the disk. */
const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

type Options = { port: number; throwaway: boolean }

export type Server = {
  /** Resolves when the last of its processes is gone, whoever ended it. */
  ended: Promise<void>
}

/** Starts the server and waits until it accepts connections. An error has the end of the server's log. */
export async function startServer(place: Place, options: Options): Promise<Server> {
  const log = openSync(logFile(place), 'w', 0o600)
  const args = ['start', '-s', '-D', place.directory, '-t', String(START_LIMIT_S), '-o', flags(options)]
  const starter = spawn(pgCtl(place), args, {
    ...runAs(place),
    // The server inherits the last of these, which closes when nobody has it any more.
    stdio: ['ignore', log, log, 'pipe'],
  })
  closeSync(log)
  const ended = untilClosed(starter.stdio[3])
  const [code] = await once(starter, 'exit')
  if (code === 0) return { ended }
  // It may have ended, or it may not be ready after a minute.
  if (!(await Promise.race([ended.then(() => true), sleep(1_000, false)]))) await stopServer(place)
  throw new Error(`PostgreSQL did not start:\n${await readLogEnd(place)}`)
}

/** Fast shutdown: open transactions are rolled back, what was committed is on disk. */
export async function stopServer(place: Place): Promise<void> {
  if (await stop(place, 'fast', FAST_LIMIT_S)) return
  if (await stop(place, 'immediate', IMMEDIATE_LIMIT_S)) return
  throw new Error(`The PostgreSQL that works on ${place.directory} cannot be stopped`)
}

/** Immediate shutdown, like a crash: nothing committed is lost, and the next start recovers. */
export async function abortServer(place: Place): Promise<void> {
  await stop(place, 'immediate', IMMEDIATE_LIMIT_S)
}

/**
 * Stops the server that a killed run left behind on this data directory. The process id in its note alone proves
 * nothing, since it may be somebody else's by now: then the note is removed, and the process left alone.
 */
export async function stopLeftover(place: Place): Promise<void> {
  const note = join(place.directory, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(note, 'utf8').catch(() => ''), 10)
  if (!pid) return
  const command = readCommand(pid)
  if (command.includes(` -D ${place.directory} `)) await stopServer(place)
  else if (command) await rm(note, { force: true })
}

/** The last lines of the server's log, which lies beside its data directory. */
export async function readLogEnd(place: Place): Promise<string> {
  const log = await readFile(logFile(place), 'utf8').catch(() => '')
  return log.trimEnd().split('\n').slice(-LOG_LINES).join('\n')
}

/** True when the server is gone. */
async function stop(place: Place, mode: 'fast' | 'immediate', limitS: number): Promise<boolean> {
  const stopped = await run(place, ['stop', '-s', '-m', mode, '-t', String(limitS)])
  return stopped || !(await run(place, ['status']))
}

function run(place: Place, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(pgCtl(place), [...args, '-D', place.directory], runAs(place), (error) => resolve(error === null))
  })
}

function pgCtl({ programs }: Place): string {
  return join(programs, 'bin/pg_ctl')
}

function runAs({ account }: Place) {
  return {
    ...account,
    cwd: '/',
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C' },
  }
}

/** For the shell that `pg_ctl start` runs the server by. */
function flags({ port, throwaway }: Options): string {
  const settings = Object.entries({ ...SETTINGS, ...(throwaway ? THROWAWAY : {}) })
  return [`-p ${port}`, ...settings.map(([name, value]) => `-c ${name}='${value}'`)].join(' ')
}

async function untilClosed(stream: object | null | undefined): Promise<void> {
  if (!(stream instanceof Socket)) throw new Error('There is no pipe to the server')
  stream.resume()
  await once(stream, 'close')
}

/** The command line of a process; empty when there is none. */
export function readCommand(pid: number): string {
  try {
    if (existsSync('/proc/self')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function logFile({ directory }: Place): string {
  return `${directory}.log`
}
