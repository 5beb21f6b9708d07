import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { PrismaPg } from '@prisma/adapter-pg'
import { Client } from 'pg'
import { listMigrations, MIGRATIONS, pendingMigrations } from '#lib/db/migrations'
import { applyMigrations } from '#scripts/migrate/apply'
import { openEngine } from '#scripts/migrate/engine'
import { createEmptyDatabase, dropDatabase } from '../support/database.ts'

let url: string

test.beforeEach(async () => {
  url = await createEmptyDatabase()
})

test.afterEach(() => dropDatabase(url))

test("Prisma's own engine finds nothing to mend or to apply in what we applied", async () => {
  const names = await applyMigrations(url)
  await inEngine(async (engine, list) => {
    const found = await engine.diagnoseMigrationHistory({ ...list, optInToShadowDatabase: false })
    expect(found).toEqual({
      history: null,
      failedMigrationNames: [],
      editedMigrationNames: [],
      hasMigrationsTable: true,
    })
    expect((await engine.applyMigrations(list)).appliedMigrationNames).toEqual([])
  })
  const wanted = { took: 'some', logs: null, rolled_back_at: null, applied_steps_count: 1 }
  expect(await readHistory()).toEqual(names.map((migration_name) => ({ migration_name, ...wanted })))
})

test("what Prisma's own engine applied is applied for us, and we go on from there", async () => {
  await inEngine(async (engine, list) => void (await engine.applyMigrations(list)))
  const byEngine = await readHistoryTable()
  expect(await pendingMigrations(url)).toEqual([])

  const folder = await mkdtemp(join(tmpdir(), 'latchkey-migrations-'))
  await cp(MIGRATIONS, folder, { recursive: true })
  await mkdir(join(folder, '20991231000000_later'))
  await writeFile(join(folder, '20991231000000_later/migration.sql'), 'CREATE TABLE later (id int);')
  expect(await applyMigrations(url, folder)).toEqual(['20991231000000_later'])
  await rm(folder, { recursive: true })

  const other = await createEmptyDatabase()
  await applyMigrations(other)
  expect(await readHistoryTable(other)).toEqual(byEngine)
  await dropDatabase(other)
})

/** Runs Prisma's schema engine on the database and all our migrations. */
async function inEngine(
  work: (engine: Awaited<ReturnType<typeof openEngine>>, list: MigrationList) => Promise<void>,
): Promise<void> {
  const adapter = await new PrismaPg({ connectionString: url }).connect()
  try {
    await work(await openEngine(adapter), await toEngineList())
  } finally {
    await adapter.dispose()
  }
}

type MigrationList = Awaited<ReturnType<typeof toEngineList>>

async function toEngineList() {
  const migrationDirectories = (await listMigrations()).map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }))
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
  return {
    migrationsList: { baseDir: MIGRATIONS, lockfile, shadowDbInitScript: '', migrationDirectories },
    filters: { externalTables: [], externalEnums: [] },
  }
}

function readHistory(): Promise<Record<string, unknown>[]> {
  return query(
    url,
    `SELECT migration_name, CASE WHEN finished_at > started_at THEN 'some' END AS took, logs, rolled_back_at,
       applied_steps_count FROM _prisma_migrations ORDER BY started_at`,
  )
}

/** What Prisma's table looks like, whoever made it. */
function readHistoryTable(databaseUrl = url): Promise<Record<string, unknown>[]> {
  return query(
    databaseUrl,
    `SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid) AS default,
       (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = attrelid AND contype = 'p') AS key
     FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
     WHERE attrelid = '_prisma_migrations'::regclass AND attnum > 0 ORDER BY attnum`,
  )
}

async function query(databaseUrl: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
