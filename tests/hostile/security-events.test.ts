import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import type { eventSchema } from '#scripts/sandbox/google/risc/events'
import { only } from '#tests/support/clients'
import { type Answer, send } from '#tests/support/http'
import { startTcpProxy } from '#tests/support/proxies'
import { createRawBrowser, FOREIGN } from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

const PATH = '/api/security-events'
const TYPE = 'application/secevent+jwt'

type Order = z.input<typeof eventSchema>

const test = base.extend<{
  /** An event of Google's about `person`, for this application. */
  sign: (order?: Partial<Order>) => Promise<string>
  arrived: ReturnType<typeof createRawBrowser>
}>({
  sign: async ({ google, person, site }, use) => {
    const usual = { event: 'sessions-revoked', account: person.sub, clientId: site.client.id } as const
    await use(async (order = {}) => (await google.sendEvent({ ...usual, ...order, times: 0 })).token)
  },
  arrived: async ({ stack, person }, use) => {
    const browser = createRawBrowser(stack)
    await browser.signIn(person)
    await use(browser)
  },
})

function post(url: string, body: string | string[], headers: Record<string, string> = {}): Promise<Answer> {
  const length: Record<string, string> = Array.isArray(body)
    ? { 'transfer-encoding': 'chunked' }
    : { 'content-length': String(Buffer.byteLength(body)) }
  return send(url + PATH, { method: 'POST', headers: { 'content-type': TYPE, ...length, ...headers }, body })
}

const subjectOf = (iss: string, sub: string) => ({ subject: { subject_type: 'iss-sub', iss, sub } })
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/'

/** What Google never sends (OpenID Foundation: the relying-party cases of back-channel logout, for security events). */
const forged: [
  title: string,
  err: string,
  order: (own: { issuer: string; sub: string }) => Partial<Order>,
][] = [
  ['without a signature', 'authentication_failed', () => ({ signature: 'none' })],
  ['signed with the secret of the client', 'authentication_failed', () => ({ signature: 'secret' })],
  ['signed with a foreign key', 'authentication_failed', () => ({ signature: 'foreign' })],
  ['by a key that nobody knows', 'invalid_key', () => ({ header: { kid: 'nobody' } })],
  ['by a key without a name', 'invalid_key', () => ({ header: { kid: null } })],
  ['that is an access token', 'invalid_request', () => ({ header: { typ: 'at+jwt' } })],
  ['that is a logout token', 'invalid_request', () => ({ header: { typ: 'logout+jwt' } })],
  ['from another issuer', 'invalid_issuer', () => ({ claims: { iss: 'https://issuer.example/' } })],
  ['from a longer issuer', 'invalid_issuer', ({ issuer }) => ({ claims: { iss: `${issuer}/x` } })],
  ['from nobody', 'invalid_request', () => ({ claims: { iss: null } })],
  ['for another app', 'invalid_audience', () => ({ claims: { aud: 'another-app' } })],
  ['for several other apps', 'invalid_audience', () => ({ claims: { aud: ['one', 'another'] } })],
  ['for no app', 'invalid_request', () => ({ claims: { aud: null } })],
  ['without a name of its own', 'invalid_request', () => ({ claims: { jti: null } })],
  ['with an empty name', 'invalid_request', () => ({ claims: { jti: '' } })],
  ['without a time', 'invalid_request', () => ({ claims: { iat: null } })],
  ['with a time in words', 'invalid_request', () => ({ claims: { iat: 'yesterday' } })],
  ['without events', 'invalid_request', () => ({ claims: { events: null } })],
  ['with no event', 'invalid_request', () => ({ claims: { events: {} } })],
  ['with events in a list', 'invalid_request', () => ({ claims: { events: [] } })],
  [
    'with two events',
    'invalid_request',
    ({ issuer, sub }) => ({
      claims: {
        events: {
          [`${RISC}sessions-revoked`]: subjectOf(issuer, sub),
          [`${RISC}account-disabled`]: subjectOf(issuer, sub),
        },
      },
    }),
  ],
  ['with a nonce, as an id_token has', 'invalid_request', () => ({ claims: { nonce: 'n' } })],
  [
    'that is an id_token',
    'invalid_request',
    ({ sub }) => ({ claims: { sub, events: null, exp: 9_999_999_999 } }),
  ],
  ['about nobody', 'invalid_request', () => ({ claims: { events: { [`${RISC}sessions-revoked`]: {} } } })],
  [
    'about somebody without a number',
    'invalid_request',
    ({ issuer }) => ({
      claims: {
        events: { [`${RISC}sessions-revoked`]: { subject: { subject_type: 'iss-sub', iss: issuer } } },
      },
    }),
  ],
  [
    'about a number that is none',
    'invalid_request',
    ({ issuer }) => ({ claims: { events: { [`${RISC}sessions-revoked`]: subjectOf(issuer, 'a\u0000b') } } }),
  ],
  [
    'about a subject in words',
    'invalid_request',
    () => ({ claims: { events: { [`${RISC}sessions-revoked`]: { subject: 'ada' } } } }),
  ],
]

