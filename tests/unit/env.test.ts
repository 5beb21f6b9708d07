import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { EnvError, inspectEnv, parseEnv, secretsOf } from '#lib/env-schema'

const KEY = `2026-11:${Buffer.alloc(32, 7).toString('base64url')}`

const good = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:pw@db.example/app',
  AUTH_URL: 'https://app.example',
  AUTH_SECRET: 'x'.repeat(43),
  AUTH_GOOGLE_ID: '123.apps.googleusercontent.com',
  AUTH_GOOGLE_SECRET: 'client-secret',
  TOKEN_ENCRYPTION_KEYS: KEY,
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

test('R115 a complete production environment is accepted, with its defaults', () => {
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
  ['AUTH_SECRET', `replace-me${'x'.repeat(40)}`],
  ['AUTH_GOOGLE_ID', undefined],
  ['AUTH_GOOGLE_ID', '1234567890-abc.apps.googleusercontent.com'],
  ['AUTH_GOOGLE_SECRET', '   '],
  ['AUTH_GOOGLE_SECRET', 'replace-me'],
  ['AUTH_GOOGLE_ISSUER', 'http://accounts.example'],
  ['AUTH_GOOGLE_ISSUER', 'https://accounts.example'],
  ['AUTH_GOOGLE_ISSUER', 'http://127.0.0.1:4010'],
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
  ['ALLOW_CUSTOM_ISSUER', 'yes'],
]

for (const [name, value] of faults) {
  test(`R115 ${name}=${value ?? '(not set)'} is refused by name`, () => {
    expect(blamed({ [name]: value })).toEqual([name])
  })
}

test('R115 every fault is named at once, and no value is repeated', () => {
  expect(blamed({ AUTH_URL: undefined, AUTH_SECRET: 'hunter2', DATABASE_URL: undefined }).sort()).toEqual([
    'AUTH_SECRET',
    'AUTH_URL',
    'DATABASE_URL',
  ])
  expect(() => parseEnv({ ...good, AUTH_SECRET: 'hunter2' })).toThrow(/^(?!.*hunter2)/)
})

test('of an environment with a fault, what is right is known with its defaults', () => {
  const { values, problems } = inspectEnv({ ...good, AUTH_SECRET: 'short', LOG_LEVEL: '' })
  expect(problems).toEqual([{ name: 'AUTH_SECRET', problem: 'must be 32 characters or more' }])
  expect(values).toEqual({ ...parseEnv(good), AUTH_SECRET: undefined })
})

test('R111 the password of the database is a secret as it is written and as it is, also one that escapes nothing', () => {
  const secretsIn = (password: string) =>
    secretsOf({ DATABASE_URL: `postgresql://app:${password}@db.example/app` })
  expect(secretsIn('a%20b')).toEqual(['a%20b', 'a b'])
  expect(secretsIn('50%off')).toContain('50%off')
  expect(secretsOf({})).toEqual([])
})

test('R10 another issuer is accepted in production when it is meant, or when the app is on localhost', () => {
  const issuer = { AUTH_GOOGLE_ISSUER: 'https://accounts.example' }
  expect(blamed({ ...issuer, ALLOW_CUSTOM_ISSUER: '1' })).toEqual([])
  expect(blamed({ ...issuer, AUTH_URL: 'http://localhost:3000' })).toEqual([])
})

test('.env.example explains every variable', () => {
  const example = readFileSync(fileURLToPath(new URL('../../.env.example', import.meta.url)), 'utf8')
  const { NODE_ENV, ...ours } = parseEnv(good)
  const others = [
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
