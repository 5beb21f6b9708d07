import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { clientVariables, EnvError, inspectEnv, parseEnv, secretsOf, variables } from '#lib/env-schema'
import { providerIds } from '#lib/provider-ids'
import { findServerProblems, readServerSettings } from '#server/settings'

const KEY = `2026-11:${Buffer.alloc(32, 7).toString('base64url')}`

const good = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:pw@db.example/app?sslmode=verify-full',
  AUTH_URL: 'https://app.example',
  AUTH_SECRET: 'Kx8dXc0Wq3o4kCw1mN6pQ7rS2tU9vY5zAbCdEfGhIjK',
  AUTH_GOOGLE_ID: '123.apps.googleusercontent.com',
  AUTH_GOOGLE_SECRET: 'client-secret',
  TOKEN_ENCRYPTION_KEYS: KEY,
  SMTP_URL: 'smtp://app:mail-password@mail.example.com',
  MAIL_FROM: 'Example <accounts@example.com>',
}

/** The variables that an environment is refused for. */
function blamed(changes: Record<string, string | undefined>): string[] {
  try {
    parseEnv({ ...good, ...changes })
    return []
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    return error.problems.map(({ name }) => name)
  }
}

test('a complete production environment is accepted, with its defaults', { tag: '@R115' }, () => {
  const env = parseEnv(good)
  expect(env.AUTH_GOOGLE_ISSUER).toBe('https://accounts.google.com')
  expect(env.SESSION_IDLE_SECONDS).toBe(7 * 24 * 3600)
  expect(env.SESSION_ABSOLUTE_SECONDS).toBe(30 * 24 * 3600)
  expect(env.LOG_LEVEL).toBe('info')
})

