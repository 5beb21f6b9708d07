/**
 * The process that owns the embedded PostgreSQL: `--directory DIR --port N [--throwaway]`, with
 * POSTGRES_PASSWORD. It stops the server on SIGTERM and when its parent is gone, and says by IPC
 * when the server is ready. Started by start.ts.
 */
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { findFreePort } from '../process/ports.ts'
import { findServerAccount } from './account.ts'
import { initialise } from './initialise.ts'
import type { Message } from './message.ts'
import { findPlace } from './place.ts'
import { readLogEnd, type Server, startServer } from './server.ts'
import { stopStrays } from './strays.ts'

const PORT_ATTEMPTS = 5

const { values } = parseArgs({
  options: {
    directory: { type: 'string', default: '' },
    port: { type: 'string', default: '5434' },
    throwaway: { type: 'boolean', default: false },
  },
})

let stopping = false
const started = start()
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop)
process.on('SIGQUIT', quit)
process.on('disconnect', stop)
// The reader of our output may be gone before we are.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
started.catch(fail)

async function start(): Promise<Server> {
  const account = findServerAccount()
  const { directory, native, note } = await findPlace(values.directory, account)
  await stopStrays(directory)
  await initialise({ directory, native, account, password: process.env.POSTGRES_PASSWORD ?? '' })
  const { server, port } = await listen({ directory, native, account, throwaway: values.throwaway })
  void server.exited.then(() => reportCrash(directory))
  send({ type: 'ready', port, directory, ...(note ? { note } : {}) })
  return server
}

/** Between finding a port free and listening on it, another program may take it. */
async function listen(options: Omit<Parameters<typeof startServer>[0], 'port'>) {
  let port = Number(values.port)
  for (let attempt = 1; ; attempt += 1) {
    port = await findFreePort(port)
    try {
      return { server: await startServer({ ...options, port }), port }
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('could not bind')
      if (!taken || attempt === PORT_ATTEMPTS) throw error
      port += 1
    }
  }
}

function stop(): void {
  if (stopping) return
  stopping = true
  void started
    .then((server) => server.stop())
    .catch(() => undefined)
    .then(() =>
      values.throwaway ? rm(dirname(values.directory), { recursive: true, force: true }) : undefined,
    )
    .then(() => process.exit(0))
}

/** For those who cannot wait: the server recovers at its next start. */
function quit(): void {
  stop()
  void started.then((server) => server.quit())
}

async function reportCrash(directory: string): Promise<void> {
  if (stopping) return
  console.error(`PostgreSQL ended:\n${await readLogEnd(directory)}`)
  process.exit(1)
}

function fail(error: unknown): void {
  if (stopping) return
  stopping = true
  send({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, () =>
    process.exit(1),
  )
}

function send(message: Message, done = () => {}): void {
  if (process.connected) process.send?.(message, done)
  else done()
}
