import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { prepareDatabase } from '#scripts/migrate/prepare'
import { databaseUrl, startPostgres } from '#scripts/postgres/start'

const TEMPLATE = 'latchkey_template'
const FIRST_PORT = 15_432

export type TestPostgres = {
  /** For `createDatabase` and `dropDatabase`; global setup passes it on as TEST_DATABASE_ADMIN_URL. */
  url: string
  stop: () => Promise<void>
}

/** A PostgreSQL for one test run, with a migrated template. It and its files end with the run. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const password = randomBytes(16).toString('hex')
  const home = await mkdtemp(join(tmpdir(), 'latchkey-postgres-'))
  // The account that PostgreSQL runs as under root must be able to pass through.
  await chmod(home, 0o711)
  const port = FIRST_PORT + Math.floor(Math.random() * 1_000)
  const postgres = startPostgres({ directory: join(home, 'data'), password, port, throwaway: true })
  try {
    const ready = await postgres.ready
    const url = databaseUrl(ready.port, password, 'postgres')
    await query(url, `CREATE DATABASE ${TEMPLATE}`)
    await prepareDatabase(databaseUrl(ready.port, password, TEMPLATE), undefined)
    return { url, stop: postgres.stop }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** The address that global setup left for the tests. */
export function getAdminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL
  if (!url) throw new Error('TEST_DATABASE_ADMIN_URL is not set: run the tests through npm test')
  return url
}

/** The address of a new database with every migration applied, in some 30 ms. */
export function createDatabase(adminUrl = getAdminUrl(), name = randomName()): Promise<string> {
  return createFrom(adminUrl, TEMPLATE, name)
}

/** The address of a new database without any table. */
export function createEmptyDatabase(adminUrl = getAdminUrl(), name = randomName()): Promise<string> {
  return createFrom(adminUrl, 'template0', name)
}

/** Ends every connection to it first. */
export async function dropDatabase(url: string, adminUrl = getAdminUrl()): Promise<void> {
  await query(
    adminUrl,
    `DROP DATABASE IF EXISTS ${escapeIdentifier(new URL(url).pathname.slice(1))} WITH (FORCE)`,
  )
}

async function createFrom(adminUrl: string, template: string, name: string): Promise<string> {
  await query(adminUrl, `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${template}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function randomName(): string {
  return `test_${randomBytes(6).toString('hex')}`
}