const faults: [name: string, value: string | undefined][] = [
  ['DATABASE_URL', undefined],
  ['DATABASE_URL', ''],
  ['DATABASE_URL', 'mysql://db.example/app'],
  ['AUTH_URL', undefined],
  ['AUTH_URL', 'app.example'],
  ['AUTH_URL', 'http://app.example'],
  ['AUTH_URL', 'https://app.example/path'],
  ['AUTH_URL', 'https://app.example?x=1'],
  ['AUTH_URL', 'https://user:pw@app.example'],
  ['AUTH_SECRET', undefined],
  ['AUTH_SECRET', 'short'],
  ['AUTH_SECRET', 'x'.repeat(64)],
  ['AUTH_SECRET', 'abcdefg'.repeat(9)],
  ['DATABASE_URL', 'postgresql://app:pw@db.example/app'],
  ['DATABASE_URL', 'postgresql://app:pw@10.0.0.7/app?application_name=app'],
  ['GOOGLE_API_URL', 'https://www.googleapis.com.evil.example'],
  ['GOOGLE_API_URL', 'https://api.example'],
  ['AUTH_SECRET', `replace-me${'x'.repeat(40)}`],
  ['AUTH_GOOGLE_ID', undefined],
  ['AUTH_GOOGLE_ID', '1234567890-abc.apps.googleusercontent.com'],
  ['AUTH_GOOGLE_SECRET', '   '],
  ['AUTH_GOOGLE_SECRET', 'replace-me'],
  ['AUTH_GOOGLE_ISSUER', 'http://accounts.example'],
  ['AUTH_GOOGLE_ISSUER', 'https://accounts.example'],
  ['AUTH_GOOGLE_ISSUER', 'http://127.0.0.1:4010'],
  ['SMTP_URL', undefined],
  ['MAIL_FROM', undefined],
  ['SMTP_URL', 'mail.example.com:587'],
  ['SMTP_URL', 'smtp://mail.example.com?pool=true'],
  ['SMTP_URL', ' '],
  ['MAIL_FROM', 'Example'],
  ['MAIL_FROM', 'a@example.com, b@example.com'],
  ['MAIL_FROM', ' '],
  ['SECURITY_CONTACT', 'security@app.example'],
  ['SECURITY_CONTACT', 'mailto:a@app.example\nContact: mailto:b@app.example'],
  ['SESSION_IDLE_SECONDS', '0'],
  ['SESSION_IDLE_SECONDS', 'a week'],
  ['SESSION_ABSOLUTE_SECONDS', '2592001'],
  ['LOG_LEVEL', 'loud'],
  ['TOKEN_ENCRYPTION_KEYS', undefined],
  ['TOKEN_ENCRYPTION_KEYS', '2026-11:replace-me'],
  ['TOKEN_ENCRYPTION_KEYS', KEY.slice(0, -1)],
  ['TOKEN_ENCRYPTION_KEYS', `${KEY},${KEY}`],
  ['TOKEN_ENCRYPTION_KEYS', `${KEY},`],
  ['GOOGLE_API_URL', 'http://www.googleapis.example'],
  ['GOOGLE_RISC_URL', 'https://risc.example'],
  ['GOOGLE_SERVICE_ACCOUNT', '{"client_email":"a@b.example"}'],
  ['GOOGLE_SERVICE_ACCOUNT', '{'],
  ['ALLOW_CUSTOM_ISSUER', 'yes'],
  ['DATABASE_POOL_MAX', ' '],
  ['DATABASE_POOL_MAX', '0'],
  ['DATABASE_POOL_MAX', '1e3'],
  ['DATABASE_URL', 'postgresql://app:50%@db.example/app'],
  ['DATABASE_URL', 'postgresql://app:pw@db.example/app?schema=tenant'],
  ['ALLOWED_HOSTED_DOMAINS', ''],
  ['ALLOWED_HOSTED_DOMAINS', ' '],
  ['ALLOWED_HOSTED_DOMAINS', ','],
  ['ALLOWED_HOSTED_DOMAINS', ' , ;'],
  ['ALLOWED_HOSTED_DOMAINS', 'corp.example,@other.example'],
  ['ALLOWED_HOSTED_DOMAINS', 'ada@corp.example'],
  ['ALLOWED_HOSTED_DOMAINS', 'https://corp.example/'],
  ['ALLOWED_HOSTED_DOMAINS', 'corp.example other.example'],
  ['ALLOWED_HOSTED_DOMAINS', '*.corp.example'],
  ['ALLOWED_HOSTED_DOMAINS', 'corp.example.'],
  ['ALLOWED_HOSTED_DOMAINS', '*'],
  ['ALLOWED_HOSTED_DOMAINS', '"corp.example"'],
  ['ALLOWED_HOSTED_DOMAINS', '%DOMAINS%'],
  ['ALLOW_CUSTOM_ISSUER', ' '],
  ['AUTH_SECRET', ' '.repeat(43)],
  ['AUTH_GOOGLE_ID', ' '],
  ['AUTH_GOOGLE_ISSUER', ' '],
  ['GOOGLE_API_URL', ' '],
  ['LOG_LEVEL', ' '],
  ['SECURITY_CONTACT', ' '],
  ['PRIVACY_URL', 'http://app.example/privacy'],
  ['PRIVACY_URL', 'mailto:privacy@app.example'],
  ['PRIVACY_URL', ' '],
  ['TERMS_URL', 'javascript:alert(1)'],
  ['TERMS_URL', 'https://app.example/te rms'],
  ['SUPPORT_URL', 'help@app.example'],
  ['SUPPORT_URL', 'http://app.example/help'],
  ['SUPPORT_URL', 'mailto:'],
  ['SUPPORT_URL', 'mailto:help@app.example\nx'],
  ['SESSION_IDLE_SECONDS', ' '],
  ['SESSION_ABSOLUTE_SECONDS', '1e5'],
  ['SIGN_IN_ATTEMPTS_PER_MINUTE', ' '],
  ['SIGN_IN_ATTEMPTS_PER_MINUTE', '1e9'],
  ['SIGN_IN_ATTEMPTS_PER_MINUTE', '0'],
  ['SIGN_IN_ATTEMPTS_PER_MINUTE', 'Infinity'],
  ['TOKEN_ENCRYPTION_KEYS', ','],
  ['AUTH_REDIRECT_PROXY_URL', 'https://preview.example/api/auth'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
]

/** What only the HTTP server reads, or Next in it. */
const faultsOfServer: [name: string, value: string][] = [
  ['PORT', ' '],
  ['PORT', '3e3'],
  ['PORT', '65536'],
  ['HOST', ' '],
  ['TRUSTED_PROXY_HOPS', ' '],
  ['TRUSTED_PROXY_HOPS', '0x1'],
  ['TRUSTED_PROXY_HOPS', '11'],
  ['WEB_CONCURRENCY', ' '],
  ['WEB_CONCURRENCY', '0'],
  ['STOP_DELAY_SECONDS', ' '],
  ['STOP_DELAY_SECONDS', '301'],
  ['METRICS_PORT', '0'],
  ['METRICS_PORT', 'yes'],
  ['METRICS_HOST', ' '],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['__NEXT_PRIVATE_STANDALONE_CONFIG', '{}'],
  ['__NEXT_TEST_MODE', '1'],
  ['NEXT_PRIVATE_TEST_PROXY', '1'],
  ['NEXT_PRIVATE_DEBUG_CACHE', '1'],
]

for (const [name, value] of faultsOfServer) {
  test(`${name}=${value} is refused by name`, { tag: '@R115' }, () => {
    expect(findServerProblems({ ...good, [name]: value }).map((problem) => problem.name)).toEqual([name])
  })
}

test('the settings of a server that are right are accepted, and an empty one counts as not set', () => {
  const right = { ...good, PORT: '8080', HOST: '::', TRUSTED_PROXY_HOPS: '2', WEB_CONCURRENCY: ' 4 ' }
  expect(findServerProblems(right)).toEqual([])
  expect(
    findServerProblems({ ...good, PORT: '', HOST: '', TRUSTED_PROXY_HOPS: '', WEB_CONCURRENCY: '' }),
  ).toEqual([])
})

test('pictures are allowed from everybody who stands in for a provider', () => {
  const standIns = {
    AUTH_GOOGLE_ISSUER: 'http://127.0.0.1:1',
    FACEBOOK_URL: 'http://127.0.0.1:2',
    X_URL: 'http://127.0.0.1:3',
  }
  expect(readServerSettings({ ...good, ...standIns }).issuers).toEqual(Object.values(standIns))
  expect(readServerSettings(good).issuers).toEqual(['https://accounts.google.com'])
})

test('sign-ins are limited to the domains that are named, in whatever case and with whatever blanks', {
  tag: '@R96',
}, () => {
  const domains = (value: string | undefined) =>
    parseEnv({ ...good, ALLOWED_HOSTED_DOMAINS: value }).ALLOWED_HOSTED_DOMAINS
  expect(domains(undefined)).toEqual([])
  expect(domains(' Corp.Example , xn--bcher-kva.example,')).toEqual(['corp.example', 'xn--bcher-kva.example'])
})

test('in development a certificate need not be checked', () => {
  expect(blamed({ NODE_ENV: 'development', NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([])
})

for (const [name, value] of faults) {
  test(`${name}=${value ?? '(not set)'} is refused by name`, { tag: '@R115' }, () => {
    expect(blamed({ [name]: value })).toEqual([name])
  })
}

test('every fault is named at once, and no value is repeated', { tag: '@R115' }, () => {
  expect(blamed({ AUTH_URL: undefined, AUTH_SECRET: 'hunter2', DATABASE_URL: undefined }).sort()).toEqual([
    'AUTH_SECRET',
    'AUTH_URL',
    'DATABASE_URL',
  ])
  expect(() => parseEnv({ ...good, AUTH_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/)
})

test('half a client, and a stand-in in production, are named beside every other fault', {
  tag: '@R115',
}, () => {
  const half = { AUTH_GOOGLE_ID: undefined, AUTH_GOOGLE_SECRET: undefined, AUTH_FACEBOOK_ID: '1' }
  expect(blamed({ AUTH_SECRET: 'short', ...half, X_URL: 'https://x.example' })).toEqual([
    'AUTH_SECRET',
    'AUTH_FACEBOOK_SECRET',
    'X_URL',
  ])
  expect(blamed({ AUTH_FACEBOOK_ID: 'id', AUTH_FACEBOOK_SECRET: 'replace-me' })).toEqual([
    'AUTH_FACEBOOK_SECRET',
  ])
  expect(blamed({ DATABASE_URL: '', AUTH_GOOGLE_ID: '', AUTH_GOOGLE_SECRET: '' })).toEqual([
    'DATABASE_URL',
    'AUTH_GOOGLE_ID',
    'AUTH_GOOGLE_SECRET',
  ])
})

test('of an environment with a fault, what is right is known with its defaults', () => {
  const { values, problems } = inspectEnv({ ...good, AUTH_SECRET: 'short', LOG_LEVEL: '' })
  expect(problems).toEqual([{ name: 'AUTH_SECRET', problem: 'must be 32 characters or more' }])
  expect(values).toEqual({ ...parseEnv(good), AUTH_SECRET: undefined })
})

test('the password of the database is a secret as it is written and as it is, also one that escapes nothing', {
  tag: '@R111',
}, () => {
  const secretsIn = (password: string) =>
    secretsOf({ DATABASE_URL: `postgresql://app:${password}@db.example/app` })
  expect(secretsIn('a%20b')).toEqual(['a%20b', 'a b'])
  expect(secretsIn('50%off')).toContain('50%off')
  expect(secretsOf({})).toEqual([])
})

test('another issuer is accepted in production when it is meant, or when the app is on localhost', {
  tag: '@R10',
}, () => {
  const issuer = { AUTH_GOOGLE_ISSUER: 'https://accounts.example' }
  expect(blamed({ ...issuer, ALLOW_CUSTOM_ISSUER: '1' })).toEqual([])
  expect(blamed({ ...issuer, AUTH_URL: 'http://localhost:3000' })).toEqual([])
})

const facebook = { AUTH_FACEBOOK_ID: '1234567890123456', AUTH_FACEBOOK_SECRET: 'a secret of Facebook' }
const x = { AUTH_TWITTER_ID: 'an id of X', AUTH_TWITTER_SECRET: 'a secret of X' }
const noGoogle = { AUTH_GOOGLE_ID: undefined, AUTH_GOOGLE_SECRET: undefined }

for (const [title, changes, names] of [
  ['every provider may be set', { ...facebook, ...x }, []],
  ['X alone will do', { ...noGoogle, ...x }, []],
  ['Facebook alone will do', { ...noGoogle, ...facebook }, []],
  ['without any, nobody could sign in', noGoogle, ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET']],
  ['half of Facebook is refused', { AUTH_FACEBOOK_ID: 'id' }, ['AUTH_FACEBOOK_SECRET']],
  ['the other half of Facebook is refused', { AUTH_FACEBOOK_SECRET: 'secret' }, ['AUTH_FACEBOOK_ID']],
  [
    'half of X is refused, also without Google',
    { ...noGoogle, AUTH_TWITTER_ID: 'id' },
    ['AUTH_TWITTER_SECRET'],
  ],
  [
    'a domain of Google’s is none of X',
    { ALLOWED_HOSTED_DOMAINS: 'example.com', ...x },
    ['ALLOWED_HOSTED_DOMAINS'],
  ],
  [
    'a stand-in for Facebook is refused',
    { ...facebook, FACEBOOK_URL: 'https://fb.example' },
    ['FACEBOOK_URL'],
  ],
  ['a stand-in for X is refused', { ...x, X_URL: 'https://x.example' }, ['X_URL']],
  ['a stand-in that is meant is taken', { ...x, X_URL: 'https://x.example', ALLOW_CUSTOM_ISSUER: '1' }, []],
  ['a switch of Facebook is 0 or 1', { ...facebook, AUTH_FACEBOOK_PKCE: 'no' }, ['AUTH_FACEBOOK_PKCE']],
] as const) {
  test(title, { tag: '@R115' }, () => {
    expect(blamed(changes)).toEqual(names)
  })
}

test('half of a pair is told the name of the other', { tag: '@R115' }, () => {
  expect(() => parseEnv({ ...good, AUTH_TWITTER_ID: 'id' })).toThrow(
    'AUTH_TWITTER_SECRET is not set, but AUTH_TWITTER_ID is',
  )
})

test('.env.example explains every variable', () => {
  const example = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8')
  const { NODE_ENV, AUTH_REDIRECT_PROXY_URL, NODE_TLS_REJECT_UNAUTHORIZED, ...ours } = variables.shape
  const others = [
    'DATABASE_POOL_MAX',
    'STOP_DELAY_SECONDS',
    'METRICS_PORT',
    'METRICS_HOST',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'PORT',
    'HOST',
    'WEB_CONCURRENCY',
    'TRUSTED_PROXY_HOPS',
    'LATCHKEY_DATA_DIR',
    'CHROMIUM_PATH',
  ]
  const missing = [...Object.keys(ours), ...others].filter((name) => !example.includes(`\n# ${name}=`))
  expect(missing).toEqual([])
})

test('compose.yaml hands over every variable that production cannot do without', { tag: '@R115' }, () => {
  const compose = readFileSync(fileURLToPath(new URL('../../compose.yaml', import.meta.url)), 'utf8')
  const { NODE_ENV: _ofTheImage, ...needed } = good
  expect(Object.keys(needed).filter((name) => !compose.includes(`\n    ${name}: `))).toEqual([])
  for (const name of Object.keys(needed)) expect(blamed({ [name]: undefined })).toEqual([name])
  const clients = providerIds.flatMap((id) => Object.values(clientVariables(id)))
  for (const name of clients) expect(compose, name).toContain(`\n    ${name}: \${${name}:-}\n`)
})