for (const [title, err, order] of forged) {
  test(`a security event ${title} is refused as ${err}, and nothing changes`, {
    tag: '@R116',
  }, async ({ stack, sql, sign, arrived, everything, issuer, person }) => {
    const token = await sign(order({ issuer, sub: person.sub }))
    const before = [await everything(), await sql('SELECT * FROM security_events')]
    const answer = await post(stack.appUrl, token)
    expect([answer.status, JSON.parse(answer.text).err]).toEqual([400, err])
    expect(Object.keys(JSON.parse(answer.text))).toEqual(['err', 'description'])
    expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/)
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect([await everything(), await sql('SELECT * FROM security_events')]).toEqual(before)
    expect((await arrived.get('/api/me')).status).toBe(200)
  })
}

test('a security event that is none at all is refused as invalid_request', { tag: '@R116' }, async ({
  stack,
  sign,
  arrived,
}) => {
  const token = await sign()
  const bodies: [body: string | string[], headers?: Record<string, string>][] = [
    [''],
    ['x'],
    ['..'],
    [`${token}.x`],
    [token.slice(0, 50)],
    [`${token}${'x'.repeat(32_768)}`],
    [[token, ...Array.from({ length: 40 }, () => 'x'.repeat(1_000))]],
    [token, { 'content-type': 'application/json' }],
    [token, { 'content-type': 'application/jwt' }],
    [token, { 'content-type': '' }],
    [token, { 'content-encoding': 'gzip' }],
    [JSON.stringify({ SET: token })],
  ]
  const answers: string[] = []
  for (const [body, headers] of bodies) {
    const { status, text } = await post(stack.appUrl, body, headers)
    answers.push(`${status} ${/"err":"(\w+)"/.exec(text)?.[1]}`)
  }
  expect(answers).toEqual(bodies.map(() => '400 invalid_request'))
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
    expect((await send(stack.appUrl + PATH, { method })).status).toBe(405)
  expect((await arrived.get('/api/me')).status).toBe(200)
})

