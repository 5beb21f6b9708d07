import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { escapeIdentifier, escapeLiteral } from 'pg'
import { brand } from '#lib/brand'
import { prepareDatabase } from '#scripts/migrate/prepare'
import { databaseUrl, startPostgres } from '#scripts/postgres/start'
import { openDatabase, type Sql } from '#tests/support/database'

const FIRST_PORT = 17_432
const PREFIX = '@@%d|%a@@'
const STATEMENT = /^@@([^|]*)\|(.*?)@@LOG: {2}(?:statement|execute [^:]*): (.*)$/

/** How often, and how long at most, the log is looked at until nothing more comes. */
const LOOK_MS = 150
const QUIET_LOOKS = 2

/** A PostgreSQL of this run alone, which is deleted with it. */
export type Cluster = {
  /** The address of a new database that `prepare` was run on. */
  createDatabase: (name: string, prepare: (url: string) => Promise<void>) => Promise<string>
  /** The statements that a database is sent while `work` runs, but for those of the job queue's connections. */
  listStatements: (databaseUrl: string, work: () => Promise<void>) => Promise<string[]>
  stop: () => Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const password = randomBytes(16).toString('hex')
  const home = await mkdtemp(join(tmpdir(), `${brand.slug}-bench-`))
  // The account that PostgreSQL runs as under root must be able to pass through.
  await chmod(home, 0o711)
  const port = FIRST_PORT + Math.floor(Math.random() * 1_000)
  const postgres = startPostgres({ directory: join(home, 'data'), password, port, throwaway: true })
  try {
    const ready = await postgres.ready
    const addressOf = (name: string) => databaseUrl(ready.port, password, name)
    const admin = await openDatabase(addressOf('postgres'))
    await admin.sql(`ALTER SYSTEM SET log_line_prefix = ${escapeLiteral(PREFIX)}`)
    return {
      async createDatabase(name, prepare) {
        await admin.sql(`CREATE DATABASE ${escapeIdentifier(name)}`)
        await prepare(addressOf(name))
        return addressOf(name)
      },
      listStatements: (url, work) => listStatements(admin.sql, `${ready.directory}.log`, url, work),
      async stop() {
        await admin.close().catch(() => undefined)
        await postgres.stop()
      },
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** The tables of the product. */
export async function prepareProduct(url: string): Promise<void> {
  await prepareDatabase(url, undefined)
}

async function listStatements(
  sql: Sql,
  log: string,
  databaseUrl: string,
  work: () => Promise<void>,
): Promise<string[]> {
  const database = new URL(databaseUrl).pathname.slice(1)
  await setLogging(sql, 'all')
  try {
    const before = (await untilQuiet(log)).length
    await work()
    const text = (await untilQuiet(log)).slice(before)
    return readStatements(text, database)
  } finally {
    await setLogging(sql, 'none')
  }
}

/** The statements of one database in a log, without those of the job queue's own connections. */
export function readStatements(log: string, database: string): string[] {
  // A statement of several lines goes on after a tab.
  const lines = log.replaceAll(/\s*\n\t\s*/g, ' ').split('\n')
  return lines.flatMap((line) => {
    const [, where, application, statement = ''] = STATEMENT.exec(line) ?? []
    if (where !== database || application === brand.jobsConnection) return []
    return [statement.trim()]
  })
}

async function setLogging(sql: Sql, value: 'all' | 'none'): Promise<void> {
  await sql(`ALTER SYSTEM SET log_statement = '${value}'`)
  await sql('SELECT pg_reload_conf()')
  // Each connection is told, ours among them, and reads it before its next statement.
  const isKnown = async () => (await sql('SHOW log_statement'))[0]?.log_statement === value
  while (!(await isKnown())) await sleep(LOOK_MS)
  await sleep(LOOK_MS)
}

/** What is done after an answer is part of it, too. */
async function untilQuiet(log: string): Promise<string> {
  let text = await readFile(log, 'utf8')
  for (let quiet = 0; quiet < QUIET_LOOKS; ) {
    await sleep(LOOK_MS)
    const now = await readFile(log, 'utf8')
    quiet = count(now) === count(text) ? quiet + 1 : 0
    text = now
  }
  return text
}

function count(text: string): number {
  return text.split('\n').length
}
