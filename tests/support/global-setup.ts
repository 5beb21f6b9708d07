import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { escapeIdentifier } from 'pg'
import { prepareDatabase } from '#scripts/migrate/prepare'
import { databaseUrl, startPostgres } from '#scripts/postgres/start'
import { query, TEMPLATE } from './database.ts'

const FIRST_PORT = 15_432

/** One PostgreSQL for the whole run, with a migrated template. It and its files end with the run. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const password = randomBytes(16).toString('hex')
  const home = await mkdtemp(join(tmpdir(), 'latchkey-postgres-'))
  // The account that PostgreSQL runs as under root must be able to pass through.
  await chmod(home, 0o711)
  const port = FIRST_PORT + Math.floor(Math.random() * 1_000)
  const postgres = startPostgres({ directory: join(home, 'data'), password, port, throwaway: true })
  try {
    const ready = await postgres.ready
    const url = databaseUrl(ready.port, password, 'postgres')
    await query(url, `CREATE DATABASE ${escapeIdentifier(TEMPLATE)}`)
    await prepareDatabase(databaseUrl(ready.port, password, TEMPLATE), undefined)
    process.env.TEST_DATABASE_ADMIN_URL = url
    return postgres.stop
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
