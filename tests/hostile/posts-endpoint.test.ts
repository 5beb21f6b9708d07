import { db } from '#lib/db/client'
import { listPosts, type PostList } from '#lib/posts/list'
import { readPostQuery } from '#lib/posts/query'
import { findGrantRow, findKept } from '#tests/support/connected'
import type { controlGoogle } from '#tests/support/google'
import { expect, test } from '#tests/support/test'
import { controlX } from '#tests/support/x'
import { type ConnectedAtX, connectAtX } from '#tests/support/x-connected'

type Fault = Parameters<ReturnType<typeof controlGoogle>['failNext']>[1]
type Json = Exclude<Fault['body'], undefined>

const list = ({ viewer, accountId, subject }: ConnectedAtX, page = ''): Promise<PostList> =>
  listPosts(viewer, { id: accountId, subject }, readPostQuery({ page }))

/** As X's API puts it (docs.x.com/x-api/fundamentals/response-codes-and-errors). */
const problem = (type: string, detail = '') => ({
  type: `https://api.x.com/2/problems/${type}`,
  title: 'A title',
  detail,
})
const post = (id: string, text = 'a post') => ({ id, text, created_at: '2026-11-20T16:20:00.000Z' })
const page = (data: Json[], more: Record<string, Json> = {}): Json => ({
  data,
  meta: { result_count: data.length },
  ...more,
})
const hidden = (id: string) => ({
  ...problem('not-authorized-for-resource'),
  resource_type: 'tweet',
  resource_id: id,
})

type Case = [title: string, fault: Fault, requests: number, expected: Record<string, unknown>]

const unavailable = { kind: 'unavailable' }

const cases: Case[] = [
  ['says 500 twice', { status: 500, times: 2 }, 2, unavailable],
  ['says 503 with a page', { status: 503, body: '<html>', times: 2 }, 2, unavailable],
  ['breaks off in the middle of JSON', { body: '{"data": [', times: 2 }, 2, unavailable],
  [
    'sends us elsewhere',
    { status: 302, headers: { location: 'http://127.0.0.1:1/' }, times: 2 },
    2,
    unavailable,
  ],
  ['answers with null', { body: 'null', times: 2 }, 2, unavailable],
  ['answers with a list', { body: [], times: 2 }, 2, unavailable],
  ['cuts the connection', { cut: true, times: 2 }, 2, unavailable],
  ['does not answer', { hang: true }, 1, unavailable],
  [
    'says 429',
    { status: 429, body: problem('rate-limit-exceeded') },
    1,
    { kind: 'unavailable', limit: true },
  ],
  ['says 429 in the older shape', { status: 429, body: { errors: [{ code: 88 }] } }, 1, unavailable],
  ['says 402', { status: 402, body: problem('credits') }, 1, { kind: 'unpaid' }],
  [
    'says 403 for an account that is suspended',
    { status: 403, body: problem('client', 'Your account is suspended and may not do this.') },
    1,
    { kind: 'forbidden', by: 'account' },
  ],
  ['says 403 and nothing more', { status: 403 }, 1, { kind: 'forbidden', by: 'unclear' }],
  [
    'says 403 with a page',
    { status: 403, body: '<html>', headers: { 'content-type': 'text/html' }, times: 2 },
    2,
    unavailable,
  ],
  [
    'does not show the person',
    {
      body: {
        errors: [{ ...problem('resource-not-found'), resource_type: 'user', resource_id: '7', value: '7' }],
        meta: { result_count: 0 },
      },
    },
    1,
    { kind: 'forbidden', by: 'account' },
  ],
  [
    'keeps one post back',
    { body: page([post('20')], { errors: [hidden('21')] }) },
    1,
    { kind: 'ready', posts: [{ id: '20' }], hidden: 1 },
  ],
  [
    'keeps all posts back',
    { body: { errors: [hidden('20'), hidden('21')], meta: { result_count: 0, next_token: 'more' } } },
    1,
    { kind: 'ready', posts: [], hidden: 2, nextPage: 'more' },
  ],
  [
    'lists what is no post',
    { body: page([null, 5, {}, post('20')]) },
    1,
    { kind: 'ready', posts: [{ id: '20' }] },
  ],
  ['has no post', { body: { meta: { result_count: 0 } } }, 1, { kind: 'ready', posts: [], nextPage: null }],
  [
    'has next pages without end',
    { body: page([post('20')], { meta: { result_count: 1, next_token: 'x'.repeat(600) } }) },
    1,
    { kind: 'ready', nextPage: null },
  ],
]

for (const [title, fault, requests, expected] of cases) {
  test(`an X that ${title} has one result, and nothing of the grant changes`, { tag: '@R82' }, async ({
    issuer,
    google,
    connect: _empty,
  }) => {
    const ada = await connectAtX({ issuer, google })
    const { pausedUntil: _never, ...before } = await findKept(ada)
    await google.resetCounts()
    await google.failNext('x-tweets', fault)
    expect(await list(ada)).toMatchObject(expected)
    expect(await google.counts()).toMatchObject({ 'x-tweets': requests, 'x-token': 0, 'x-me': 0 })
    const { pausedUntil: _paused, ...after } = await findKept(ada)
    expect(after).toEqual(before)
    await db().grant.update({ where: { accountId: ada.accountId }, data: { pausedUntil: null } })
    expect(await list(ada)).toMatchObject({ kind: 'ready' })
  })
}

const thrown: [title: string, fault: Fault, code: string][] = [
  ['answers with nothing that it should', { body: {} }, 'provider_misunderstood'],
  ['counts posts that it does not list', { body: { meta: { result_count: 3 } } }, 'provider_misunderstood'],
  ['has posts that are no list', { body: { data: { id: '20' } } }, 'provider_misunderstood'],
  ['says 400', { status: 400, body: problem('invalid-request') }, 'provider_misunderstood'],
  ['says 404', { status: 404, body: { title: 'Not Found' } }, 'provider_misunderstood'],
  ['does not know this application', { status: 403, body: problem('client-forbidden') }, 'provider_refused'],
]