test('a security event is taken from wherever it comes, whatever it says of its end, once', {
  tag: ['@R98', '@R116', '@R117'],
}, async ({ stack, sign, arrived, google, sql, person }) => {
  for (const headers of FOREIGN) {
    const answer = await post(stack.appUrl, await sign({ event: 'verification', state: 'tried' }), headers)
    expect([answer.status, answer.text]).toEqual([202, ''])
  }
  const ways: Partial<Order>[] = [
    { claims: { exp: 1_000_000_000 } },
    { claims: { exp: 1e300 } },
    { claims: { exp: 'never' } },
    { header: { typ: null } },
    { header: { typ: 'application/secevent+jwt' } },
    { claims: { iss: stack.issuer } },
    { claims: { aud: ['another', stack.clientId] } },
  ]
  const statuses: number[] = []
  for (const way of ways)
    statuses.push((await post(stack.appUrl, await sign({ ...way, event: 'verification' }))).status)
  expect(statuses).toEqual(ways.map(() => 202))
  expect((await arrived.get('/api/me')).status).toBe(200)

  const sent = await google.sendEvent({
    event: 'sessions-revoked',
    account: person.sub,
    clientId: stack.clientId,
    url: stack.appUrl + PATH,
    times: 20,
  })
  expect(new Set(sent.answers.map(({ status }) => status))).toEqual(new Set([202]))
  const { status, text } = await arrived.get('/api/me')
  expect([status, JSON.parse(text).code]).toEqual([401, 'session_revoked'])
  expect((await arrived.get('/sign-in')).text).toContain('was signed out everywhere')
  const lines = await sql(
    `SELECT e.id FROM events e JOIN accounts a ON a.user_id = e.user_id
      WHERE a.provider_account_id = $1 AND e.kind = 'sessions_revoked'`,
    [person.sub],
  )
  expect(lines).toHaveLength(1)
  await stack.restartApp()
  expect((await post(stack.appUrl, sent.token)).status).toBe(202)
  await expect.poll(() => stack.logs()).toContain('"event":"security event"')
  for (const trace of [person.sub, sent.token.split('.')[1] ?? '']) expect(stack.logs()).not.toContain(trace)
})

test('whoever Google has blocked is told so, and cannot sign in until Google opens it', {
  tag: ['@R56', '@R118'],
}, async ({ stack, sign, arrived, person }) => {
  const push = async (order: Partial<Order>) =>
    expect((await post(stack.appUrl, await sign(order))).status).toBe(202)
  await push({ event: 'account-disabled', reason: 'hijacking', ago: 5 })
  expect(JSON.parse((await arrived.get('/api/me')).text).code).toBe('account_endangered')
  const back = await arrived.travel('/sign-in/start', { provider: 'google', returnTo: '/' }, person)
  expect((await arrived.get(back)).headers.get('location')).toContain('account_endangered')
  await push({ event: 'account-enabled' })
  const again = createRawBrowser(stack)
  await again.signIn(person)
  expect((await again.get('/api/me')).status).toBe(200)
})

test('security events are not there while Google is not set up', { tag: '@R116' }, async ({
  stack,
  sign,
}) => {
  const { url, process } = await stack.startSecondApp(only('facebook', 'twitter'))
  for (const body of [await sign(), 'x']) expect((await post(url, body)).status).toBe(404)
  await process.stop()
})

/** An address in a network that no other test is in. */
const newNetwork = () => ({ 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` })

test('while keys or database are away Google is told to try again, and nobody can keep it out', {
  tag: ['@R110', '@R116'],
}, async ({ stack, sign, google }) => {
  const address = new URL(stack.databaseUrl)
  const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
  address.port = String(database.port)
  const { url, process } = await stack.startSecondApp({
    DATABASE_URL: address.href,
    SIGN_IN_ATTEMPTS_PER_MINUTE: '5',
    TRUSTED_PROXY_HOPS: '1',
  })
  const token = await sign()
  for (const endpoint of ['risc-configuration', 'jwks'] as const) {
    await google.failNext(endpoint, { status: 503 })
    // Nobody is asked of what no key could verify.
    expect((await post(url, 'W10.e30.x', newNetwork())).status).toBe(400)
    const away = await post(url, token)
    expect([away.status, away.headers.get('retry-after') !== null]).toEqual([503, true])
  }
  await database.cut()
  const away = await post(url, token)
  expect([away.status, away.headers.get('retry-after') !== null]).toEqual([503, true])
  await database.restore()
  await expect.poll(async () => (await post(url, token)).status).toBe(202)

  const headers = newNetwork()
  const bad = await sign({ signature: 'foreign' })
  const statuses: number[] = []
  for (let turn = 0; turn < 7; turn += 1) statuses.push((await post(url, bad, headers)).status)
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429])
  for (let turn = 0; turn < 7; turn += 1)
    expect((await post(url, await sign({ event: 'verification' }), headers)).status).toBe(202)
  await process.stop()
  await database.stop()
})
