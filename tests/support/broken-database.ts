import { sealToken } from '#lib/grants/cipher'
import { type KeyRing, newKeyEntry, parseKeyRing } from '#lib/key-ring'
import { addGrant, type Broken, createWatchedDatabase, type Environment, query } from './doctor.ts'
import { freePort } from './processes.ts'

/** A healthy database of its own, after `sql`. */
async function databaseAfter(sql: string): Promise<Environment> {
  const url = await createWatchedDatabase()
  await query(url, sql)
  return { DATABASE_URL: url }
}

const database: Broken[] = [
  [
    'the database is down',
    'database',
    async () => ({ DATABASE_URL: `postgresql://app:hunter2-and-more@127.0.0.1:${await freePort()}/app` }),
  ],
  [
    'the password of the database is wrong',
    'database',
    ({ stack }) => ({ DATABASE_URL: stack.databaseUrl.replace(/:[^:@]+@/, ':hunter2-and-more@') }),
  ],
  [
    'the database is somewhere else and not encrypted',
    'database-tls',
    ({ stack }) => ({ DATABASE_URL: stack.databaseUrl.replace('127.0.0.1', '0.0.0.0') }),
  ],
  [
    'a migration is pending',
    'migrations',
    () =>
      databaseAfter(
        'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
      ),
  ],
  ['there are too many processes for the database', 'connections', () => ({ WEB_CONCURRENCY: '50' })],
]

/** A database with one grant, whose access token is `text` under `key`. */
async function databaseWithToken(make: (account: string) => Promise<{ text: string; key: string | null }>) {
  const url = await createWatchedDatabase()
  const account = await addGrant(url)
  const { text, key } = await make(account)
  await query(url, 'UPDATE grants SET access_token = $1, access_token_key = $2', [text, key])
  return { DATABASE_URL: url }
}

const tokens: Broken[] = [
  [
    'a token is in plain text',
    'tokens-sealed',
    () => databaseWithToken(async () => ({ text: 'ya29.plain', key: null })),
  ],
  [
    'the key of a token is missing',
    'tokens-keys',
    () =>
      databaseWithToken((row) =>
        sealToken(parseKeyRing(newKeyEntry()), { row, column: 'access_token' }, 'ya29.token'),
      ),
  ],
  [
    'a token was moved from another row',
    'tokens-open',
    ({ stack }) =>
      databaseWithToken(() =>
        sealToken(
          parseKeyRing(stack.environment.TOKEN_ENCRYPTION_KEYS ?? ''),
          { row: crypto.randomUUID(), column: 'access_token' },
          'ya29.token',
        ),
      ),
  ],
  [
    'grants die after seven days',
    'consent-screen',
    async () => {
      const url = await createWatchedDatabase()
      await addGrant(url)
      await query(url, `UPDATE grants SET dead_at = now(), dead_cause = 'testing'`)
      return { DATABASE_URL: url }
    },
  ],
]

const job = (columns: string, values: string) =>
  databaseAfter(
    `INSERT INTO pgboss.job (name, policy, data, ${columns}) VALUES ('clean-up', 'standard', '{}', ${values})`,
  )

const queue: Broken[] = [
  ['the job queue has no tables', 'queue-tables', () => databaseAfter('DROP SCHEMA pgboss CASCADE')],
  ['nobody works on the job queue', 'queue-workers', () => databaseAfter('DELETE FROM pgboss.instance')],
  [
    'a server process has died on the job queue',
    'queue-workers',
    () => databaseAfter(`UPDATE pgboss.instance SET heartbeat_on = now() - interval '1 hour'`),
  ],
  ['a job is overdue', 'queue-jobs', () => job('start_after', `now() - interval '1 hour'`)],
  ['a job has failed for good', 'queue-jobs', () => job('state, completed_on', `'failed', now()`)],
  [
    'Google does not take a revocation',
    'revocations',
    ({ stack }) => databaseAfterRevocation(parseKeyRing(stack.environment.TOKEN_ENCRYPTION_KEYS ?? '')),
  ],
]

async function databaseAfterRevocation(ring: KeyRing): Promise<Environment> {
  const url = await createWatchedDatabase()
  const row = crypto.randomUUID()
  const { text, key } = await sealToken(ring, { row, column: 'revocation' }, '1//token')
  await query(
    url,
    `INSERT INTO revocations (id, token, token_key, identity, created_at)
     VALUES ($1, $2, $3, 'somebody', now() - interval '2 days')`,
    [row, text, key],
  )
  return { DATABASE_URL: url }
}

/** Set-ups with a fault in the database or in what is kept there. */
export const brokenDatabase: Broken[] = [database, tokens, queue].flat()
