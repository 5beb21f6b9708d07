import { sealToken } from '#lib/grants/cipher'
import { type KeyRing, newKeyEntry, parseKeyRing } from '#lib/key-ring'
import type { ProviderId } from '#lib/provider-ids'
import { startSandbox } from '#scripts/sandbox/server'
import { newCertificate } from './certificate.ts'
import { only } from './clients.ts'
import { query } from './database.ts'
import { addGrant, type Broken, createWatchedDatabase, type Environment, type Hand } from './doctor.ts'
import { controlFacebook } from './facebook.ts'
import { startMailServer } from './mail-server.ts'
import { freePort } from './processes.ts'
import { discovery, json } from './providers.ts'

/** A mail server of its own for one test. */
async function startMail(
  { later }: Pick<Hand, 'later'>,
  options: Parameters<typeof startMailServer>[0] = {},
) {
  const server = await startMailServer(options)
  later(server.close)
  return server
}

const MAIL_FROM = 'accounts@latchkey.example'

const mail: Broken[] = [
  ['half of the mail settings are set', 'other-settings', () => ({ MAIL_FROM })],
  [
    'nobody is at the address of the mail server',
    'mail-server',
    async () => ({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}`, MAIL_FROM }),
  ],
  [
    'the mail server does not take our password',
    'mail-server',
    async (hand) => {
      const { port } = await startMail(hand, { user: { name: 'app', pass: 'right-password' } })
      return { SMTP_URL: `smtp://app:wrong-password@127.0.0.1:${port}`, MAIL_FROM }
    },
  ],
  [
    'the certificate of the mail server is nobody’s that is trusted',
    'mail-server',
    async (hand) => {
      const pem = await newCertificate()
      const { port } = await startMail(hand, { secure: true, key: pem, cert: pem })
      return { SMTP_URL: `smtps://localhost:${port}`, MAIL_FROM }
    },
    /DEPTH_ZERO_SELF_SIGNED_CERT/,
  ],
  [
    'the mail server lets nobody send as that',
    'mail-sender',
    async (hand) => {
      const server = await startMail(hand)
      server.refuse('from', 550, { message: `5.7.1 <${MAIL_FROM}> is not yours` })
      return { SMTP_URL: server.url, MAIL_FROM }
    },
  ],
]