for (const [title, fault, code] of thrown) {
  test(`an X that ${title} is ${code}: waiting does not mend it`, { tag: '@R82' }, async ({
    issuer,
    google,
    connect: _empty,
  }) => {
    const ada = await connectAtX({ issuer, google })
    const before = await findKept(ada)
    await google.failNext('x-tweets', fault)
    await expect(list(ada)).rejects.toMatchObject({ code, provider: 'twitter' })
    expect(await findKept(ada)).toEqual(before)
  })
}

test('pages follow each other by the tokens of X, each post once, until there are no more', async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const ada = await connectAtX({ issuer, google })
  await google.changeProfile(ada.sub, { x: { posts: 45 } })
  const seen: string[] = []
  const places: unknown[] = []
  let token: string | null = ''
  while (token !== null) {
    const got: PostList = await list(ada, token)
    if (got.kind !== 'ready') throw new Error(got.kind)
    seen.push(...got.posts.map(({ id }) => id))
    places.push([got.posts.length, got.place])
    token = got.nextPage
  }
  expect(places).toEqual([
    [20, 'first'],
    [20, 'later'],
    [5, 'later'],
  ])
  expect(new Set(seen).size).toBe(45)
  expect(seen, 'newest first').toEqual(seen.toSorted((one, other) => Number(BigInt(other) - BigInt(one))))
})

test('a page token that X does not know any more leads to the first page, with one request more', async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const ada = await connectAtX({ issuer, google })
  await google.changeProfile(ada.sub, { x: { posts: 21 } })
  await google.resetCounts()
  expect(await list(ada, 'made-up')).toMatchObject({ kind: 'ready', place: 'restarted' })
  expect((await google.counts())['x-tweets']).toBe(2)
  await google.failNext('x-tweets', { status: 400, times: 2, body: problem('invalid-request') })
  await expect(list(ada, 'made-up'), 'and no further').rejects.toMatchObject({
    code: 'provider_misunderstood',
  })
})

test('a page of posts costs what twenty posts cost, and nothing more that day', async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const x = controlX(issuer)
  const ada = await connectAtX({ issuer, google })
  await google.changeProfile(ada.sub, { x: { posts: 45 } })
  const before = await x.charges()
  await list(ada)
  await list(ada)
  const charged = (await x.charges()).slice(before.length)
  expect(charged).toHaveLength(20)
  expect(charged.every(({ resource }) => resource.startsWith('post:'))).toBe(true)
})

for (const [title, headers, seconds] of [
  ['until the time that it names', () => ({ 'x-rate-limit-reset': secondsFromNow(700) }), 700],
  ['for a quarter of an hour at most', () => ({ 'x-rate-limit-reset': secondsFromNow(100_000) }), 900],
] as const) {
  test(`an X that has had enough is left alone ${title}, by every page`, { tag: '@R72' }, async ({
    issuer,
    google,
    connect: _empty,
  }) => {
    const ada = await connectAtX({ issuer, google })
    await google.failNext('x-tweets', {
      status: 429,
      headers: headers(),
      body: problem('rate-limit-exceeded'),
    })
    const answer = await list(ada)
    const retryAt = answer.kind === 'unavailable' ? answer.retryAt.getTime() : 0
    expect(Math.abs(retryAt - Date.now() - seconds * 1000)).toBeLessThan(30_000)
    await google.resetCounts()
    expect(await list(ada)).toMatchObject({ kind: 'unavailable', limit: true })
    expect((await google.counts())['x-tweets']).toBe(0)
    expect(Number((await findGrantRow(ada)).pausedUntil)).toBeGreaterThan(Date.now())
  })
}

test('without credits, and with an account that is suspended, X’s own answers are what they are', async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const x = controlX(issuer)
  const ada = await connectAtX({ issuer, google })
  await x.settings({ credits: 0 })
  expect(await list(ada)).toEqual({ kind: 'unpaid' })
  await x.settings({ credits: null })
  await google.changeProfile(ada.sub, { x: { suspended: true } })
  for (const suspendedAs of ['forbidden', 'partial'] as const) {
    await x.settings({ suspendedAs })
    expect(await list(ada), suspendedAs).toEqual({ kind: 'forbidden', by: 'account' })
  }
})

test('the posts of a protected account are shown to its owner', async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const ada = await connectAtX({ issuer, google })
  await google.changeProfile(ada.sub, { x: { protected: true, posts: 3 } })
  expect(await list(ada)).toMatchObject({ kind: 'ready', posts: [{}, {}, {}] })
})

test('an access token that X refuses costs one refresh and one more try', { tag: '@R74' }, async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const ada = await connectAtX({ issuer, google })
  await google.resetCounts()
  await google.failNext('x-tweets', { status: 401, body: problem('unauthorized'), times: 99 })
  expect(await list(ada)).toEqual({ kind: 'reconnect', reason: 'refused' })
  expect(await google.counts()).toMatchObject({ 'x-token': 1, 'x-tweets': 2 })
})

test('no log names whose posts were asked for', { tag: '@R82' }, async ({
  issuer,
  google,
  connect: _empty,
}) => {
  const ada = await connectAtX({ issuer, google })
  await google.failNext('x-tweets', { body: {} })
  const error = await list(ada).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ cause: { message: expect.stringContaining('/2/users/{id}/tweets') } })
})

function secondsFromNow(seconds: number): string {
  return String(Math.ceil(Date.now() / 1000) + seconds)
}
