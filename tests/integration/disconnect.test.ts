import { linkIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { disconnect } from '#lib/connections/disconnect'
import { db, pool } from '#lib/db/client'
import { hashIdentity } from '#lib/grants/revoke'
import { findSession } from '#lib/sessions/find'
import {
  client,
  link,
  listEvents,
  newSignIn,
  newSignInBy,
  newViewer,
  signIn,
  viewerOf,
} from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const NOBODYS = '00000000-0000-4000-8000-000000000000'

function ordersFor({ identity }: { identity: { issuer: string; subject: string } }) {
  return db().revocation.count({ where: { identity: hashIdentity(identity) } })
}

test('disconnecting deletes the account and its tokens, and orders their end at Google, at once', {
  tag: '@R76',
}, async () => {
  const { viewer } = await newViewer()
  const grace = await link(viewer)
  const account = grace.identity.email
  expect(await disconnect(viewer, grace.accountId, client)).toEqual({ account, provider: 'google' })
  expect(await db().account.count({ where: { id: grace.accountId } })).toBe(0)
  expect(await db().grant.count({ where: { accountId: grace.accountId } })).toBe(0)
  expect(await ordersFor(grace)).toBe(1)
  const jobs = await pool().query(`
    SELECT r.identity FROM pgboss.job j JOIN revocations r ON r.id = (j.data->>'revocationId')::uuid
     WHERE j.name = 'revoke-grant'`)
  expect(jobs.rows).toContainEqual({ identity: hashIdentity(grace.identity) })
  const details = { account: grace.identity.email, provider: 'google' }
  expect((await listEvents(viewer)).at(-1)).toEqual({ kind: 'account_unlinked', details })
})

test('the browsers that were signed in with it are signed out and learn why; the others stay', {
  tag: '@R55',
}, async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer)
  const elsewhere = await signIn(newSignIn(grace.identity))
  const otherAda = await signIn(newSignIn(ada.identity))
  await disconnect(ada.viewer, grace.accountId, client)
  expect(await findSession(elsewhere.token)).toEqual({ kind: 'disconnected' })
  for (const { token } of [ada, otherAda]) expect(await findSession(token)).toMatchObject({ kind: 'live' })
})

test('the session that disconnects its own account goes on with the one that was used last', async () => {
  const ada = await newViewer()
  const [grace, edith] = [await link(ada.viewer), await link(ada.viewer)]
  await signIn(newSignIn(grace.identity))
  await disconnect(ada.viewer, ada.viewer.accountId, client)
  const found = await findSession(ada.token)
  expect(found).toMatchObject({ kind: 'live', session: { accountId: grace.accountId } })
  expect(edith.accountId).not.toBe(grace.accountId)
})

test('who disconnects their oldest account goes by the next one, and the address is free again', async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer, newSignIn({ name: 'Grace Hopper', email: 'Grace@Navy.test' }))
  await disconnect(ada.viewer, ada.viewer.accountId, client)
  const user = await db().user.findUniqueOrThrow({ where: { id: ada.viewer.userId } })
  expect(user).toMatchObject({ name: 'Grace Hopper', email: 'Grace@Navy.test', emailKey: 'grace@navy.test' })
  const again = await signIn(newSignIn(ada.identity))
  expect(again.userId).not.toBe(ada.viewer.userId)
  expect(await db().account.findUnique({ where: { id: grace.accountId } })).not.toBeNull()
})

for (const provider of ['facebook', 'twitter'] as const)
  test(`who has ${provider} left goes by its name, and by its address as one that nobody asserts`, {
    tag: '@R91',
  }, async () => {
    const ada = await newViewer()
    const { userId, sessionId } = ada.viewer
    const left = newSignInBy(provider, { name: 'Countess Lovelace' })
    await writeCallback({ ...left, intent: { kind: 'link', provider, userId, sessionId } })
    await disconnect(ada.viewer, ada.viewer.accountId, client)
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } })
    const { email } = left.identity
    expect(user).toMatchObject({ name: 'Countess Lovelace', email, emailKey: null, emailVerified: null })
    expect(await findSession(ada.token)).toMatchObject({ kind: 'live', session: { account: { provider } } })
    // The address that is gone from here is anybody's again.
    const again = await signIn(newSignIn(ada.identity))
    expect(again.userId).not.toBe(userId)
  })