const environment: Broken[] = [
  ['AUTH_SECRET is missing', 'auth-secret', () => ({ AUTH_SECRET: undefined })],
  [
    'AUTH_SECRET is that of the example',
    'auth-secret',
    () => ({ AUTH_SECRET: `replace-me${'x'.repeat(40)}` }),
  ],
  ['AUTH_URL has a path', 'auth-url', ({ stack }) => ({ AUTH_URL: `${stack.appUrl}/app` })],
  [
    'AUTH_URL is http on a public host',
    'auth-url',
    () => ({ AUTH_URL: 'http://app.example', ALLOW_CUSTOM_ISSUER: '1' }),
  ],
  ['DATABASE_URL is of another database', 'database-url', () => ({ DATABASE_URL: 'mysql://localhost/app' })],
  [
    'the password of the database is not percent-encoded',
    'database-url',
    ({ stack }) => ({ DATABASE_URL: stack.databaseUrl.replace(/:[^:@]+@/, ':50%off-and-more@') }),
  ],
  [
    'DATABASE_URL has a parameter that nothing heeds',
    'database-url',
    ({ stack }) => ({ DATABASE_URL: `${stack.databaseUrl}?schema=tenant` }),
  ],
  ['the allowed domains are none', 'other-settings', () => ({ ALLOWED_HOSTED_DOMAINS: ',' })],
  [
    'Auth.js would ask for another redirect URI',
    'other-settings',
    () => ({ AUTH_REDIRECT_PROXY_URL: 'https://preview.example/api/auth' }),
  ],
  ['certificates are not checked', 'other-settings', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
  ['a switch of Next is set', 'server-settings', () => ({ __NEXT_TEST_MODE: '1' })],
  ['AUTH_GOOGLE_ID is missing', 'auth-google-id', () => ({ AUTH_GOOGLE_ID: '' })],
  ['half of Facebook’s client is set', 'auth-facebook-secret', () => ({ AUTH_FACEBOOK_SECRET: '' })],
  ['the other half is set', 'auth-facebook-id', () => ({ AUTH_FACEBOOK_ID: '' })],
  ['half of X’s client is set', 'auth-twitter-id', () => ({ AUTH_TWITTER_ID: '' })],
  ['its other half is set', 'auth-twitter-secret', () => ({ AUTH_TWITTER_SECRET: '' })],
  [
    'the allowed domains are Google’s, and Facebook lets everybody in',
    'other-settings',
    () => ({ ALLOWED_HOSTED_DOMAINS: 'corp.example' }),
  ],
  ['who stands in for X has no address', 'other-settings', () => ({ X_URL: 'x.example' })],
  [
    'AUTH_GOOGLE_SECRET is that of the example',
    'auth-google-secret',
    () => ({ AUTH_GOOGLE_SECRET: 'replace-me' }),
  ],
  [
    'AUTH_GOOGLE_ISSUER has a query',
    'auth-google-issuer',
    ({ stack }) => ({ AUTH_GOOGLE_ISSUER: `${stack.issuer}?x` }),
  ],
  [
    'a key is too short',
    'token-encryption-keys',
    () => ({ TOKEN_ENCRYPTION_KEYS: newKeyEntry().slice(0, -1) }),
  ],
  ['a session lasts "a week"', 'other-settings', () => ({ SESSION_IDLE_SECONDS: 'a week' })],
  ['WEB_CONCURRENCY is no number', 'server-settings', () => ({ WEB_CONCURRENCY: 'many' })],
]

const site: Broken[] = [
  [
    'nothing listens at AUTH_URL',
    'public-address',
    async ({ issuer }) => ({
      AUTH_URL: `http://localhost:${await freePort()}`,
      AUTH_GOOGLE_ISSUER: issuer.url,
      ...only('google'),
    }),
  ],
  [
    'AUTH_URL leads to somebody else',
    'public-address',
    ({ issuer }) => ({ AUTH_URL: issuer.url, AUTH_GOOGLE_ISSUER: issuer.url, ...only('google') }),
  ],
  [
    'AUTH_URL redirects to another address',
    'public-address',
    ({ issuer }) => {
      issuer.answer('/api/health/live', (_request, response) => {
        response.writeHead(308, { location: 'https://www.app.example/' }).end()
      })
      return { AUTH_URL: issuer.url, AUTH_GOOGLE_ISSUER: issuer.url, ...only('google') }
    },
  ],
  ['the server has another AUTH_SECRET', 'public-address', () => ({ AUTH_SECRET: newKeyEntry() })],
]

const google: Broken[] = [
  ['the client secret is wrong', 'google-client', () => ({ AUTH_GOOGLE_SECRET: 'GOCSPX-wrong' })],
  ['Google knows no such client', 'google-client', () => ({ AUTH_GOOGLE_ID: 'nobody.apps.example' })],
  [
    'the redirect URI is not registered',
    'google-redirect-uri',
    async ({ stack, later }) => {
      const { AUTH_GOOGLE_ID: id = '', AUTH_GOOGLE_SECRET: secret = '' } = stack.environment
      const redirectUris = [`${stack.appUrl}/api/auth/callback/other`]
      const sandbox = await startSandbox({ port: 0, clients: [{ id, secret, name: 'Tests', redirectUris }] })
      later(() => sandbox.close())
      return { AUTH_GOOGLE_ISSUER: sandbox.issuer }
    },
  ],
  [
    'the discovery document is of another issuer',
    'google-discovery',
    ({ issuer }) => {
      issuer.answer(
        '/.well-known/openid-configuration',
        json(() => discovery('https://accounts.example')),
      )
      return { AUTH_GOOGLE_ISSUER: issuer.url }
    },
  ],
  [
    'Google cannot be reached',
    'google-discovery',
    async () => ({ AUTH_GOOGLE_ISSUER: `http://127.0.0.1:${await freePort()}` }),
  ],
  [
    'Google publishes no keys',
    'google-keys',
    ({ issuer }) => {
      issuer.answer(
        '/jwks',
        json(() => ({ keys: [] })),
      )
      return { AUTH_GOOGLE_ISSUER: issuer.url }
    },
  ],
  [
    'our clock is ten minutes ahead of Google’s',
    'google-clock',
    ({ issuer }) => {
      issuer.answer('/token', (_request, response) => {
        const date = new Date(Date.now() - 600_000).toUTCString()
        response.writeHead(400, { date, 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
      })
      return { AUTH_GOOGLE_ISSUER: issuer.url }
    },
  ],
]

const others: Broken[] = [
  ['the app secret is wrong', 'facebook-client', () => ({ AUTH_FACEBOOK_SECRET: '0'.repeat(32) })],
  ['Facebook knows no such app', 'facebook-client', () => ({ AUTH_FACEBOOK_ID: '1'.repeat(15) })],
  [
    'the redirect URI is not registered with Facebook',
    'facebook-redirect-uri',
    async ({ stack, later }) => {
      const { AUTH_FACEBOOK_ID: id = '', AUTH_FACEBOOK_SECRET: secret = '' } = stack.environment
      const redirectUris = [`${stack.appUrl}/api/auth/callback/other`]
      const client = { provider: 'facebook' as const, id, secret, name: 'Tests', redirectUris }
      const sandbox = await startSandbox({ port: 0, clients: [client] })
      later(() => sandbox.close())
      return { FACEBOOK_URL: sandbox.issuer }
    },
  ],
  [
    'the app at Facebook has no privacy policy',
    'facebook-app',
    async ({ stack, later }) => {
      const { settings } = controlFacebook(stack.issuer)
      const before = await settings({})
      await settings({ privacyPolicyUrl: null })
      later(async () => {
        await settings({ privacyPolicyUrl: before.privacyPolicyUrl })
      })
      return {}
    },
  ],
  ['the client secret of X is wrong', 'x-client', () => ({ AUTH_TWITTER_SECRET: 'x'.repeat(50) })],
  ['X knows no such client', 'x-client', () => ({ AUTH_TWITTER_ID: 'xvz1evFS4wEEPTGEFPHBog' })],
]

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
    'the search_path leads elsewhere',
    'database-schema',
    () =>
      databaseAfter(
        `CREATE SCHEMA tenant;
         DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = tenant, public', current_database()); END $$`,
      ),
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
    ({ stack }) =>
      databaseAfterRevocation('google', parseKeyRing(stack.environment.TOKEN_ENCRYPTION_KEYS ?? '')),
  ],
  [
    'X does not take a revocation',
    'revocations',
    ({ stack }) =>
      databaseAfterRevocation('twitter', parseKeyRing(stack.environment.TOKEN_ENCRYPTION_KEYS ?? '')),
  ],
]

async function databaseAfterRevocation(provider: ProviderId, ring: KeyRing): Promise<Environment> {
  const url = await createWatchedDatabase()
  const row = crypto.randomUUID()
  const { text, key } = await sealToken(ring, { row, column: 'revocation' }, '1//token')
  await query(
    url,
    `INSERT INTO revocations (id, provider, token, token_key, identity, created_at)
     VALUES ($1, $4, $2, $3, 'somebody', now() - interval '2 days')`,
    [row, text, key, provider],
  )
  return { DATABASE_URL: url }
}

/** Set-ups with one fault each: in the environment, in the way to the server or to a provider, or in what is stored. */
export const broken: Broken[] = [environment, site, google, others, database, tokens, queue, mail].flat()
