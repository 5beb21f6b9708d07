import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { Client } from 'pg'
import { listMigrations, MIGRATIONS, pendingMigrations } from '#lib/db/migrations'
import { applyMigrations } from '#scripts/migrate/apply'
import { writeDifference, writeMigration } from '#scripts/migrate/write'
import { readCatalog } from '../support/catalog.ts'
import { createDatabase, createEmptyDatabase, dropDatabase } from '../support/database.ts'

const SCHEMA = join(MIGRATIONS, '../schema.prisma')

let url: string
let folder: string

test.beforeEach(async () => {
  url = await createEmptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'latchkey-migrations-'))
})

test.afterEach(async () => {
  await dropDatabase(url)
  await rm(folder, { recursive: true })
})

test('the migrations make the database that schema.prisma describes', async () => {
  const migrated = await createDatabase()
  const sql = await writeDifference(undefined, await readFile(SCHEMA, 'utf8'))
  await query(url, sql ?? '')

  expect(await readCatalog(migrated)).toEqual(await readCatalog(url))
  await dropDatabase(migrated)
})

test('nothing in schema.prisma waits for a migration', async () => {
  const before = await readFile(join(MIGRATIONS, 'schema.prisma'), 'utf8')
  expect(await writeDifference(before, await readFile(SCHEMA, 'utf8'))).toBeNull()
})

test('applying a second time changes nothing', async () => {
  const names = (await listMigrations()).map(({ name }) => name)
  expect(await pendingMigrations(url)).toEqual(names)

  expect(await applyMigrations(url)).toEqual(names)
  const after = await readCatalog(url)

  expect(await pendingMigrations(url)).toEqual([])
  expect(await applyMigrations(url)).toEqual([])
  expect(await readCatalog(url)).toEqual(after)
})

test('of two processes that migrate at once, one applies and the other finds it done', async () => {
  const script = join(MIGRATIONS, '../../scripts/migrate.ts')
  const env = { ...process.env, DATABASE_URL: url, NODE_OPTIONS: '' }
  const run = () =>
    promisify(execFile)(process.execPath, ['--conditions=react-server', script, 'apply'], { env })
  const said = (await Promise.all([run(), run(), run()])).map(({ stdout }) => stdout.trim())

  const names = (await listMigrations()).map(({ name }) => `Applied migration ${name}`)
  expect(said.toSorted()).toEqual([
    names.join('\n'),
    'The database is up to date',
    'The database is up to date',
  ])
})

test('a migration that fails leaves no trace, names its line, and can be mended', async () => {
  await addMigration('20260101000000_good', 'CREATE TABLE good (id int);')
  await addMigration('20260102000000_bad', 'CREATE TABLE half (id int);\n\nCREATE TABLE good (id int);')

  await expect(applyMigrations(url, folder)).rejects.toThrow(
    'Migration 20260102000000_bad failed and nothing of it was kept: relation "good" already exists',
  )
  expect(await listTables()).toEqual(['_prisma_migrations', 'good'])
  expect(await pendingMigrations(url, folder)).toEqual(['20260102000000_bad'])

  await addMigration('20260102000000_bad', 'CREATE TABLE half (id int);\n\nSELEC 1;')
  await expect(applyMigrations(url, folder)).rejects.toThrow('syntax error at or near "SELEC" (line 3)')

  await addMigration('20260102000000_bad', 'CREATE TABLE half (id int);')
  expect(await applyMigrations(url, folder)).toEqual(['20260102000000_bad'])
})

test('a migration may hold semicolons inside functions and strings', async () => {
  await addMigration(
    '20260101000000_function',
    `CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'a;b'; END $$;`,
  )
  await applyMigrations(url, folder)
  expect(await query(url, 'SELECT f()')).toEqual([{ f: 'a;b' }])
})

test('a migration that was changed after it was applied is refused', async () => {
  await addMigration('20260101000000_good', 'CREATE TABLE good (id int);')
  await applyMigrations(url, folder)
  await addMigration('20260101000000_good', 'CREATE TABLE better (id int);')
  await expect(applyMigrations(url, folder)).rejects.toThrow('was changed after it was applied')
})

test('a database that does not answer is named without its password', async () => {
  const message = await applyMigrations('postgresql://ada:geheim@127.0.0.1:1/books').catch(String)
  expect(message).toContain('Cannot use the database at 127.0.0.1:1/books')
  expect(message).not.toContain('geheim')
})

test('a change in schema.prisma becomes a migration that alters the table', async () => {
  await copyPrisma()
  expect(await writeMigration('nothing', folder)).toBeNull()

  const schema = await readFile(SCHEMA, 'utf8')
  await writeFile(
    join(folder, 'schema.prisma'),
    schema.replace('model User {', 'model User {\n  nickname String?'),
  )
  const name = await writeMigration('add_nickname', folder)

  expect(name).toMatch(/^\d{14}_add_nickname$/)
  const sql = await readFile(join(folder, 'migrations', String(name), 'migration.sql'), 'utf8')
  expect(sql.trim()).toBe('-- AlterTable\nALTER TABLE "users" ADD COLUMN     "nickname" TEXT;')
  expect(await writeMigration('again', folder)).toBeNull()
  expect((await applyMigrations(url, join(folder, 'migrations'))).at(-1)).toBe(name)
})

test('a name that is not one is refused', async () => {
  for (const name of ['Add-Teams', '../up', '1st', '']) {
    await expect(writeMigration(name, folder)).rejects.toThrow('is no name')
  }
})

async function copyPrisma(): Promise<void> {
  await cp(SCHEMA, join(folder, 'schema.prisma'))
  await cp(MIGRATIONS, join(folder, 'migrations'), { recursive: true })
}

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'migration.sql'), sql)
}

async function listTables(): Promise<string[]> {
  const rows = await query(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  return rows.map(({ tablename }) => String(tablename))
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
