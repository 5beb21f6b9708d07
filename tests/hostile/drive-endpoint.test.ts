import { db } from '#lib/db/client'
import { expire, findGrantRow, findKept, listEvents, listFiles } from '#tests/support/connected'
import type { controlGoogle } from '#tests/support/google'
import { driveScope } from '#tests/support/google-visitor'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

type Fault = Parameters<ReturnType<typeof controlGoogle>['failNext']>[1]

/** As Google's APIs put it. */
const because = (reason: string) => ({ error: { code: 403, errors: [{ domain: 'global', reason }] } })

type Case = [title: string, fault: Fault, requests: number, expected: Record<string, unknown>]

const unavailable = { kind: 'unavailable' }

const cases: Case[] = [
  ['says 500 twice', { status: 500, times: 2 }, 2, unavailable],
  ['says 502 with pages', { status: 502, body: '<html>', times: 2 }, 2, unavailable],
  ['breaks off in the middle of JSON', { body: '{"files": [', times: 2 }, 2, unavailable],
  [
    'answers with a page',
    { body: { files: [] }, headers: { 'content-type': 'text/html' }, times: 2 },
    2,
    unavailable,
  ],
  [
    'sends us elsewhere',
    { status: 302, headers: { location: 'http://127.0.0.1:1/' }, times: 2 },
    2,
    unavailable,
  ],
  ['cuts the connection', { cut: true, times: 2 }, 2, unavailable],
  ['does not answer', { hang: true }, 1, unavailable],
  ['says 503 with Retry-After', { status: 503, headers: { 'retry-after': '2' } }, 1, unavailable],
  ['says 429', { status: 429 }, 1, unavailable],
  ['says 403 for too many requests', { status: 403, body: because('userRateLimitExceeded') }, 1, unavailable],
  [
    'says 403 for want of a scope',
    { status: 403, body: because('insufficientPermissions') },
    1,
    { kind: 'missing-scope', scopes: [driveScope] },
  ],
  [
    'says 403 for an organisation',
    { status: 403, body: because('domainPolicy') },
    1,
    { kind: 'forbidden', by: 'organisation' },
  ],
  [
    'says 403 for the account',
    { status: 403, body: because('accountDisabled') },
    1,
    { kind: 'forbidden', by: 'account' },
  ],
  [
    'says 403 for a token',
    { status: 403, body: because('authError') },
    1,
    { kind: 'forbidden', by: 'unclear' },
  ],
  [
    'says 403 with a page',
    { status: 403, body: '<html>', headers: { 'content-type': 'text/html' } },
    1,
    { kind: 'forbidden', by: 'unclear' },
  ],
  ['says 400', { status: 400, body: because('invalid') }, 1, { kind: 'rejected', status: 400 }],
  ['says 404', { status: 404, body: because('notFound') }, 1, { kind: 'rejected', status: 404 }],
  ['says 410', { status: 410 }, 1, { kind: 'rejected', status: 410 }],
]

for (const [title, fault, requests, expected] of cases) {
  test(`an API that ${title} has one result, and nothing of the grant changes`, { tag: '@R82' }, async ({
    google,
    connect,
  }) => {
    const ada = await connect()
    const { pausedUntil: _never, ...before } = await findKept(ada)
    await google.resetCounts()
    await google.failNext('drive', fault)
    expect(await listFiles(ada.viewer)).toMatchObject(expected)
    expect((await google.counts()).drive).toBe(requests)
    expect((await google.counts()).token).toBe(0)

    const { pausedUntil: _paused, ...after } = await findKept(ada)
    expect(after).toEqual(before)
    expect(await listEvents(ada)).toEqual([])
    await db().grant.update({ where: { accountId: ada.accountId }, data: { pausedUntil: null } })
    expect(await listFiles(ada.viewer)).toMatchObject({ kind: 'ready', data: { files: [{}, {}, {}] } })
  })
}

const thrown: [title: string, fault: Fault, code: string][] = [
  ['forgets what we read', { body: { kind: 'drive#fileList' } }, 'provider_misunderstood'],
  ['answers with null', { body: 'null' }, 'provider_misunderstood'],
  ['answers with a list', { body: [] }, 'provider_misunderstood'],
  ['is not enabled', { status: 403, body: because('accessNotConfigured') }, 'provider_refused'],
  ['is disabled', { status: 403, body: because('SERVICE_DISABLED') }, 'provider_refused'],
]

for (const [title, fault, code] of thrown) {
  test(`an API that ${title} is ${code}: waiting does not mend it`, { tag: '@R82' }, async ({
    google,
    connect,
  }) => {
    const ada = await connect()
    const before = await findKept(ada)
    await google.failNext('drive', fault)
    await expect(listFiles(ada.viewer)).rejects.toMatchObject({ code, provider: 'google' })
    expect(await findKept(ada)).toEqual(before)
  })
}

