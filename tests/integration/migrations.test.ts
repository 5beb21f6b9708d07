import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { listMigrations, MIGRATIONS, pendingMigrations } from '#lib/db/migrations'
import { applyMigrations } from '#scripts/migrate/apply'
import { writeDifference, writeMigration } from '#scripts/migrate/write'
import { createDatabase, createEmptyDatabase, dropDatabase, query } from '#tests/support/database'
import { readCatalog } from '#tests/support/schema'

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

/** What is written by hand, since schema.prisma has no words for it: an index of an expression, one with a condition. */
const BY_HAND = ['20261126104500_attempts_of_users', '20261126163600_grants_without_prefix']

test('the migrations make the database that schema.prisma describes', async () => {
  const migrated = await createDatabase()
  const sql = await writeDifference(undefined, await readFile(SCHEMA, 'utf8'))
  await query(url, sql ?? '')
  for (const name of BY_HAND)
    await query(url, await readFile(join(MIGRATIONS, name, 'migration.sql'), 'utf8'))

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

test('a database that holds tables of something else is left alone', async () => {
  await query(url, 'CREATE TABLE books (id int)')
  await expect(applyMigrations(url)).rejects.toThrow('the database is not empty')
  expect(await listTables()).toEqual(['books'])
})

test('a migration that ends its own transaction is not taken for applied', async () => {
  await addMigration('20260101000000_good', 'CREATE TABLE good (id int);')
  await addMigration('20260102000000_away', 'CREATE TABLE away (id int); ROLLBACK;')
  await expect(applyMigrations(url, folder)).rejects.toThrow('must leave the transaction')
  expect(await pendingMigrations(url, folder)).toEqual(['20260102000000_away'])
})

test('of two processes that migrate at once, one applies and the other finds it done', async () => {
  const script = join(MIGRATIONS, '../../scripts/migrate.ts')
  const env = { ...process.env, DATABASE_URL: url, NODE_OPTIONS: '' }
  const run = () => promisify(execFile)(process.execPath, ['--conditions=react-server', script], { env })
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

/** The last migrations of versions that are in use. Their servers may still run while a later migration is applied. */
const versions = [
  ['20261125022854_sign_in_guards', 'without a provider in revocations'],
  ['20261126025206_disabled_reason', 'with Google alone'],
] as const

for (const [last, title] of versions) {
  test(`a server ${title} goes on working: what it names is still there, and it need not name more`, async () => {
    await migrateTo(last)
    const before = await readColumns()
    expect(await applyMigrations(url)).not.toEqual([])
    const after = await readColumns()

    const gone = [...before].filter(([column, { type }]) => after.get(column)?.type !== type)
    expect(gone).toEqual([])
    const demanded = [...after].filter(([column, { required, default: usual }]) => {
      const known = before.get(column)
      const table = column.split('.')[0]
      if (![...before.keys()].some((other) => other.startsWith(`${table}.`))) return false
      return required && usual === null && !known?.required
    })
    expect(demanded).toEqual([])
  })

  test(`rows of a version ${title} keep what they mean, and so do those that its servers still write`, async () => {
    await migrateTo(last)
    const ada = await writeAsThen('ada')
    await applyMigrations(url)
    const grace = await writeAsThen('grace')

    for (const [name, { userId, accountId }] of Object.entries({ ada, grace })) {
      const email = `${name}@example.test`
      const user = await query(url, 'SELECT email, email_key, email_verified FROM users WHERE id = $1', [
        userId,
      ])
      expect(user).toEqual([{ email, email_key: email, email_verified: expect.any(Date) }])
      const accounts = await query(
        url,
        'SELECT id, provider, issuer, email, email_verified, handle FROM accounts WHERE user_id = $1',
        [userId],
      )
      const asserted = { email, email_verified: true, handle: null }
      const google = { provider: 'google', issuer: 'https://accounts.google.com' }
      expect(accounts).toEqual([{ id: accountId, ...google, ...asserted }])
      const sessions = await query(url, 'SELECT account_id FROM sessions WHERE user_id = $1', [userId])
      expect(sessions).toEqual([{ account_id: accountId }])
      const revocations = await query(url, 'SELECT provider FROM revocations WHERE identity = $1', [name])
      expect(revocations).toEqual([{ provider: 'google' }])
    }
  })
}

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

/** Applies the migrations up to this one, as a version did that knew no later ones. */
async function migrateTo(last: string): Promise<void> {
  const names = (await listMigrations()).map(({ name }) => name)
  const known = names.slice(0, names.indexOf(last) + 1)
  for (const name of known) await cp(join(MIGRATIONS, name), join(folder, name), { recursive: true })
  expect(await applyMigrations(url, folder)).toEqual(known)
}

/** Somebody with a session and a revocation, by the columns that every version named which knew Google alone. */
async function writeAsThen(name: string): Promise<{ userId: string; accountId: string }> {
  const [row] = await query<{ userId: string; accountId: string }>(
    url,
    `WITH person AS (
       INSERT INTO users (name, email, email_key, email_verified, updated_at)
       VALUES ($1, $1 || '@example.test', $1 || '@example.test', now(), now()) RETURNING id
     ), owned AS (
       INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email, name)
       SELECT id, 'oidc', 'google', 'https://accounts.google.com', $1, $1 || '@example.test', $1 FROM person
       RETURNING id, user_id
     ), revoked AS (
       INSERT INTO revocations (id, token, token_key, identity)
       VALUES (gen_random_uuid(), 'sealed', 'key', $1)
     )
     INSERT INTO sessions (token_hash, user_id, account_id, expires_at)
     SELECT $1, user_id, id, now() + interval '1 day' FROM owned
     RETURNING user_id AS "userId", account_id AS "accountId"`,
    [name],
  )
  return row!
}

type Column = { type: string; required: boolean; default: string | null }

async function readColumns(): Promise<Map<string, Column>> {
  const { columns } = await readCatalog(url)
  return new Map(columns.map((row) => [`${row.table}.${row.column}`, row as Column]))
}

async function listTables(): Promise<string[]> {
  const rows = await query(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)
  return rows.map(({ tablename }) => String(tablename))
}
