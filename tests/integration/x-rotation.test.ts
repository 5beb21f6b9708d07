import { deleteUser } from '#lib/account/delete'
import { grantIntent, linkIntent, reconnectIntent, signInIntent } from '#lib/auth/intents'
import { disconnect } from '#lib/connections/disconnect'
import { turnFeatureOff } from '#lib/connections/features'
import { db } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { backOff, endLease, pauseRefused, takeLease } from '#lib/grants/lease'
import { revokeOrdered } from '#lib/grants/revoke'
import { expire, expireAfterFailures, findGrantRow, findKept, listEvents } from '#tests/support/connected'
import { lockGrant } from '#tests/support/database'
import { client, link, newSignIn, readTokens, viewerOf } from '#tests/support/lib'
import type { TestProcess } from '#tests/support/processes'
import { startCommitCutter } from '#tests/support/proxies'
import { test as base, expect } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'
import { controlX, createXVisitor, invalidToken } from '#tests/support/x'
import { answerIntent, type ConnectedAtX, connectAtX, signInAtX } from '#tests/support/x-connected'

const posts = { scopes: ['offline.access'] }
const POSTS = ['offline.access', 'tweet.read', 'users.email', 'users.read']

const test = base.extend<{
  x: ReturnType<typeof controlX>
  atX: ReturnType<typeof createXVisitor>
  /** Somebody new who lets us see their posts; the database is empty before the first. */
  connectX: () => Promise<ConnectedAtX>
}>({
  x: async ({ issuer, google: _reset }, use) => use(controlX(issuer)),
  atX: async ({ issuer, google: _reset }, use) => use(createXVisitor(issuer)),
  connectX: async ({ issuer, google, connect: _empty }, use) => use(() => connectAtX({ issuer, google })),
})

async function ask(caller: TestProcess, { viewer }: ConnectedAtX): Promise<Got> {
  const [got] = await caller.ask<Got[]>({ viewer })
  return got!
}

/** What X makes of the refresh token that is stored. */
async function refreshStored(ada: ConnectedAtX, atX: ReturnType<typeof createXVisitor>) {
  const { refreshToken } = await readTokens(await findGrantRow(ada))
  return atX.refresh(refreshToken ?? '')
}

/** Does what the queue was told to do, and says how much that was. */
async function revokeAllOrdered(): Promise<number> {
  const orders = await db().revocation.findMany({ select: { id: true } })
  for (const { id } of orders) await revokeOrdered({ revocationId: id })
  expect(await db().revocation.count()).toBe(0)
  return orders.length
}

