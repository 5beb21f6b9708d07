import { createHash, randomInt, randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import {
  attemptCookieName,
  deleteExpiredAttempts,
  keepAttempt,
  newAttempt,
  readAttemptCookies,
  takeAttempt as take,
} from '#lib/auth/attempt'
import { exchange } from '#lib/auth/authjs'
import { type Intent, signInIntent } from '#lib/auth/intents'
import { PERSON_LIMIT } from '#lib/auth/rate-limit'
import { brand } from '#lib/brand'
import { db, pool } from '#lib/db/client'
import { env } from '#lib/env'
import { hashToken, newToken } from '#lib/sessions/cookie'
import { beginAttempt } from '#tests/support/exchange'
import { type Issuer, startIssuer } from '#tests/support/providers'
import { test as base, expect } from '#tests/support/test'

/** With a provider whose token endpoint is read by the test. */
const test = base.extend<object, { provider: Issuer }>({
  provider: [
    async ({}, use) => {
      const provider = await startIssuer()
      await use(provider)
      await provider.close()
    },
    { scope: 'worker' },
  ],
  issuer: [async ({ provider }, use) => use(provider.url), { scope: 'worker' }],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

const content = {
  intent: { kind: 'sign-in', provider: 'google' },
  returnTo: '/dashboard?tab=1',
} as const

const { returnTo } = content

async function start(intent: Intent = content.intent) {
  const attempt = newAttempt()
  await keepAttempt(attempt, { intent, returnTo })
  return attempt
}

/** Nobody else's, so that no test uses up the requests of another. */
function newAddress(): string {
  return `2001:db8:${[0, 1].map(() => randomInt(0x1_0000).toString(16)).join(':')}::1`
}

function takeAttempt(state: string, secret: string | undefined, ipAddress = newAddress()) {
  return take(state, secret, { ipAddress })
}

const expire = (state: string) =>
  db().attempt.update({ where: { id: hashToken(state) }, data: { expiresAt: new Date(0) } })

test('an attempt has its ten minutes by the clock of the database, however wrong that of a process is', async () => {
  const now = Date.now
  for (const hours of [-1, 1]) {
    Date.now = () => now() + hours * 3_600_000
    const { state, secret } = await start().finally(() => {
      Date.now = now
    })
    const [row] = await db().$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM expires_at - now())::float AS seconds FROM sign_in_attempts WHERE id = ${hashToken(state)}`
    expect(row?.seconds).toBeGreaterThan(8 * 60)
    expect(row?.seconds).toBeLessThanOrEqual(10 * 60)
    expect((await takeAttempt(state, secret)).kind).toBe('taken')
  }
})

test('an attempt gives back what it was started with', async () => {
  const { state, secret, checks } = await start()
  expect(await takeAttempt(state, secret)).toEqual({ kind: 'taken', attempt: { ...content, checks } })
})

test('of ten thousand attempts, no two share anything', { tag: ['@R1', '@R2', '@R3'] }, async () => {
  const seen = new Set<string>()
  const sent: string[] = []
  for (let time = 0; time < 10_000; time++) {
    const { state, secret, checks } = newAttempt()
    for (const value of [state, secret, checks.nonce, checks.codeVerifier]) seen.add(value)
    sent.push(state, checks.codeVerifier)
  }
  expect(seen.size).toBe(40_000)
  expect(sent).toHaveLength(20_000)
  expect(sent.filter((value) => !/^[\w-]{43}$/.test(value))).toEqual([])
})

test('of fifty callbacks at once, one gets the attempt, and the others find that it was used', {
  tag: ['@R29', '@R89'],
}, async () => {
  const { state, secret } = await start()
  const address = newAddress()
  const results = await Promise.all(Array.from({ length: 50 }, () => takeAttempt(state, secret, address)))
  expect(results.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
  const others = results.filter(({ kind }) => kind !== 'taken')
  expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['used']))
})

test('without the cookie of this attempt, nobody takes it, and its owner still can', {
  tag: ['@R31', '@R33'],
}, async () => {
  const { state, secret } = await start()
  for (const cookie of [undefined, '', newToken()]) {
    expect(await takeAttempt(state, cookie)).toEqual({
      kind: 'not-begun-here',
      returnTo: undefined,
    })
  }
  expect(await takeAttempt(state, secret)).toMatchObject({ kind: 'taken' })
})

test('an attempt lasts ten minutes, and where it was to lead is still known then', {
  tag: '@R30',
}, async () => {
  const before = Date.now()
  const { state, secret } = await start()
  const after = Date.now()
  const { expiresAt } = await db().attempt.findUniqueOrThrow({ where: { id: hashToken(state) } })
  expect(expiresAt.getTime()).toBeGreaterThanOrEqual(before + 600_000)
  // PostgreSQL rounds to a millisecond, and the clock here is cut off.
  expect(expiresAt.getTime()).toBeLessThanOrEqual(after + 600_001)
  await expire(state)
  expect(await takeAttempt(state, secret)).toEqual({ kind: 'expired', returnTo })
})

test('attempts that are over are forgotten, and then they count as expired', async () => {
  const { state, secret } = await start()
  await expire(state)
  await deleteExpiredAttempts()
  expect(await db().attempt.count({ where: { id: hashToken(state) } })).toBe(0)
  expect(await takeAttempt(state, secret)).toMatchObject({ kind: 'expired' })
})

test('an attempt in the database holds neither its state nor its cookie', { tag: '@R46' }, async () => {
  const { state, secret } = await start()
  const { rows } = await pool().query('SELECT a::text AS row FROM sign_in_attempts a')
  const dump = rows.map(({ row }) => row).join('\n')
  expect(dump).toContain(hashToken(state))
  expect(dump).not.toContain(state)
  expect(dump).not.toContain(secret)
})

test('what is stored of an attempt shows neither state, nonce, code verifier nor cookie', {
  tag: '@R46',
}, async ({ provider }) => {
  const intent = signInIntent('google')
  const { address, ...started } = await beginAttempt(intent)
  const { state, secret, checks } = started
  await keepAttempt(started, { intent, returnTo })
  const row = await db().attempt.findUniqueOrThrow({ where: { id: hashToken(state) } })

  let asked = new URLSearchParams()
  provider.answer('/token', async (request, response) => {
    asked = new URLSearchParams(await text(request))
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
  })
  await expect(exchange(intent, { state, code: 'a-code' }, checks)).rejects.toThrow()
  const verifier = asked.get('code_verifier') ?? ''
  const parameters = new URL(address).searchParams
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  expect(challenge).toBe(parameters.get('code_challenge'))

  const secrets = { state, nonce: parameters.get('nonce') ?? '', verifier, secret }
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret.length, what).toBeGreaterThan(20)
    expect(JSON.stringify(row), what).not.toContain(secret)
  }
})

test('where an attempt was to lead is told to the browser that began it, and to nobody who only knows its state', async () => {
  const { state, secret } = await start()
  const toldOthers = async () => {
    const found = await Promise.all([newToken(), undefined].map((cookie) => takeAttempt(state, cookie)))
    return found.map((one) => (one.kind === 'taken' ? one.kind : one.returnTo))
  }
  expect(await toldOthers()).toEqual([undefined, undefined])
  expect(await takeAttempt(state, secret)).toMatchObject({ kind: 'taken', attempt: { returnTo } })
  expect(await takeAttempt(state, secret)).toEqual({ kind: 'used', returnTo })
  expect(await toldOthers()).toEqual([undefined, undefined])
  await expire(state)
  expect(await takeAttempt(state, secret)).toMatchObject({ returnTo })
  expect(await toldOthers()).toEqual([undefined, undefined])
})

const counts = async () => (await pool().query('SELECT key, points FROM rate_limits ORDER BY key')).rows

test('only a callback that comes back to where it began uses up a share of the requests of anybody', {
  tag: '@R110',
}, async () => {
  const [{ state, secret }, address, before] = [await start(), newAddress(), await counts()]
  for (const cookie of [undefined, '', newToken()]) await takeAttempt(state, cookie, address)
  await takeAttempt(newToken(), secret, address)
  expect(await counts()).toEqual(before)
  expect(await takeAttempt(state, secret, address)).toMatchObject({ kind: 'taken' })
  const after = await counts()
  expect(after).toHaveLength(before.length + 1)
  expect(await takeAttempt(state, secret, address)).toMatchObject({ kind: 'used' })
  expect(await counts()).toEqual(after)
})

test('whoever has no requests left keeps their attempt, and nobody else pays for them', {
  tag: '@R110',
}, async () => {
  const address = newAddress()
  const most = env().SIGN_IN_ATTEMPTS_PER_MINUTE
  const attempts = await Promise.all(Array.from({ length: most + 5 }, start))
  const taken = await Promise.all(attempts.map(({ state, secret }) => takeAttempt(state, secret, address)))
  const refused = attempts.filter((_, n) => taken[n]?.kind === 'too-many')
  expect(refused).toHaveLength(5)
  expect(taken.filter(({ kind }) => kind === 'taken')).toHaveLength(most)
  const [one, other] = refused
  expect(await takeAttempt(one!.state, one!.secret, address)).toEqual({ kind: 'too-many', returnTo })
  expect(await takeAttempt(other!.state, other!.secret)).toMatchObject({ kind: 'taken' })
  await pool().query('UPDATE rate_limits SET expire = 0')
  expect(await takeAttempt(one!.state, one!.secret, address)).toMatchObject({ kind: 'taken' })
})

test('whoever is signed in is counted for themselves, wherever they are', { tag: '@R110' }, async () => {
  const ada = randomUUID()
  const begin = async (userId: string) => {
    const intent = { kind: 'link', provider: 'google', userId, sessionId: randomUUID() } as const
    return start(intent)
  }
  const attempts = await Promise.all(Array.from({ length: PERSON_LIMIT + 1 }, () => begin(ada)))
  const results = await Promise.all(attempts.map(({ state, secret }) => takeAttempt(state, secret)))
  expect(results.filter(({ kind }) => kind === 'too-many')).toHaveLength(1)
  const grace = await begin(randomUUID())
  expect(await takeAttempt(grace.state, grace.secret)).toMatchObject({ kind: 'taken' })
  const key = createHash('sha256').update(ada).digest('base64url')
  const { rows } = await pool().query('SELECT points FROM rate_limits WHERE key = $1', [
    `authorization:person:callback:${key}`,
  ])
  expect(rows).toEqual([{ points: PERSON_LIMIT + 1 }])
})

test('a browser keeps the cookies of its ten newest attempts, in whatever order it sends them', {
  tag: '@R44',
}, () => {
  const now = 1_800_000_000
  const cookie = (secondsAgo: number) => ({
    name: attemptCookieName(`state-${secondsAgo}`),
    value: `${(now - secondsAgo).toString(36)}.secret`,
  })
  const held = [30, 10, 500, 40, 20, 61, 300, 59, 400, 200, 600, 100].map(cookie)
  const ofAnOlderVersion = { name: attemptCookieName('older'), value: newToken() }
  const ofTheFuture = { name: attemptCookieName('future'), value: `${(now + 1_000).toString(36)}.secret` }
  const others = [
    { name: `${brand.cookiePrefix}session`, value: 'x' },
    { name: 'theme', value: 'dark' },
  ]
  const { lastMinute, surplus } = readAttemptCookies([...others, ...held, ofAnOlderVersion, ofTheFuture], now)
  expect(lastMinute).toBe(5)
  expect(surplus.slice(0, 2).toSorted()).toEqual([ofAnOlderVersion.name, ofTheFuture.name].toSorted())
  expect(surplus.slice(2)).toEqual([600, 500, 400].map((ago) => cookie(ago).name))
  expect(readAttemptCookies([...others, ...held.slice(0, 9)], now).surplus).toEqual([])
})

test('nonce and code verifier are made of the cookie and of AUTH_SECRET: with another of either, they are others', {
  tag: ['@R2', '@R3'],
}, async () => {
  const settings = env()
  const { AUTH_SECRET } = settings
  const [one, other] = [await start(), await start()]
  // Nothing but its cookie tells an attempt from another.
  await pool().query('UPDATE sign_in_attempts SET browser_hash = $1', [hashToken(other.secret)])
  expect(await takeAttempt(one.state, other.secret)).toMatchObject({ attempt: { checks: other.checks } })
  await pool().query('UPDATE sign_in_attempts SET used_at = NULL')
  Object.assign(settings, { AUTH_SECRET: 'another secret for tests that is long enough' })
  const elsewhere = await takeAttempt(one.state, other.secret).finally(() => {
    Object.assign(settings, { AUTH_SECRET })
  })
  const checks = elsewhere.kind === 'taken' ? elsewhere.attempt.checks : other.checks
  const values = [one.checks, other.checks, checks].flatMap(({ codeVerifier, nonce }) => [
    codeVerifier,
    nonce,
  ])
  expect(new Set(values).size).toBe(6)
  // RFC 7636, section 4.1.
  for (const value of values) expect(value).toMatch(/^[\w-]{43}$/)
})
