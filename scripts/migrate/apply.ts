import { DatabaseError, type Pool } from 'pg'
import { connect, findPending, listMigrations, MIGRATIONS, type Migration } from '#lib/db/migrations'

/** The number that `prisma migrate deploy` locks too, so that it and we wait for each other. */
const LOCK = 72_707_369
const LOCK_LIMIT = '60s'

/** Prisma's own table, column for column. */
const HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  varchar(36) PRIMARY KEY NOT NULL,
    checksum            varchar(64) NOT NULL,
    finished_at         timestamptz,
    migration_name      varchar(255) NOT NULL,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`

const STARTED = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (gen_random_uuid()::text, $1, $2) RETURNING id`

const FINISHED = `
  UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1`

/** Whether there are tables and none of them is Prisma's. */
const IS_FOREIGN = `
  SELECT to_regclass('_prisma_migrations') IS NULL
    AND EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema()) AS foreign`

/**
 * Brings a database up to date and returns the names of the migrations it applied. Each is one transaction together
 * with its row in `_prisma_migrations`, which `prisma migrate` reads too: a migration is there or it is not, whatever
 * is killed. Processes that call this at once wait for each other.
 *
 * @throws Error that names the migration, and what PostgreSQL said of which line
 */
export async function applyMigrations(databaseUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const known = await listMigrations(folder)
  const pool = await connect(databaseUrl)
  try {
    const pending = await findPending(pool, known)
    return pending.length > 0 ? await applyLocked(pool, known) : []
  } finally {
    await pool.end()
  }
}

/** The lock belongs to the only connection of the pool, and ends with it. */
async function applyLocked(pool: Pool, known: Migration[]): Promise<string[]> {
  await pool.query(`SET lock_timeout = '${LOCK_LIMIT}'`)
  await pool.query('SELECT pg_advisory_lock($1)', [LOCK])
  await pool.query('RESET lock_timeout')
  const pending = await findPending(pool, known)
  for (const migration of pending) {
    await applyOne(pool, migration).catch((error: unknown) => {
      const { name } = migration
      throw new Error(`Migration ${name} failed and nothing of it was kept: ${describe(error)}`, {
        cause: error,
      })
    })
  }
  return pending.map(({ name }) => name)
}

async function applyOne(pool: Pool, { name, sql, checksum }: Migration): Promise<void> {
  await pool.query('BEGIN')
  try {
    await openHistory(pool)
    const { rows } = await pool.query<{ id: string }>(STARTED, [checksum, name])
    await pool.query(sql).catch((error: unknown) => {
      throw new Error(`${describe(error)}${lineOf(error, sql)}`, { cause: error })
    })
    const { rowCount } = await pool.query(FINISHED, [rows[0]?.id])
    if (rowCount !== 1) throw new Error('it must leave the transaction that it runs in alone')
    await pool.query('COMMIT')
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function openHistory(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ foreign: boolean }>(IS_FOREIGN)
  if (rows[0]?.foreign) {
    throw new Error(
      'the database is not empty, and nothing says that its tables are ours (https://pris.ly/d/migrate-baseline)',
    )
  }
  await pool.query(HISTORY)
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof DatabaseError ? Number(error.position) : Number.NaN
  return position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : ''
}
