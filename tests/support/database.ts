import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'

export const TEMPLATE = 'latchkey_template'

type Row = Record<string, unknown>

/** Asks one connection of a database. */
export type Sql = <R extends Row = Row>(text: string, values?: unknown[]) => Promise<R[]>

/** A connection that stays open for several questions. */
export async function openDatabase(url: string): Promise<{ sql: Sql; close: () => Promise<void> }> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return {
    sql: async <R extends Row>(text: string, values: unknown[] = []) =>
      (await client.query<R>(text, values)).rows,
    close: () => client.end(),
  }
}

/** Asks one question. */
export async function query<R extends Row = Row>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const { sql, close } = await openDatabase(url)
  return sql<R>(text, values).finally(close)
}

/** The address that global setup left for the tests. */
export function getAdminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL
  if (!url) throw new Error('TEST_DATABASE_ADMIN_URL is not set: run the tests through npm test')
  return url
}

/** The address of a new database with every migration applied, in some 30 ms. */
export function createDatabase(): Promise<string> {
  return createFrom(TEMPLATE)
}

/** The address of a new database without any table. */
export function createEmptyDatabase(): Promise<string> {
  return createFrom('template0')
}

/** Ends every connection to it first. */
export async function dropDatabase(url: string): Promise<void> {
  const name = escapeIdentifier(new URL(url).pathname.slice(1))
  await query(getAdminUrl(), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}

async function createFrom(template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(
    getAdminUrl(),
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`,
  )
  const url = new URL(getAdminUrl())
  url.pathname = `/${name}`
  return url.href
}

/** Every row of every table of a database as text, those of the job queue too: what a stolen copy would say. */
export async function readDatabaseText(databaseUrl: string): Promise<string> {
  const { sql, close } = await openDatabase(databaseUrl)
  try {
    const tables = await sql<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const parts: string[] = []
    for (const { schema, name } of tables) {
      const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
      const rows = await sql<{ row: string }>(`SELECT t::text AS row FROM ${table} t`)
      parts.push(`${table}\n${rows.map(({ row }) => row).join('\n')}`)
    }
    return parts.join('\n\n')
  } finally {
    await close()
  }
}

/** Holds a row in the database, so that whoever writes it stops just before. */
export type RowLock = {
  /** Resolves when somebody, or so many at once, wait to write the grant. */
  awaited: (count?: number) => Promise<void>
  release: () => Promise<void>
}

export function lockGrant(databaseUrl: string, accountId: string): Promise<RowLock> {
  return lockRow(databaseUrl, 'SELECT 1 FROM grants WHERE account_id = $1 FOR UPDATE', accountId)
}

/** The same for a mail. */
export function lockMail(databaseUrl: string, id: string): Promise<RowLock> {
  return lockRow(databaseUrl, 'SELECT 1 FROM mails WHERE id = $1 FOR UPDATE', id)
}

async function lockRow(databaseUrl: string, statement: string, id: string): Promise<RowLock> {
  const { sql, close } = await openDatabase(databaseUrl)
  await sql('BEGIN')
  await sql(statement, [id])
  const countWaiting = async () => {
    // Inside a transaction, the first look would be the only one.
    await sql('SELECT pg_stat_clear_snapshot()')
    const [row] = await sql<{ count: number }>(
      // Whoever comes later waits for the one before, not for this lock itself.
      `WITH RECURSIVE waiting AS (
         SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))
         UNION SELECT a.pid FROM pg_stat_activity a JOIN waiting w ON w.pid = ANY (pg_blocking_pids(a.pid))
       ) SELECT count(*)::int AS count FROM waiting`,
    )
    return row?.count ?? 0
  }
  return {
    awaited: async (count = 1) => {
      while ((await countWaiting()) < count) await sql('SELECT pg_sleep(0.02)')
    },
    release: async () => {
      await sql('ROLLBACK')
      await close()
    },
  }
}