test.describe('one refresh token, which is good once', () => {
  const PROCESSES = 8
  const CALLERS = 50

  test('four hundred callers in eight processes cost one request to X', { tag: '@R63' }, async ({
    google,
    connectX,
    startCaller,
    atX,
  }) => {
    const callers = await Promise.all(Array.from({ length: PROCESSES }, () => startCaller()))
    const ada = await connectX()
    const before = await readTokens(await findGrantRow(ada))
    for (let generation = 1; generation <= 2; generation++) {
      await expire(ada)
      await google.resetCounts()
      const question = { viewer: ada.viewer, ...posts, callers: CALLERS }
      const got = (await Promise.all(callers.map((caller) => caller.ask<Got[]>(question)))).flat()
      expect(got).toHaveLength(PROCESSES * CALLERS)
      expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['ready']))
      const tokens = new Set(got.map(({ token }) => token))
      expect(tokens.size).toBe(1)
      expect((await google.counts())['x-token']).toBe(1)
      expect((await atX.me([...tokens][0] ?? '')).status).toBe(200)
    }
    const row = await findGrantRow(ada)
    expect(row).toMatchObject({ version: 3, endedAt: null, failures: 0, leaseUntil: null, scopes: POSTS })
    expect((await readTokens(row)).refreshToken).not.toBe(before.refreshToken)
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
  })

  test('a thousand refreshes in a row lose none', { tag: '@R63' }, async ({ google, connectX, atX }) => {
    const ada = await connectX()
    await google.resetCounts()
    const seen = new Set<string>()
    for (let i = 0; i < 1_000; i++) {
      const refused = i + 1
      const got = await getAccessToken(ada.viewer, { ...posts, refused })
      if (got.kind !== 'ready') throw new Error(`refresh ${i} came to ${JSON.stringify(got)}`)
      seen.add(got.token)
    }
    expect(seen.size).toBe(1_000)
    expect((await google.counts())['x-token']).toBe(1_000)
    expect(await findGrantRow(ada)).toMatchObject({ version: 1_001, endedAt: null })
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
    expect(await db().revocation.count()).toBe(0)
  })

  test('a process that is killed before X has done anything is replaced', { tag: '@R66' }, async ({
    google,
    connectX,
    startCaller,
    atX,
  }) => {
    const [holder, other] = await Promise.all([startCaller(), startCaller()])
    const ada = await connectX()
    await beginRefresh(google, holder, ada, { hang: true })
    holder.kill('SIGKILL')
    const got = await ask(other, ada)
    expect(got).toMatchObject({ kind: 'ready' })
    expect(got.ms - got.lost).toBeLessThan(10_000)
    expect((await google.counts())['x-token']).toBe(2)
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
  })

  test('one that is killed between X’s answer and the commit costs one reconnect, and nobody else anything', {
    tag: '@R67',
  }, async ({ google, connectX, startCaller, databaseUrl, issuer }) => {
    const [holder, other] = await Promise.all([startCaller(), startCaller()])
    const [ada, grace] = [await connectX(), await connectX()]
    await beginRefresh(google, holder, ada, { delayMs: 500 })
    const lock = await lockGrant(databaseUrl, ada.accountId)
    await lock.awaited()
    holder.kill('SIGKILL')
    await holder.exited.catch(() => undefined)
    await lock.release()
    await endLeaseNow(ada)

    const first = await ask(other, ada)
    expect(first, 'by X’s own words, which are not those of the standard').toMatchObject({
      kind: 'reconnect',
      reason: 'revoked',
    })
    expect(first.ms - first.lost).toBeLessThan(10_000)
    const again = await other.ask<Got[]>({ viewer: ada.viewer, callers: 20 })
    expect(new Set(again.map(({ kind }) => kind))).toEqual(new Set(['reconnect']))
    expect((await google.counts())['x-token'], 'never a loop').toBe(2)
    expect((await listEvents(ada)).filter(({ kind }) => kind === 'grant_ended')).toHaveLength(1)

    await expire(grace)
    expect(await ask(other, grace)).toMatchObject({ kind: 'ready' })

    await answerIntent(issuer, await reconnectIntent(ada.viewer, ada.accountId), ada.sub)
    expect(await ask(other, ada)).toMatchObject({ kind: 'ready' })
    expect(await db().revocation.count(), 'the ended token is over').toBe(0)
  })

  test('a process that was stopped before its request does not send a token that another one has used', {
    tag: '@R66',
  }, async ({ google, connectX, startCaller, databaseUrl, atX }) => {
    const [holder, other] = await Promise.all([startCaller(), startCaller()])
    const ada = await connectX()
    await expire(ada)
    await google.resetCounts()
    const lock = await lockGrant(databaseUrl, ada.accountId)
    const late = ask(holder, ada)
    await lock.awaited()
    holder.kill('SIGSTOP')
    await lock.release()
    await expect.poll(async () => (await findGrantRow(ada)).leaseUntil, 'the lease is its own').not.toBeNull()

    await endLeaseNow(ada)
    await google.failNext('x-token', { delayMs: 1_200 })
    const got = await ask(other, ada)
    expect(got).toMatchObject({ kind: 'ready' })
    holder.kill('SIGCONT')
    expect(await late).toMatchObject({ kind: 'ready', token: got.token })
    expect((await google.counts())['x-token']).toBe(1)
    expect(await findGrantRow(ada)).toMatchObject({ version: 2, endedAt: null, failures: 0 })
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
  })

  test('what a failed refresh writes is not for a lease that somebody else has taken', {
    tag: '@R66',
  }, async ({ connectX }) => {
    const ada = await connectX()
    await expire(ada)
    const first = await takeLease(ada.accountId, 1)
    await endLeaseNow(ada)
    const second = await takeLease(ada.accountId, 1)
    const before = await findGrantRow(ada)
    await backOff(first!, 1)
    await pauseRefused(first!, 1)
    await endLease(first!)
    expect(await findGrantRow(ada)).toEqual(before)
    await backOff(second!, 1)
    expect(await findGrantRow(ada)).toMatchObject({ failures: 1, leaseUntil: null })
  })

  for (const when of ['before', 'after'] as const)
    test(`a connection that breaks off ${when} the commit costs no second refresh, and no token is given up`, {
      tag: '@R68',
    }, async ({ google, connectX, startCaller, databaseUrl, atX }) => {
      const url = new URL(databaseUrl)
      const cutter = await startCommitCutter({ host: url.hostname, port: Number(url.port) })
      url.port = String(cutter.port)
      const caller = await startCaller({ DATABASE_URL: url.href })
      const ada = await connectX()
      await expire(ada)
      await google.resetCounts()
      cutter.cutNext(when)
      const got = await ask(caller, ada)
      expect(got).toMatchObject({ kind: 'ready' })
      expect(cutter.cuts()).toBe(1)
      expect((await google.counts())['x-token']).toBe(1)
      const row = await findGrantRow(ada)
      expect(row).toMatchObject({ version: 2, endedAt: null, failures: 0 })
      expect((await readTokens(row)).accessToken).toBe(got.token)
      expect(await db().revocation.count()).toBe(0)
      expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
      await caller.stop()
      await cutter.stop()
    })

  test('an answer that gets lost is a reconnect, since X has used the token up', { tag: '@R71' }, async ({
    google,
    connectX,
  }) => {
    const ada = await connectX()
    await expire(ada)
    await google.failNext('x-token', { when: 'after', cut: true })
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'reconnect' })
  })
})