test('an address that is asserted comes before one that is not, whichever account is older', {
  tag: '@R91',
}, async () => {
  const { userId, sessionId } = await writeCallback(newSignInBy('twitter', { name: 'Ada at X' }))
  const google = newSignInBy('google', { name: 'Ada at Google' })
  await writeCallback({ ...google, intent: { kind: 'link', provider: 'google', userId, sessionId } })
  const { email, emailKey } = google.identity
  const find = () => db().user.findUniqueOrThrow({ where: { id: userId } })
  expect(await find()).toMatchObject({ name: 'Ada at X', email, emailKey, emailVerified: expect.any(Date) })
  const { id } = await db().account.findFirstOrThrow({ where: { userId, provider: 'google' } })
  await disconnect(await viewerOf({ sessionId }), id, client)
  const { email: atX } = await db().account.findFirstOrThrow({ where: { userId } })
  expect(await find()).toMatchObject({ name: 'Ada at X', email: atX, emailKey: null, emailVerified: null })
})

test('a younger account that goes leaves name and picture alone', async () => {
  const ada = await newViewer(newSignIn({ name: 'Ada Lovelace' }))
  const grace = await link(ada.viewer, newSignIn({ name: 'Grace Hopper' }))
  await disconnect(ada.viewer, grace.accountId, client)
  const user = await db().user.findUniqueOrThrow({ where: { id: ada.viewer.userId } })
  expect(user).toMatchObject({ name: 'Ada Lovelace', email: ada.identity.email })
})

test('the last way to sign in stays', async () => {
  const ada = await newViewer()
  const refused = disconnect(ada.viewer, ada.viewer.accountId, client)
  await expect(refused).rejects.toMatchObject({ code: 'last_account' })
  expect(await findSession(ada.token)).toMatchObject({ kind: 'live' })
  expect(await ordersFor(ada)).toBe(0)
})

test('an account that Google says is not safe is no way to sign in, and may go', async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer)
  await db().account.update({ where: { id: grace.accountId }, data: { disabledAt: new Date() } })
  const refused = disconnect(ada.viewer, ada.viewer.accountId, client)
  await expect(refused).rejects.toMatchObject({ code: 'last_account' })
  expect(await disconnect(ada.viewer, grace.accountId, client)).toMatchObject({
    account: grace.identity.email,
  })
})

test('of all accounts that are disconnected at the same moment, one is left', { tag: '@R89' }, async () => {
  for (let round = 0; round < 5; round++) {
    const { viewer } = await newViewer()
    const others = [await link(viewer), await link(viewer)]
    const ids = [viewer.accountId, ...others.map(({ accountId }) => accountId)]
    const results = await Promise.allSettled(ids.map((id) => disconnect(viewer, id, client)))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(['last_account'])
    const [left, ...more] = await db().account.findMany({ where: { userId: viewer.userId } })
    expect(more).toEqual([])
    const user = await db().user.findUniqueOrThrow({ where: { id: viewer.userId } })
    expect(user.email).toBe(left?.email)
    expect(await viewerOf(viewer)).toMatchObject({ accountId: left?.id })
  }
})

test('somebody else’s account, a made-up one and no id at all are not found, and nothing happens', {
  tag: '@R109',
}, async () => {
  const ada = await newViewer()
  await link(ada.viewer)
  const grace = await newViewer()
  await link(grace.viewer)
  for (const id of [grace.viewer.accountId, NOBODYS, "' OR 1=1 --", '']) {
    await expect(disconnect(ada.viewer, id, client)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await db().account.count({ where: { userId: grace.viewer.userId } })).toBe(2)
  expect(await findSession(grace.token)).toMatchObject({ kind: 'live' })
})

test('a token that cannot be read keeps nobody from disconnecting', async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer)
  await db().grant.update({ where: { accountId: grace.accountId }, data: { refreshToken: 'x.y.z' } })
  await disconnect(ada.viewer, grace.accountId, client)
  expect(await db().account.count({ where: { userId: ada.viewer.userId } })).toBe(1)
  expect(await ordersFor(grace)).toBe(0)
})

test('connecting an account again that was just disconnected cancels what was to be revoked', async () => {
  const { viewer } = await newViewer()
  const grace = await link(viewer)
  await disconnect(viewer, grace.accountId, client)
  const again = newSignIn(grace.identity)
  const result = await writeCallback({ ...again, intent: linkIntent(viewer, 'google') })
  expect(result.notice).toEqual({ kind: 'linked', account: grace.identity.email })
  expect(await ordersFor(grace)).toBe(0)
})
