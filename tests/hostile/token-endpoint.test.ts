import { getAccessToken } from '#lib/grants/access-token'
import {
  endBackoff,
  expire,
  expireAfterFailures,
  findGrantRow,
  findKept,
  findWait,
  listEvents,
} from '#tests/support/connected'
import type { controlGoogle } from '#tests/support/google'
import { driveScope } from '#tests/support/google-visitor'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

type Fault = Parameters<ReturnType<typeof controlGoogle>['failNext']>[1]

const drive = { scopes: [driveScope] }
const good = { access_token: 'ya29.good', token_type: 'Bearer', expires_in: 3_599, scope: driveScope }

const faults: [title: string, fault: Fault][] = [
  ['says 500', { status: 500, body: { error: 'internal_failure' } }],
  [
    'says 502 with a page',
    { status: 502, body: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html' } },
  ],
  ['says 503', { status: 503 }],
  ['says 403', { status: 403, body: { error: 'rate_limit_exceeded' } }],
  ['says 400 and no reason', { status: 400 }],
  ['says 400 with a page', { status: 400, body: 'invalid_grant', headers: { 'content-type': 'text/html' } }],
  ['says 401 and nothing else', { status: 401, body: '' }],
  ['sends us elsewhere', { status: 302, headers: { location: 'http://127.0.0.1:1/token' } }],
  ['breaks off in the middle of JSON', { body: '{"access_token": "ya29.half' }],
  ['says nothing', { body: '' }],
  ['says null', { body: 'null' }],
  ['answers with a list', { body: [good] }],
  ['answers with an error and 200', { body: { error: 'invalid_grant' } }],
  ['forgets the access token', { body: { ...good, access_token: null } }],
  ['gives an empty access token', { body: { ...good, access_token: '' } }],
  ['gives a token without end', { body: { ...good, access_token: 'y'.repeat(9_000) } }],
  ['forgets the kind of token', { body: { access_token: 'ya29.kindless', expires_in: 3_599 } }],
  ['gives a token of another kind', { body: { ...good, token_type: 'mac' } }],
  ['lists scopes in another way', { body: { ...good, scope: [driveScope] } }],
  ['answers as a page', { body: good, headers: { 'content-type': 'text/html' } }],
  ['cuts the connection', { cut: true }],
  ['cuts the connection after its work', { cut: true, when: 'after' }],
  ['does not answer', { hang: true }],
]

for (const [title, fault] of faults) {
  test(`a token endpoint that ${title} loses nothing, and its next success clears it`, {
    tag: ['@R71', '@R79'],
  }, async ({ google, connect }) => {
    const ada = await connect()
    await expireAfterFailures(ada)
    const before = await findKept(ada)
    await google.failNext('token', fault)

    const { least, most } = await findWait(() => getAccessToken(ada.viewer, drive))
    expect(most).toBeGreaterThanOrEqual(30)
    expect(least).toBeLessThanOrEqual(60)
    expect(await findKept(ada)).toEqual(before)
    expect(await findGrantRow(ada)).toMatchObject({ failures: 7, leaseUntil: null })

    await google.resetCounts()
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'unavailable' })
    expect((await google.counts()).token, 'not before its time').toBe(0)

    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
    expect(await findGrantRow(ada)).toMatchObject({ failures: 0, retryAt: null, version: 2 })
    expect(await listEvents(ada)).toEqual([])
  })
}

const lost: [title: string, fault: Fault][] = [
  ['cuts the connection', { cut: true, when: 'after' }],
  ['says 503', { status: 503, when: 'after' }],
  ['answers with half of it', { body: '{"access_token": "ya29.half', when: 'after' }],
]

for (const [title, fault] of lost) {
  test(`a rotating token endpoint that ${title} after its work is asked once more, and then it is reconnect`, {
    tag: '@R71',
  }, async ({ google, connect }) => {
    await google.settings({ rotation: true })
    const [ada, grace] = [await connect(), await connect()]
    await expireAfterFailures(ada)
    await google.resetCounts()
    await google.failNext('token', fault)

    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'unavailable' })
    await endBackoff(ada)
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await getAccessToken(ada.viewer, drive))
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ kind: 'reconnect', reason: 'revoked' })))
    expect((await google.counts()).token, 'the lost one and one more').toBe(2)
    expect(await listEvents(ada)).toMatchObject([{ kind: 'grant_ended' }])
    expect(await getAccessToken(grace.viewer, drive)).toMatchObject({ kind: 'ready', version: 1 })
  })
}

test('a rotating token endpoint that fails before its work takes the same token again', {
  tag: '@R71',
}, async ({ google, connect }) => {
  await google.settings({ rotation: true })
  const ada = await connect()
  await expireAfterFailures(ada)
  await google.failNext('token', { status: 503 })
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'unavailable' })
  for (const version of [2, 3]) {
    await endBackoff(ada)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', version })
    await expire(ada)
  }
})

test('a token endpoint whose name does not resolve loses nothing', { tag: '@R79' }, async ({
  google,
  connect,
  startCaller,
  issuer,
}) => {
  const ada = await connect()
  await expireAfterFailures(ada)
  const before = await findKept(ada)
  const document = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()
  await google.failNext('discovery', {
    body: { ...document, token_endpoint: 'https://nowhere.invalid/token' },
  })
  const lost = await startCaller()
  expect(await lost.ask<Got[]>({ viewer: ada.viewer })).toMatchObject([{ kind: 'unavailable' }])
  expect(await findKept(ada)).toEqual(before)
  await endBackoff(ada)
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
})

test('a short stumble is waited out for the caller: three tries, later and later', { tag: '@R71' }, async ({
  google,
  connect,
}) => {
  const ada = await connect()
  await expire(ada)
  await google.resetCounts()
  await google.failNext('token', { status: 503, times: 2 })
  const start = performance.now()
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
  expect(performance.now() - start).toBeGreaterThan(1_500)
  expect(performance.now() - start).toBeLessThan(10_000)
  expect((await google.counts()).token).toBe(3)
})
