import 'server-only'
import { TLSSocket } from 'node:tls'
import type { Pool } from 'pg'
import { z } from 'zod'
import { describeDatabase } from '#lib/database-url'
import { POOL_SIZES } from '#lib/db/client'
import { type Check, count, failure, Missing, ok, warning } from '#lib/doctor/check'
import { readRow, type SetUp } from '#lib/doctor/set-up'

const OLDEST_MAJOR = 15
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\/.*)$/

export const reachable: Check<SetUp> = {
  id: 'database',
  group: 'Database',
  title: 'Database',
  async examine({ setting, tryDatabase }) {
    const url = setting('DATABASE_URL')
    const reason = await tryDatabase().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'no reason was given'),
    )
    if (reason === null) return ok(`answers at ${describeDatabase(url)}`)
    return failure(reason, 'Start PostgreSQL, or correct DATABASE_URL: host, port, name, user and password.')
  },
}

export const version: Check<SetUp> = {
  id: 'database-version',
  group: 'Database',
  title: 'PostgreSQL',
  async examine({ database }) {
    const { number, text } = await readRow(
      await database(),
      z.object({ number: z.number(), text: z.string() }),
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text`,
    )
    if (number >= OLDEST_MAJOR * 10_000) return ok(`version ${text}`)
    return failure(`version ${text}`, `Move to PostgreSQL ${OLDEST_MAJOR} or newer.`)
  },
}

/** Prisma names the schema of every table, and our own SQL does not. */
export const schema: Check<SetUp> = {
  id: 'database-schema',
  group: 'Database',
  title: 'Schema',
  async examine({ database }) {
    const shape = z.object({ schema: z.string().nullable() })
    const { schema } = await readRow(await database(), shape, 'SELECT current_schema() AS schema')
    if (schema === 'public') return ok('public')
    return failure(
      schema === null
        ? 'no schema of the search_path is there'
        : `the search_path leads to ${schema}, not to public`,
      'Take search_path from the role and from the database: ALTER ROLE … RESET search_path, ALTER DATABASE … RESET search_path.',
    )
  },
}

export const encryption: Check<SetUp> = {
  id: 'database-tls',
  group: 'Database',
  title: 'Connection to it',
  async examine({ database }) {
    const client = await (await database()).connect()
    const { host, connection } = client
    const { stream } = connection
    client.release()
    if (LOOPBACK.test(host)) return ok('does not leave this machine')
    if (!(stream instanceof TLSSocket))
      return warning(
        'is not encrypted',
        'Add ?sslmode=verify-full to DATABASE_URL, and turn TLS on in PostgreSQL.',
      )
    if (stream.authorized) return ok(`encrypted with ${stream.getProtocol()}, and it is the right server`)
    return warning(
      'is encrypted, but nobody checks with whom',
      'Use ?sslmode=verify-full with sslrootcert in DATABASE_URL.',
    )
  },
}

export const migrations: Check<SetUp> = {
  id: 'migrations',
  group: 'Database',
  title: 'Migrations',
  async examine({ tryMigrations }) {
    const pending = await tryMigrations().catch((error: unknown) => {
      if (error instanceof Missing || !(error instanceof Error)) throw error
      return error.message
    })
    if (typeof pending === 'string')
      return failure(pending, 'Start from the code that this database was made with.')
    if (pending.length === 0) return ok('all applied')
    return failure(
      `the database lacks ${pending.map(({ name }) => name).join(', ')}`,
      'Run "npm run migrate", or start with "npm start -- --migrate".',
    )
  },
}

const limits = z.object({ most: z.number(), reserved: z.number(), role: z.number(), database: z.number() })

/** Without a limit, PostgreSQL says -1. */
const READ_LIMITS = `
  SELECT current_setting('max_connections')::int AS most,
    current_setting('superuser_reserved_connections')::int
      + coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved,
    (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role,
    (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS database`

/** Fewer, and a transaction that has something looked up beside it might wait for itself. */
const LEAST_FOR_REQUESTS = 2

/** What the processes of this machine may open. */
type ConnectionPlan = {
  /** For the requests of each. */
  requests: number
  seen: string
  kind: 'fits' | 'pooled' | 'reduced' | 'too-many'
}

/**
 * How many connections each process gets: as DATABASE_POOL_MAX says, or else the usual number, or fewer where all of them
 * would not fit. While processes are replaced, there is one more of them.
 */
export async function planConnections({ database, processes, values }: SetUp): Promise<ConnectionPlan> {
  if (processes === null) throw new Missing('server-settings')
  const pool = await database()
  const { most, reserved, role, database: ofDatabase } = await readRow(pool, limits, READ_LIMITS)
  const spare = Math.min(most - reserved, ...[role, ofDatabase].filter((limit) => limit >= 0))
  const together = processes + 1
  const chosen = values.DATABASE_POOL_MAX
  const describe = (requests: number, kind: ConnectionPlan['kind']): ConnectionPlan => {
    const all = together * (requests + POOL_SIZES.jobs)
    const who = `${count(processes, 'process', 'processes')}, and one more while they are replaced,`
    return { requests, kind, seen: `${who} may open ${all} of ${spare}` }
  }
  const wanted = chosen ?? POOL_SIZES.requests
  if (together * (wanted + POOL_SIZES.jobs) <= spare) return describe(wanted, 'fits')
  if (await isPooled(pool)) return describe(wanted, 'pooled')
  const fitting = Math.floor(spare / together) - POOL_SIZES.jobs
  if (chosen !== undefined || fitting < LEAST_FOR_REQUESTS) return describe(wanted, 'too-many')
  return describe(fitting, 'reduced')
}

export const connections: Check<SetUp> = {
  id: 'connections',
  group: 'Database',
  title: 'Connections',
  async examine(setUp) {
    const { kind, seen, requests } = await planConnections(setUp)
    if (kind === 'fits') return ok(seen)
    if (kind === 'pooled') return ok(`${seen}, and there is a pooler between`)
    if (kind === 'reduced')
      return warning(
        `${seen}: each has ${requests} for requests instead of ${POOL_SIZES.requests}, so that all fit`,
        'Raise max_connections, or lower WEB_CONCURRENCY. DATABASE_POOL_MAX says how many are meant.',
      )
    return failure(
      seen,
      'Lower DATABASE_POOL_MAX or WEB_CONCURRENCY, raise max_connections, or put a pooler such as PgBouncer between.',
    )
  },
}

/** A pooler such as PgBouncer gives each client a number of its own in the place of the server's process. */
async function isPooled(pool: Pool): Promise<boolean> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
    const [row] = z.tuple([z.object({ pid: z.number() })]).parse(rows)
    return 'processID' in client && client.processID !== row.pid
  } finally {
    client.release()
  }
}