/** What X may say that is not about the token: the person keeps what they gave. */
const notDead: [title: string, fault: object, kind: 'unavailable' | 'refused'][] = [
  [
    'an unknown text',
    {
      status: 400,
      body: { error: 'invalid_request', error_description: 'Value passed for the moon was invalid.' },
    },
    'refused',
  ],
  ['no text', { status: 400, body: { error: 'invalid_request' } }, 'refused'],
  [
    'a wrong secret',
    {
      status: 401,
      body: { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
    },
    'refused',
  ],
  ['an unknown client', { status: 400, body: { error: 'invalid_client' } }, 'refused'],
  ['the words of a dead token with 503', { status: 503, body: invalidToken }, 'unavailable'],
  ['the words of a dead token with 429', { status: 429, body: invalidToken }, 'unavailable'],
  ['an object as the code', { status: 400, body: { error: { message: 'no' } } }, 'unavailable'],
  ['an error of the API', { status: 403, body: { title: 'Forbidden', status: 403 } }, 'unavailable'],
  ['a page', { status: 200, body: '<html>', headers: { 'content-type': 'text/html' } }, 'unavailable'],
  ['an answer without a token', { status: 200, body: { token_type: 'bearer' } }, 'unavailable'],
]

for (const [title, fault, kind] of notDead)
  test(`${title} ends no grant`, { tag: ['@R70', '@R71'] }, async ({ google, connectX }) => {
    const ada = await connectX()
    await expireAfterFailures(ada)
    const before = await findKept(ada)
    await google.failNext('x-token', fault)
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind })
    expect(await findKept(ada)).toEqual(before)
    await db()
      .$executeRaw`UPDATE grants SET retry_at = now() - interval '1 second' WHERE account_id = ${ada.accountId}::uuid`
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'ready' })
  })

test('what the person takes back at X ends the grant, with one line of history', { tag: '@R69' }, async ({
  google,
  connectX,
  x,
}) => {
  const ada = await connectX()
  await expire(ada)
  await x.removeGrant(ada.sub)
  await google.resetCounts()
  for (const _again of [1, 2])
    expect(await getAccessToken(ada.viewer, posts)).toEqual({ kind: 'reconnect', reason: 'revoked' })
  expect((await google.counts())['x-token']).toBe(1)
  const row = await findGrantRow(ada)
  expect(row).toMatchObject({ accessToken: null, refreshToken: null, endReason: 'revoked', scopes: POSTS })
  expect((await listEvents(ada)).map(({ kind }) => kind)).toEqual(['permission_given', 'grant_ended'])
})

