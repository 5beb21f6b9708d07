import 'server-only'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { z } from 'zod'
import { describeDatabase, findDatabaseUrlProblem } from '#lib/database-url'
import { causes } from '#lib/errors'
import { listMigrationNames } from '#lib/migration-names'

/** Where Prisma expects them. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

export type Migration = { name: string; sql: string; checksum: string }

/**
 * The names of the migrations that a database still lacks, oldest first. Needs nothing but `pg`, so a server can ask
 * before it starts.
 */
export async function pendingMigrations(databaseUrl: string, folder?: string): Promise<string[]> {
  const pool = await connect(databaseUrl)
  try {
    return (await findPending(pool, await listMigrations(folder))).map(({ name }) => name)
  } finally {
    await pool.end()
  }
}

const appliedShape = z.array(z.object({ name: z.string(), checksum: z.string(), finished: z.boolean() }))

const READ_APPLIED = `
  SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL`

type Queryable = Pick<PoolClient, 'query'>

/** The migrations among `known` that are not applied. Throws when one was changed since, or failed half-way. */
export async function findPending(database: Queryable, known: Migration[]): Promise<Migration[]> {
  const { rows: tables } = await database.query(`SELECT to_regclass('_prisma_migrations') AS name`)
  if (tables[0]?.name === null) return known
  const history = appliedShape.parse((await database.query(READ_APPLIED)).rows)
  const applied = new Map(history.map((row) => [row.name, row]))
  for (const { name, checksum } of known) {
    const row = applied.get(name)
    if (row && !row.finished)
      throw new Error(`Migration ${name} failed half-way: see "prisma migrate resolve"`)
    if (row && row.checksum !== checksum)
      throw new Error(`Migration ${name} was changed after it was applied`)
  }
  return known.filter(({ name }) => !applied.has(name))
}

/** The migrations of a folder, oldest first. */
export async function listMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  return Promise.all((await listMigrationNames(folder)).map((name) => read(folder, name)))
}

async function read(folder: string, name: string): Promise<Migration> {
  const file = await readFile(join(folder, name, 'migration.sql'), 'utf8')
  // A checkout on Windows may have changed the line ends, which must not change the checksum.
  const sql = file.replaceAll('\r\n', '\n')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const CONNECT_LIMIT_MS = 10_000

/**
 * A connection that is the same for every query, so that locks and transactions hold; `limits` may say otherwise. What
 * keeps it from opening is thrown for an operator to read, without the password.
 */
export async function connect(databaseUrl: string, limits: PoolConfig = {}): Promise<Pool> {
  const problem = findDatabaseUrlProblem(databaseUrl)
  if (problem !== null) throw new Error(`DATABASE_URL ${problem}`)
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    ...limits,
  })
  // A lost connection makes the next query fail, which is where it is reported.
  pool.on('error', () => undefined)
  try {
    await pool.query('SELECT 1')
    return pool
  } catch (cause) {
    await pool.end()
    const reason = causes(cause).findLast((one) => one instanceof Error)?.message ?? String(cause)
    throw new Error(`Cannot use the database at ${describeDatabase(databaseUrl)}: ${reason}`, { cause })
  }
}