for (const [title, headers, seconds] of [
  ['for an hour', {}, 3_600],
  ['as long as it says', { 'retry-after': '1200' }, 1_200],
  ['for an hour at most', { 'retry-after': '1000000000000' }, 3_600],
] as const) {
  test(`a quota that is used up pauses the account ${title}, and asks an operator`, { tag: '@R72' }, async ({
    google,
    connect,
    startCaller,
  }) => {
    const caller = await startCaller({ LOG_LEVEL: 'info' })
    const ada = await connect()
    await google.failNext('drive', { status: 403, headers, body: because('dailyLimitExceeded') })
    await google.resetCounts()
    const before = Date.now()
    expect(await caller.ask<Got[]>({ viewer: ada.viewer, drive: true })).toMatchObject([unavailable])
    const after = Date.now()
    const { pausedUntil } = await findGrantRow(ada)
    expect(Number(pausedUntil)).toBeGreaterThanOrEqual(before + seconds * 1_000)
    expect(Number(pausedUntil)).toBeLessThanOrEqual(after + seconds * 1_000)
    expect(await listFiles(ada.viewer)).toMatchObject({ kind: 'unavailable', limit: true })
    expect((await google.counts()).drive).toBe(1)
    await caller.written(/"level":"error".*"event":"api quota used up".*dailyLimitExceeded/)
  })
}

test('an organisation that forbids an API is no matter for an operator', { tag: '@R82' }, async ({
  google,
  connect,
  startCaller,
}) => {
  const caller = await startCaller({ LOG_LEVEL: 'info' })
  const ada = await connect()
  await google.failNext('drive', { status: 403, body: because('domainPolicy') })
  expect(await caller.ask<Got[]>({ viewer: ada.viewer, drive: true })).toMatchObject([{ kind: 'forbidden' }])
  await caller.written(/"level":"info".*"event":"api forbidden".*"by":"organisation"/)
})

test('an API that stumbles once is asked once more, and nobody notices', { tag: '@R71' }, async ({
  google,
  connect,
}) => {
  const ada = await connect()
  await google.failNext('drive', { status: 503 })
  expect(await listFiles(ada.viewer)).toMatchObject({ kind: 'ready' })
})

test('an API whose name does not resolve is unavailable', { tag: '@R82' }, async ({
  connect,
  startCaller,
}) => {
  const ada = await connect()
  const lost = await startCaller({ GOOGLE_API_URL: 'https://nowhere.invalid' })
  expect(await lost.ask<Got[]>({ viewer: ada.viewer, drive: true })).toMatchObject([unavailable])
  expect(await listFiles(ada.viewer)).toMatchObject({ kind: 'ready' })
})

test('one 401 costs a refresh and another try, for however many callers', { tag: '@R74' }, async ({
  google,
  connect,
}) => {
  const ada = await connect()
  await google.resetCounts()
  // For Google the token is over, for us it is not.
  await google.setClock(3_700)
  const answers = await Promise.all(Array.from({ length: 30 }, () => listFiles(ada.viewer)))
  expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['ready']))
  expect((await google.counts()).token).toBe(1)
  expect((await google.counts()).drive).toBeLessThanOrEqual(60)
  expect(await findGrantRow(ada)).toMatchObject({ version: 2 })
})

test('an API that says 401 for ever gets one refresh and one more try, and then it is reconnect', {
  tag: '@R74',
}, async ({ google, connect }) => {
  const ada = await connect()
  await google.resetCounts()
  await google.failNext('drive', { status: 401, times: 99 })
  expect(await listFiles(ada.viewer)).toEqual({ kind: 'reconnect', reason: 'refused' })
  expect(await google.counts()).toMatchObject({ token: 1, drive: 2 })
})

test('a pause that an API asks for is kept by every process, also over a refresh', { tag: '@R72' }, async ({
  google,
  connect,
  startCaller,
}) => {
  const other = await startCaller()
  const [ada, grace] = [await connect(), await connect()]
  await google.failNext('drive', { status: 429, headers: { 'retry-after': '120' } })
  const answer = await listFiles(ada.viewer)
  const retryAt = answer.kind === 'unavailable' ? answer.retryAt.getTime() : 0
  expect(retryAt - Date.now()).toBeGreaterThan(110_000)

  await google.resetCounts()
  await expire(ada)
  expect(await listFiles(ada.viewer)).toMatchObject(unavailable)
  expect(await findGrantRow(ada)).toMatchObject({ version: 2 })
  const got = await other.ask<Got[]>({ viewer: ada.viewer, drive: true, callers: 20 })
  expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['unavailable']))
  expect((await google.counts()).drive).toBe(0)
  expect(await listFiles(grace.viewer), 'others are not meant').toMatchObject({ kind: 'ready' })
})

test('a shorter pause does not end a longer one', { tag: '@R72' }, async ({ google, connect }) => {
  const ada = await connect()
  await google.failNext('drive', { status: 429, delayMs: 500, headers: { 'retry-after': '120' } })
  await google.failNext('drive', { status: 429, delayMs: 1_000, headers: { 'retry-after': '1' } })
  await Promise.all([listFiles(ada.viewer), listFiles(ada.viewer)])
  const { pausedUntil } = await findGrantRow(ada)
  expect(Number(pausedUntil) - Date.now()).toBeGreaterThan(100_000)
})

test('an API that is down is left alone after five failures, and everybody learns it at once', {
  tag: '@R73',
}, async ({ google, connect, startCaller }) => {
  const caller = await startCaller()
  const ada = await connect()
  await google.failNext('drive', { cut: true, times: 99 })
  await google.resetCounts()
  for (let call = 0; call < 3; call++) await caller.ask({ viewer: ada.viewer, drive: true })
  const got = await caller.ask<Got[]>({ viewer: ada.viewer, drive: true, callers: 50 })
  expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['unavailable']))
  expect((await google.counts()).drive).toBeLessThanOrEqual(6)
})
