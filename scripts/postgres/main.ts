/**
 * The process that looks after the embedded PostgreSQL: `--directory DIR --port N [--throwaway]`, with
 * POSTGRES_PASSWORD. It stops the server when it is asked to and when its parent is gone. Started by start.ts.
 */
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { onStop, report } from '#server/child-process'
import { findFreePort } from '../process/ports.ts'
import { ensureCluster } from './cluster.ts'
import { findPlace, type Place } from './place.ts'
import { abortServer, readLogEnd, startServer, stopLeftover, stopServer } from './server.ts'
import type { Ready } from './start.ts'

const ATTEMPTS = 5
const LEAVING_MS = 500

const { values } = parseArgs({
  options: {
    directory: { type: 'string', default: '' },
    port: { type: 'string', default: '5434' },
    throwaway: { type: 'boolean', default: false },
  },
})

let stopping = false
// The reader of our output may be gone before we are.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
const started = start()
onStop(stop)
process.on('SIGQUIT', abort)
started.catch(fail)

async function start(): Promise<Place> {
  const place = await findPlace(values.directory)
  await stopLeftover(place)
  await ensureCluster(place, process.env.POSTGRES_PASSWORD ?? '')
  const { ended, port } = await listen(place)
  void ended.then(() => reportEnd(place))
  const { directory, note } = place
  await report({ type: 'ready', port, directory, ...(note && { note }) } satisfies Ready)
  return place
}

/**
 * Between finding a port free and listening on it, another program may take it; and of a server that was killed, a
 * process may be left that still has to notice.
 */
async function listen(place: Place): Promise<{ ended: Promise<void>; port: number }> {
  let port = Number(values.port)
  for (let attempt = 1; ; attempt += 1) {
    port = await findFreePort(port)
    try {
      const { ended } = await startServer(place, { port, throwaway: values.throwaway })
      return { ended, port }
    } catch (error) {
      const message = error instanceof Error && attempt < ATTEMPTS ? error.message : ''
      if (message.includes('could not bind')) port += 1
      else if (message.includes('is still in use')) await sleep(LEAVING_MS)
      else throw error
    }
  }
}

async function stop(): Promise<void> {
  stopping = true
  // A start that failed has nothing to stop.
  await started.then(stopServer).catch(() => undefined)
  if (values.throwaway) await rm(dirname(values.directory), { recursive: true, force: true })
  process.exit(0)
}

/** For those who cannot wait. */
async function abort(): Promise<void> {
  stopping = true
  await started.then(abortServer).catch(() => undefined)
  process.exit(0)
}

async function reportEnd(place: Place): Promise<void> {
  if (stopping) return
  console.error(`PostgreSQL ended:\n${await readLogEnd(place)}`)
  process.exit(1)
}

async function fail(error: unknown): Promise<void> {
  if (stopping) return
  stopping = true
  await report({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  process.exit(1)
}
