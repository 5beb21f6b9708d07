import { access, readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { type Check, failure, ok, type Result } from '#lib/doctor/check'
import { allChecks, environmentChecks, startChecks } from '#lib/doctor/checks'
import { compareClocks } from '#lib/doctor/clock'
import { examine } from '#lib/doctor/examine'
import { openSetUp, type SetUp } from '#lib/doctor/set-up'
import { lookAtNode } from '#lib/doctor/versions'
import { wrapText } from '#scripts/doctor/report'
import { serverSettings } from '#server/preflight'

const environment = {
  DATABASE_URL: 'postgresql://app:a%20long%20password@db.example/app?sslmode=verify-full',
  AUTH_URL: 'https://app.example',
  AUTH_SECRET: 'Kx8dXc0Wq3o4kCw1mN6pQ7rS2tU9vY5z',
  AUTH_GOOGLE_ID: '1234567890-0a1b2c3d4e.apps.googleusercontent.com',
  AUTH_GOOGLE_SECRET: 'GOCSPX-abcdefghijklmnopqrstuvwxyz12',
  TOKEN_ENCRYPTION_KEYS: `2026-11:${Buffer.alloc(32, 'k').toString('base64url')}`,
}

const facebook = { AUTH_FACEBOOK_ID: '1234567890123456', AUTH_FACEBOOK_SECRET: 'a'.repeat(32) }
const x = {
  AUTH_TWITTER_ID: Buffer.from('M5f1dQ0wq3o4kCw1mN6p:1:ci').toString('base64url'),
  AUTH_TWITTER_SECRET: 'hunter2',
}

const byId = (one: { id?: string }, other: { id?: string }) => (one.id ?? '').localeCompare(other.id ?? '')

/** What is wrong with an environment, by the id of the check and its verdict. */
async function troubles(changes: Record<string, string>): Promise<string[]> {
  const setUp = openSetUp({ environment: { ...environment, ...changes }, processes: 1 })
  const results = await examine(environmentChecks, setUp)
  return results.flatMap(({ id, verdict }) => (verdict === 'ok' ? [] : [`${id}: ${verdict}`]))
}

async function say(check: Pick<Check<SetUp>, 'examine'>): Promise<Result | undefined> {
  const first = { id: 'one', group: 'Google', title: 'One' } as const
  const [result] = await examine([{ ...first, ...check }], openSetUp({ environment, processes: 1 }))
  return result
}

test('docs/doctor.md has a line about every check, and marks those that are made before a start', async () => {
  const text = await readFile(new URL('../../../docs/doctor.md', import.meta.url), 'utf8')
  const lines = [...text.matchAll(/^\| `([a-z-]+)`( ●)? \|/gm)].map(([, id, mark]) => ({
    id,
    first: mark !== undefined,
  }))
  const before = [...environmentChecks, serverSettings({}), ...startChecks].map(({ id }) => id)
  const ids = [...allChecks, serverSettings({})].map(({ id }) => id)
  const known = ids.map((id) => ({ id, first: before.includes(id) }))
  expect(new Set(ids).size).toBe(ids.length)
  expect(lines.sort(byId)).toEqual(known.sort(byId))
})

test('credentials of the shape that the provider’s have are not remarked upon', async () => {
  expect(await troubles({})).toEqual([])
  expect(await troubles({ ...facebook, ...x })).toEqual([])
  const alone = { AUTH_GOOGLE_ID: '', AUTH_GOOGLE_SECRET: '' }
  expect(await troubles({ ...alone, ...facebook })).toEqual([])
  expect(await troubles({ ...alone, ...x })).toEqual([])
  expect(await troubles({ AUTH_GOOGLE_ID: '1234567890.apps.googleusercontent.com' })).toEqual([])
})

for (const [title, changes, trouble] of [
  ['a client id of another shape', { AUTH_GOOGLE_ID: 'my-project' }, 'auth-google-id: failure'],
  ['the secret in the place of the id', { AUTH_GOOGLE_ID: 'GOCSPX-abc' }, 'auth-google-id: failure'],
  ['a client secret of another shape', { AUTH_GOOGLE_SECRET: 'hunter2' }, 'auth-google-secret: warning'],
  [
    'the client id of the example',
    { AUTH_GOOGLE_ID: '1234567890-abc.apps.googleusercontent.com' },
    'auth-google-id: failure',
  ],
  ['a secret of one letter', { AUTH_SECRET: 'x'.repeat(64) }, 'auth-secret: failure'],
  [
    'another issuer that is not meant',
    { AUTH_GOOGLE_ISSUER: 'https://accounts.example' },
    'auth-google-issuer: failure',
  ],
  ['half a client of Facebook', { AUTH_FACEBOOK_ID: '1234567890123456' }, 'auth-facebook-secret: failure'],
  ['the other half', { AUTH_FACEBOOK_SECRET: 'a'.repeat(32) }, 'auth-facebook-id: failure'],
  ['half a client of X', { AUTH_TWITTER_SECRET: 'x' }, 'auth-twitter-id: failure'],
  ['an app id of another shape', { ...facebook, AUTH_FACEBOOK_ID: 'my-app' }, 'auth-facebook-id: warning'],
  [
    'an app secret for an app id',
    { ...facebook, AUTH_FACEBOOK_ID: 'a'.repeat(32) },
    'auth-facebook-id: warning',
  ],
  [
    'an app secret of another shape',
    { ...facebook, AUTH_FACEBOOK_SECRET: 'hunter2' },
    'auth-facebook-secret: warning',
  ],
  ['an API key of X', { ...x, AUTH_TWITTER_ID: 'xvz1evFS4wEEPTGEFPHBog' }, 'auth-twitter-id: warning'],
  ['a stand-in for X that is not meant', { ...x, X_URL: 'https://x.example' }, 'other-settings: failure'],
] as const) {
  test(`${title} is remarked upon`, async () => {
    expect(await troubles(changes)).toEqual([trouble])
  })
}

test('another provider may have credentials of any shape', async () => {
  const issuer = { AUTH_GOOGLE_ISSUER: 'https://accounts.example', ALLOW_CUSTOM_ISSUER: '1' }
  expect(await troubles({ ...issuer, AUTH_GOOGLE_ID: 'app', AUTH_GOOGLE_SECRET: 'hunter2' })).toEqual([])
  const others = { FACEBOOK_URL: 'https://a.example', X_URL: 'https://b.example', ALLOW_CUSTOM_ISSUER: '1' }
  const clients = { AUTH_FACEBOOK_ID: 'app', AUTH_FACEBOOK_SECRET: 'hunter2', AUTH_TWITTER_ID: 'app' }
  expect(await troubles({ ...others, ...clients, AUTH_TWITTER_SECRET: 'hunter2' })).toEqual([])
})

test('the addresses for Facebook’s console are those of routes', async () => {
  const setUp = openSetUp({ environment: { ...environment, ...facebook }, processes: 1 })
  const [found] = await examine(
    allChecks.filter(({ id }) => id === 'facebook-console'),
    setUp,
  )
  const paths = [...(found?.seen ?? '').matchAll(/https:\/\/app\.example(\/\S+)/g)].map(([, path]) => path)
  expect(paths).toEqual([
    '/api/auth/callback/facebook',
    '/api/facebook/deauthorize',
    '/api/facebook/data-deletion',
  ])
  for (const path of paths.slice(1)) await access(new URL(`../../../app${path}/route.ts`, import.meta.url))
})

test('a secret that somebody else’s message holds is hidden', { tag: '@R111' }, async () => {
  const { AUTH_SECRET, AUTH_GOOGLE_SECRET, TOKEN_ENCRYPTION_KEYS } = environment
  const key = TOKEN_ENCRYPTION_KEYS.split(':')[1]
  const text = `${AUTH_SECRET} ${AUTH_GOOGLE_SECRET} ${key} a%20long%20password, a long password`
  const hidden = '[hidden] [hidden] [hidden] [hidden], [hidden]'
  expect(await say({ examine: () => failure(text, text) })).toMatchObject({ seen: hidden, advice: hidden })
  const broken = await say({ examine: () => Promise.reject(new Error(text)) })
  expect(broken).toMatchObject({ verdict: 'failure', seen: `could not be looked at: ${hidden}` })
})

test('a check whose ground is missing is skipped and says which check says why', async () => {
  const setUp = openSetUp({ environment: { ...environment, DATABASE_URL: '' }, processes: 1 })
  const ask: Check<SetUp> = {
    id: 'one',
    group: 'Database',
    title: 'One',
    examine: async ({ database }) => ok(String(await database())),
  }
  expect(await examine([ask], setUp)).toMatchObject([{ verdict: 'skipped', seen: 'needs database-url' }])
})

for (const [version, day, verdict] of [
  ['22.17.1', '2026-11-01', 'failure'],
  ['20.20.2', '2026-11-01', 'failure'],
  ['22.18.0', '2026-11-01', 'ok'],
  ['24.1.0', '2026-11-01', 'ok'],
  ['25.9.0', '2026-11-01', 'warning'],
  ['22.22.0', '2027-05-01', 'warning'],
  ['31.0.0', '2029-01-01', 'ok'],
] as const) {
  test(`Node.js ${version} in ${day.slice(0, 7)}: ${verdict}`, () => {
    expect(lookAtNode(version, new Date(day)).verdict).toBe(verdict)
  })
}

test('clocks that differ by a few seconds agree, by many are remarked upon, by a minute are a failure', () => {
  const compare = (seconds: number, blur = 500) => compareClocks({ theirs: 0, ours: seconds * 1_000, blur })
  expect([0, 5, -5].map((seconds) => compare(seconds).verdict)).toEqual(['ok', 'ok', 'ok'])
  expect(compare(20)).toMatchObject({ verdict: 'warning', seen: 'ours is 20 seconds ahead' })
  expect(compare(-90)).toMatchObject({ verdict: 'failure', seen: 'ours is 90 seconds behind' })
  expect(compare(20, 18_000).verdict, 'an answer that took long proves little').toBe('ok')
})

test('long text keep a line of their own, and none is broken', () => {
  expect(wrapText('one two three', 9)).toEqual(['one two', 'three'])
  expect(wrapText('see https://app.example/path now', 10)).toEqual(['see', 'https://app.example/path', 'now'])
})
