import { createHash } from 'node:crypto'
import { openDatabase, type Sql } from '#tests/support/database'
import { userAgent } from './browser.ts'

/** Lines of activity of each person. */
const LINES = 10

/** Every so many-th person is asked for: their rows lie all over the tables. */
const SAMPLE = 500

/** So many at once, each in a transaction of its own. */
const BATCH = 100_000

/**
 * Fills a database of the product with so many people, each with an account, a grant, a session that lives, and ten lines
 * of activity over a year. The ids are as random as real ones.
 *
 * @param issuer whose accounts they are
 */
export async function fillDatabase(databaseUrl: string, people: number, issuer: string): Promise<void> {
  console.error(`Filling a database with ${people} people and ${people * LINES} lines of activity`)
  const start = performance.now()
  const { sql, close } = await openDatabase(databaseUrl)
  try {
    // Not each of the rows has to be held against the others: they are made from the same number.
    await sql('SET session_replication_role = replica')
    await sql(`SET maintenance_work_mem = '512MB'`)
    const indexes = await takeIndexes(sql)
    for (let first = 1; first <= people; first += BATCH) {
      const range = [first, Math.min(first + BATCH - 1, people)]
      for (const { text, parameters = [] } of tables({ issuer })) await sql(text, [...range, ...parameters])
    }
    for (const index of indexes) await sql(index)
    await sql('VACUUM ANALYZE')
    console.error(`Filled in ${Math.round((performance.now() - start) / 1_000)} s`)
  } finally {
    await close()
  }
}

/** The tokens of some of them, for the cookie of a session. */
export function tokensOf(people: number): string[] {
  const step = Math.max(1, Math.floor(people / SAMPLE))
  return Array.from({ length: Math.min(SAMPLE, people) }, (_, index) => tokenOf(1 + index * step))
}

/** As SQL makes it, too. */
function tokenOf(person: number): string {
  return createHash('md5').update(`token ${person}`).digest('hex').padEnd(43, 'x')
}

const id = (kind: string) => `md5('${kind} ' || i)::uuid`
const TOKEN = `rpad(md5('token ' || i), 43, 'x')`
/** What the product stores of a token: SHA-256 as base64url. */
const TOKEN_HASH = `translate(rtrim(encode(sha256(convert_to(${TOKEN}, 'UTF8')), 'base64'), '='), '+/', '-_')`
const SINCE = `now() - make_interval(hours => (i % 8000)::int)`
const SCOPES = `ARRAY['openid', 'https://www.googleapis.com/auth/userinfo.email', 'https://www.googleapis.com/auth/userinfo.profile']`

/** A statement for each table, of the people from $1 to $2. */
function tables({ issuer }: { issuer: string }): { text: string; parameters?: string[] }[] {
  return [
    {
      text: `INSERT INTO users (id, name, email, email_key, email_verified, created_at, updated_at)
        SELECT ${id('user')}, 'Ada Lovelace', 'scale-' || i || '@gmail.example', 'scale-' || i || '@gmail.example',
               ${SINCE}, ${SINCE}, ${SINCE}
          FROM generate_series($1::int, $2::int) AS i`,
    },
    {
      text: `INSERT INTO accounts (id, user_id, type, provider, issuer, provider_account_id, email, name, created_at, last_sign_in_at)
        SELECT ${id('account')}, ${id('user')}, 'oidc', 'google', $3, 'scale-' || i, 'scale-' || i || '@gmail.example',
               'Ada Lovelace', ${SINCE}, ${SINCE}
          FROM generate_series($1::int, $2::int) AS i`,
      parameters: [issuer],
    },
    {
      text: `INSERT INTO grants (account_id, scopes, refreshed_at)
        SELECT ${id('account')}, ${SCOPES}, now() FROM generate_series($1::int, $2::int) AS i`,
    },
    {
      text: `INSERT INTO sessions (id, token_hash, user_id, account_id, expires_at, user_agent, ip_address)
        SELECT ${id('session')}, ${TOKEN_HASH}, ${id('user')}, ${id('account')}, now() + interval '20 days', $3, '127.0.0.1'
          FROM generate_series($1::int, $2::int) AS i`,
      parameters: [userAgent],
    },
    {
      text: `INSERT INTO events (user_id, kind, details, user_agent, ip_address, created_at)
        SELECT ${id('user')}, 'signed_in', jsonb_build_object('account', 'scale-' || i || '@gmail.example'), $3, '127.0.0.1', now() - make_interval(days => line * 30 + i % 30)
          FROM generate_series($1::int, $2::int) AS i, generate_series(0, ${LINES - 1}) AS line`,
      parameters: [userAgent],
    },
  ]
}

/** Drops every index that is no key, and returns what makes them again: all at once, and faster than row by row. */
async function takeIndexes(sql: Sql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
      WHERE schemaname = current_schema() AND indexname NOT LIKE '%\\_pkey'
        AND tablename IN ('users', 'accounts', 'grants', 'sessions', 'events')`,
  )
  for (const { name } of indexes) await sql(`DROP INDEX "${name}"`)
  return indexes.map(({ definition }) => definition)
}
