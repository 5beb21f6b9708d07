import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { DatabaseError, type Pool } from 'pg'
import { connect, findPending, listMigrations, MIGRATIONS, type Migration } from '#lib/db/migrations'
import { openEngine } from './engine.ts'

/** The number that `prisma migrate deploy` locks too, so that it and we wait for each other. */
const LOCK = 72_707_369
const LOCK_LIMIT = '60s'

/**
 * Brings a database up to date and returns the names of the migrations it applied. Each is one
 * transaction together with its entry in `_prisma_migrations`, so a migration is there or it is not,
 * whatever is killed. Processes that call this at once wait for each other.
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

async function applyLocked(pool: Pool, known: Migration[]): Promise<string[]> {
  await pool.query(`SET lock_timeout = '${LOCK_LIMIT}'`)
  await pool.query('SELECT pg_advisory_lock($1)', [LOCK])
  await pool.query('RESET lock_timeout')
  const pending = await findPending(pool, known)
  if (pending.length === 0) return []

  let said: unknown
  const engine = await openEngine(pool, (error) => {
    said = error
  })
  for (const migration of pending) {
    await applyOne({ pool, engine, known, migration }).catch((error: unknown) => {
      throw new Error(explain(migration, said ?? error), { cause: error })
    })
  }
  return pending.map(({ name }) => name)
}

type Step = { pool: Pool; engine: SchemaEngine; known: Migration[]; migration: Migration }

async function applyOne({ pool, engine, known, migration }: Step): Promise<void> {
  const upToThis = known.slice(0, known.indexOf(migration) + 1)
  await pool.query('BEGIN')
  try {
    await engine.applyMigrations({
      migrationsList: toMigrationList(upToThis),
      filters: { externalTables: [], externalEnums: [] },
    })
    await pool.query('COMMIT')
  } catch (error) {
    await pool.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

function toMigrationList(migrations: Migration[]) {
  return {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  }
}

function explain({ name, sql }: Migration, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const position = error instanceof DatabaseError ? Number(error.position) : Number.NaN
  const line = position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : ''
  return `Migration ${name} failed and nothing of it was kept: ${message}${line}`
}
