import { newKeyEntry } from '#lib/key-ring'
import { startSandbox } from '#scripts/sandbox/server'
import type { Broken } from './doctor.ts'
import { discovery, json } from './issuer.ts'
import { freePort } from './processes.ts'

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
  ['AUTH_GOOGLE_ID is missing', 'auth-google-id', () => ({ AUTH_GOOGLE_ID: '' })],
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
  ['WEB_CONCURRENCY is a word', 'server-settings', () => ({ WEB_CONCURRENCY: 'many' })],
]

const site: Broken[] = [
  [
    'nothing listens at AUTH_URL',
    'public-address',
    async ({ issuer }) => ({
      AUTH_URL: `http://localhost:${await freePort()}`,
      AUTH_GOOGLE_ISSUER: issuer.url,
    }),
  ],
  [
    'AUTH_URL leads to somebody else',
    'public-address',
    ({ issuer }) => ({ AUTH_URL: issuer.url, AUTH_GOOGLE_ISSUER: issuer.url }),
  ],
  [
    'AUTH_URL redirects to another address',
    'public-address',
    ({ issuer }) => {
      issuer.answer('/api/health/live', (_request, response) => {
        response.writeHead(308, { location: 'https://www.app.example/' }).end()
      })
      return { AUTH_URL: issuer.url, AUTH_GOOGLE_ISSUER: issuer.url }
    },
  ],
  ['the server has another AUTH_SECRET', 'public-address', () => ({ AUTH_SECRET: newKeyEntry() })],
]

const google: Broken[] = [
  ['the client secret is wrong', 'google-client', () => ({ AUTH_GOOGLE_SECRET: 'GOCSPX-wrong' })],
  ['Google knows no such client', 'google-client', () => ({ AUTH_GOOGLE_ID: 'nobody.apps.example' })],
  [
    'the redirect URI is not registered',
    'redirect-uri',
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
    'discovery',
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
    'discovery',
    async () => ({ AUTH_GOOGLE_ISSUER: `http://127.0.0.1:${await freePort()}` }),
  ],
  [
    'Google publishes no keys',
    'signing-keys',
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
    'provider-clock',
    ({ issuer }) => {
      issuer.answer('/token', (_request, response) => {
        const date = new Date(Date.now() - 600_000).toUTCString()
        response.writeHead(400, { date, 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
      })
      return { AUTH_GOOGLE_ISSUER: issuer.url }
    },
  ],
]

/** Set-ups with a fault in the environment, in the way to the server, or in the way to Google. */
export const brokenNetwork: Broken[] = [environment, site, google].flat()