test.describe('what a later answer leaves', () => {
  test('signing in, linking again or confirming narrows nothing, keeps nothing, and tells nobody of a loss', {
    tag: '@R26',
  }, async ({ issuer, google, connectX, atX }) => {
    const ada = await connectX()
    const before = await findGrantRow(ada)
    const events = await listEvents(ada)
    for (const intent of [signInIntent('twitter'), linkIntent(ada.viewer, 'twitter')])
      await answerIntent(issuer, intent, ada.sub)
    expect(await findGrantRow(ada)).toEqual(before)
    expect(await listEvents(ada)).toEqual(events)
    expect(await db().revocation.count()).toBe(0)
    await expire(ada)
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'ready' })
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
    expect((await google.counts())['x-revoke']).toBe(0)
  })

  test('should X end earlier tokens at a later sign-in, that is one reconnect', { tag: '@R69' }, async ({
    issuer,
    connectX,
    x,
  }) => {
    const ada = await connectX()
    await x.settings({ consentEndsEarlier: true })
    await answerIntent(issuer, signInIntent('twitter'), ada.sub)
    await expire(ada)
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'reconnect', reason: 'revoked' })
    await answerIntent(issuer, await reconnectIntent(ada.viewer, ada.accountId), ada.sub)
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'ready' })
  })

  test('a sign-in does not mend a grant that has ended', { tag: '@R69' }, async ({ issuer, connectX, x }) => {
    const ada = await connectX()
    await x.removeGrant(ada.sub)
    await expire(ada)
    await getAccessToken(ada.viewer, posts)
    const ended = await findGrantRow(ada)
    await answerIntent(issuer, signInIntent('twitter'), ada.sub)
    expect(await findGrantRow(ada)).toEqual(ended)
  })

  test('a new consent tells of a loss only where it asked', { tag: '@R26' }, async ({ issuer, connectX }) => {
    const ada = await connectX()
    // As of an operator who asked for more once.
    await db().$executeRaw`
      UPDATE grants SET scopes = array_append(scopes, 'like.read') WHERE account_id = ${ada.accountId}::uuid`
    await answerIntent(issuer, await grantIntent(ada.viewer, ada.accountId, 'posts'), ada.sub)
    expect(await findGrantRow(ada)).toMatchObject({ version: 2, scopes: POSTS })
    expect((await listEvents(ada)).map(({ kind }) => kind)).toEqual(['permission_given', 'permission_given'])
  })

  test('an ended grant of a feature that was turned off is forgotten when the person reconnects', {
    tag: '@R69',
  }, async ({ issuer, connectX, x }) => {
    const ada = await connectX()
    await turnFeatureOff(ada.viewer, { accountId: ada.accountId, feature: 'posts' }, client)
    await x.removeGrant(ada.sub)
    await expire(ada)
    await getAccessToken(ada.viewer, { scopes: [] })
    expect(await findGrantRow(ada)).toMatchObject({ endReason: 'revoked' })
    await answerIntent(issuer, await reconnectIntent(ada.viewer, ada.accountId), ada.sub)
    expect(await db().grant.findUnique({ where: { accountId: ada.accountId } })).toBeNull()
  })

  test('a new consent has the refresh token that it replaces revoked, and that one alone', {
    tag: '@R76',
  }, async ({ issuer, google, connectX, atX }) => {
    const ada = await connectX()
    const before = await readTokens(await findGrantRow(ada))
    await answerIntent(issuer, await grantIntent(ada.viewer, ada.accountId, 'posts'), ada.sub)
    expect(await db().revocation.findMany()).toMatchObject([{ provider: 'twitter' }])
    await google.resetCounts()
    expect(await revokeAllOrdered()).toBe(1)
    expect((await google.counts())['x-revoke']).toBe(1)
    expect(await atX.refresh(before.refreshToken ?? '')).toEqual(invalidToken)
    expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
  })

  test('an old order is carried out although there is a new grant: X ends one token at a time', {
    tag: '@R76',
  }, async ({ issuer, google, connectX, atX }) => {
    const ada = await connectX()
    const before = await readTokens(await findGrantRow(ada))
    await link(ada.viewer, newSignIn())
    await disconnect(ada.viewer, ada.accountId, client)
    const again = await answerIntent(issuer, signInIntent('twitter'), ada.sub)
    const viewer = await viewerOf(again)
    await answerIntent(issuer, await grantIntent(viewer, viewer.accountId, 'posts'), ada.sub)
    expect(await db().revocation.count()).toBe(2)
    await revokeAllOrdered()
    expect(await atX.refresh(before.refreshToken ?? '')).toEqual(invalidToken)
    expect((await google.counts())['x-revoke']).toBe(2)
  })

  test('a refresh token that X gives although nobody asked is not kept, and revoked', {
    tag: '@R34',
  }, async ({ issuer, google, connect: _empty, atX }) => {
    const ada = await signInAtX({ issuer, google })
    const unasked = await atX.signIn(ada.sub, { scope: 'users.read tweet.read offline.access' })
    await google.failNext('x-token', { status: 200, body: unasked as never })
    await answerIntent(issuer, signInIntent('twitter'), ada.sub)
    expect(await db().grant.count()).toBe(0)
    expect(await revokeAllOrdered()).toBe(1)
    expect(await atX.refresh(unasked.refresh_token)).toEqual(invalidToken)
  })

  test('consent to posts without a refresh token is none', { tag: '@R26' }, async ({
    issuer,
    google,
    connect: _empty,
  }) => {
    const ada = await signInAtX({ issuer, google })
    const tokens = await createXVisitor(issuer).signIn(ada.sub)
    const body = { ...tokens, scope: 'users.read tweet.read offline.access' }
    await google.failNext('x-token', { status: 200, body })
    const intent = await grantIntent(ada.viewer, ada.accountId, 'posts')
    const { notice } = await answerIntent(issuer, intent, ada.sub)
    expect(notice).toMatchObject({ kind: 'permission-withheld' })
    expect(await db().grant.count()).toBe(0)
    expect(await getAccessToken(ada.viewer, posts)).toMatchObject({ kind: 'not-connected' })
  })

  test('a refresh that comes after a new consent, or after everything is gone, has its token revoked', {
    tag: ['@R66', '@R76'],
  }, async ({ google, issuer, connectX, startCaller, atX }) => {
    for (const meanwhile of ['consent', 'disconnect'] as const) {
      const caller = await startCaller()
      const ada = await connectX()
      const { result } = await beginRefresh(google, caller, ada, { delayMs: 1_500 })
      if (meanwhile === 'consent') await answerIntentLater(issuer, ada)
      else {
        await link(ada.viewer, newSignIn())
        await disconnect(ada.viewer, ada.accountId, client)
      }
      await result
      await expect.poll(() => db().revocation.count()).toBe(meanwhile === 'consent' ? 2 : 3)
      const late = (await google.issuedTokens()).filter(({ kind }) => kind === 'refresh_token').at(-1)
      await revokeAllOrdered()
      expect(await atX.refresh(late?.value), meanwhile).toEqual(invalidToken)
      if (meanwhile === 'consent') expect(await refreshStored(ada, atX)).toHaveProperty('access_token')
      await caller.stop()
    }
  })

  async function answerIntentLater(issuer: string, ada: ConnectedAtX) {
    await answerIntent(issuer, await grantIntent(ada.viewer, ada.accountId, 'posts'), ada.sub)
  }
})

