import { getAccessToken } from '#lib/grants/access-token'
import {
  endBackoff,
  expire,
  expireAfterFailures,
  findKept,
  findWait,
  listEvents,
} from '#tests/support/connected'
import { driveScope } from '#tests/support/google-visitor'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

const drive = { scopes: [driveScope] }

const refusals: [code: string, status: number][] = [
  ['invalid_client', 401],
  ['unauthorized_client', 400],
  ['unsupported_grant_type', 400],
  ['invalid_request', 400],
  ['something_new', 400],
]

for (const [code, status] of refusals) {
  test(`${code} is a matter of this application: the person keeps their grant`, { tag: '@R70' }, async ({
    google,
    connect,
  }) => {
    const ada = await connect()
    await expire(ada)
    const before = await findKept(ada)
    await google.failNext('token', { status, body: { error: code } })
    await google.resetCounts()

    const { least, most } = await findWait(() => getAccessToken(ada.viewer, drive))
    expect(most).toBeGreaterThanOrEqual(60)
    expect(least).toBeLessThanOrEqual(60)
    expect((await google.counts()).token).toBe(1)
    expect(await findKept(ada)).toEqual(before)

    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
    expect(await listEvents(ada)).toEqual([])
  })
}

test('an operator sees it as an error, and no token is in the log', { tag: ['@R70', '@R111'] }, async ({
  google,
  connect,
  startCaller,
}) => {
  const caller = await startCaller({ LOG_LEVEL: 'info' })
  const ada = await connect()
  await expire(ada)
  await google.failNext('token', { status: 401, body: { error: 'invalid_client' } })
  expect(await caller.ask<Got[]>({ viewer: ada.viewer })).toMatchObject([{ kind: 'unavailable' }])
  await caller.written(
    /"level":"error".*"event":"refresh refused","provider":"google","reason":"invalid_client"/,
  )
  for (const { value } of await google.issuedTokens()) expect(caller.output()).not.toContain(value)
})

for (const [value, seconds] of [
  ['120', 120],
  ['1000000000000', 300],
] as const) {
  test(`429 with Retry-After ${value} keeps every process away for ${seconds} seconds`, {
    tag: '@R72',
  }, async ({ google, connect, startCaller }) => {
    const others = await Promise.all([startCaller(), startCaller()])
    const ada = await connect()
    await expire(ada)
    await google.failNext('token', { status: 429, headers: { 'retry-after': value } })
    const { least, most } = await findWait(() => getAccessToken(ada.viewer, drive))
    expect(most).toBeGreaterThanOrEqual(seconds)
    expect(least).toBeLessThanOrEqual(seconds)

    await google.resetCounts()
    for (const other of others) {
      const got = await other.ask<Got[]>({ viewer: ada.viewer, callers: 20 })
      expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['unavailable']))
    }
    expect((await google.counts()).token).toBe(0)
    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
  })
}

test('a token endpoint that is down is left alone after five failures, and everybody learns it at once', {
  tag: '@R73',
}, async ({ google, connectMany, startCaller }) => {
  const caller = await startCaller()
  const people = await connectMany(8)
  await Promise.all(people.map(expireAfterFailures))
  await google.failNext('token', { cut: true, times: 99 })
  await google.resetCounts()
  for (const { viewer } of people) {
    expect(await caller.ask<Got[]>({ viewer })).toMatchObject([{ kind: 'unavailable' }])
  }
  expect((await google.counts()).token).toBe(5)
})
