/** A PostgreSQL of a test's own, that it can kill, stop and start: as careful with what was committed as one in production. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareDatabase } from '#scripts/migrate/prepare'
import { databaseUrl, startPostgres } from '#scripts/postgres/start'
import { freePort } from './processes.ts'
import { childrenOf } from './start.ts'

export type Cluster = {
  port: number
  /** A database with every migration. */
  url: string
  /** Ends every process of it at once, as `kill -9` does; resolves when none is left. */
  kill: () => Promise<void>
  /** Starts it again where it was; resolves when it takes connections. */
  start: () => Promise<void>
  /** Stops every process of it where it is, so that nobody has an answer. */
  pause: () => void
  resume: () => void
  stop: () => Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-faults-'))
  // The account that PostgreSQL runs as under root must be able to pass through.
  await chmod(home, 0o711)
  const password = randomBytes(16).toString('hex')
  const port = await freePort()
  const launch = async () => {
    const started = startPostgres({ directory: join(home, 'data'), password, port })
    const ready = await started.ready
    if (ready.port !== port) throw new Error(`The port ${port} was taken by somebody else`)
    return { ...started, directory: ready.directory }
  }
  let postgres = await launch()
  const url = databaseUrl(port, password)
  await prepareDatabase(url, undefined)

  const signal = (name: NodeJS.Signals) => {
    const [first = ''] = readFileSync(join(postgres.directory, 'postmaster.pid'), 'utf8').split('\n')
    // The first of them starts new ones, so it goes before those that it has.
    const children = childrenOf(Number(first))
    sendSignal(Number(first), name)
    for (const pid of [...children, ...childrenOf(Number(first))]) sendSignal(pid, name)
  }
  return {
    port,
    url,
    async kill() {
      signal('SIGKILL')
      await postgres.exited
    },
    async start() {
      postgres = await launch()
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async stop() {
      signal('SIGCONT')
      await postgres.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** One that ends because the first has ended needs none. */
function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It is gone.
  }
}