test.describe('leaving', () => {
  for (const [how, leave] of [
    ['disconnecting', (ada: ConnectedAtX) => disconnect(ada.viewer, ada.accountId, client)],
    ['deleting the account', (ada: ConnectedAtX) => deleteUser(ada.viewer, client)],
  ] as const)
    test(`${how} revokes both tokens at X`, { tag: '@R76' }, async ({ google, connectX, atX }) => {
      const ada = await connectX()
      await link(ada.viewer, newSignIn({}, { refreshToken: null }))
      const { accessToken, refreshToken } = await readTokens(await findGrantRow(ada))
      await leave(ada)
      await google.resetCounts()
      const orders = await db().revocation.findMany({ where: { provider: 'twitter' } })
      for (const { id } of orders) await revokeOrdered({ revocationId: id })
      expect((await google.counts())['x-revoke']).toBe(2)
      expect(await atX.refresh(refreshToken ?? '')).toEqual(invalidToken)
      expect((await atX.me(accessToken ?? '')).status).toBe(401)
    })
})

test('a grant that nobody used for five months is used, so that X does not end it', { tag: '@R69' }, async ({
  google,
  connectX,
  atX,
}) => {
  const [sleeping, awake] = [await connectX(), await connectX()]
  for (const [one, age] of [
    [sleeping, '5 months 1 day'],
    [awake, '4 months 25 days'],
  ] as const)
    await db().$executeRaw`
      UPDATE grants SET refreshed_at = now() - ${age}::interval WHERE account_id = ${one.accountId}::uuid`
  await google.resetCounts()
  await keepGrantsAlive()
  expect((await google.counts())['x-token']).toBe(1)
  expect(await findGrantRow(sleeping)).toMatchObject({ version: 2, endedAt: null })
  expect(await refreshStored(sleeping, atX)).toHaveProperty('access_token')
})

/** As if the lease had run out by itself. */
async function endLeaseNow({ accountId }: ConnectedAtX): Promise<void> {
  await db()
    .$executeRaw`UPDATE grants SET lease_until = now() - interval '1 second' WHERE account_id = ${accountId}::uuid`
}

type Google = {
  failNext: (endpoint: 'x-token', fault: object) => unknown
  resetCounts: () => unknown
  counts: () => Promise<{ 'x-token': number }>
}

/** Has a process ask X for a fresh token, and returns when the request has arrived there. */
async function beginRefresh(google: Google, holder: TestProcess, ada: ConnectedAtX, fault: object) {
  await expire(ada)
  await google.resetCounts()
  await google.failNext('x-token', fault)
  const result = ask(holder, ada)
  result.catch(() => undefined)
  await expect.poll(async () => (await google.counts())['x-token'], { intervals: [20] }).toBe(1)
  return { result }
}
