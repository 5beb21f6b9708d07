import { deleteUser } from '#lib/account/delete'
import { recordEvent } from '#lib/activity/events'
import { confirmIntent, linkIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { takeLease } from '#lib/grants/lease'
import { hashIdentity } from '#lib/grants/revoke'
import { consentWrite, saveRefreshed } from '#lib/grants/store'
import { findSession } from '#lib/sessions/find'
import { readDatabaseText } from '#tests/support/database'
import { client, countRows, link, newSignIn, newTokens, newViewer, signIn } from '#tests/support/lib'
import { newMarkedPerson } from '#tests/support/marked-person'
import { expect, test } from '#tests/support/test'

/** The order to revoke is made of these: a marker in a token could not be read, and no provider is called like one. */
const OF_THE_ORDER = ['Account.provider', 'Grant.accessToken', 'Grant.refreshToken']

/** A marker as PostgreSQL writes it: times in its own way. */
function asStored(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.000Z$/, '$1 $2')
}

test('after a deletion no table and no job knows anything of the person, and all of others is there', {
  tag: '@R113',
}, async ({ databaseUrl }) => {
  const [ada, grace] = [await newMarkedPerson(OF_THE_ORDER), await newMarkedPerson(OF_THE_ORDER)]
  await deleteUser(ada.viewer, client)
  const text = await readDatabaseText(databaseUrl)
  const { userId, accountId, sessionId } = ada.viewer
  const left = [...ada.markers.map((marker) => asStored(marker.text)), userId, accountId, sessionId]
  expect(left.filter((value) => text.includes(value))).toEqual([])
  const gone = grace.markers.filter((marker) => !text.includes(asStored(marker.text)))
  expect(gone).toEqual([])
})

test('what stays is an order to revoke each grant, and the token in it is sealed', {
  tag: ['@R76', '@R113'],
}, async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer)
  await deleteUser(ada.viewer, client)
  for (const { identity, tokens } of [ada, grace]) {
    const orders = await db().revocation.findMany({ where: { identity: hashIdentity(identity) } })
    expect(orders).toHaveLength(1)
    expect(JSON.stringify(orders)).not.toContain(tokens.refreshToken)
  }
})

test('every session ends in the same moment', { tag: '@R56' }, async () => {
  const ada = await newViewer()
  const others = await Promise.all(Array.from({ length: 20 }, () => signIn(newSignIn(ada.identity))))
  await deleteUser(ada.viewer, client)
  for (const { token } of [ada, ...others]) expect(await findSession(token)).toBeNull()
})

test('signing in again makes a new, empty account, and its grant is not revoked', {
  tag: '@R113',
}, async () => {
  const ada = await newViewer()
  await deleteUser(ada.viewer, client)
  const again = await signIn(newSignIn(ada.identity))
  expect(again.userId).not.toBe(ada.userId)
  expect(await countRows(ada.identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
  expect(await db().event.count({ where: { userId: again.userId } })).toBe(1)
  expect(await db().revocation.count({ where: { identity: hashIdentity(ada.identity) } })).toBe(0)
})

test('what was under way at Google does not bring anything back', { tag: '@R113' }, async () => {
  const { viewer, userId } = await newViewer()
  const { accountId } = viewer
  const lease = await takeLease(accountId, 1)
  const intent = await confirmIntent(viewer)
  await deleteUser(viewer, client)
  expect(await saveRefreshed(db(), { accountId, version: lease?.version ?? 1 }, newTokens())).toBe(false)
  await expect(db().$executeRaw(await consentWrite(accountId, newTokens()))).rejects.toThrow()
  await expect(recordEvent(db(), userId, { kind: 'exported', details: {} }, null)).rejects.toThrow()
  const callback = { ...newSignIn(), intent }
  await expect(writeCallback(callback)).rejects.toMatchObject({ code: 'other_account' })
  expect(await db().grant.count({ where: { accountId } })).toBe(0)
})

test('an account that is connected in the very moment of the deletion is refused, or goes too', {
  tag: '@R113',
}, async () => {
  for (let round = 0; round < 10; round++) {
    const { viewer } = await newViewer()
    const grace = { ...newSignIn(), intent: linkIntent(viewer, 'google') }
    const [deleted, linked] = await Promise.allSettled([deleteUser(viewer, client), writeCallback(grace)])
    expect(deleted.status).toBe('fulfilled')
    if (linked.status === 'rejected') expect(linked.reason).toMatchObject({ code: 'session_changed' })
    expect(await db().account.count({ where: { providerAccountId: grace.identity.subject } })).toBe(0)
    const orders = await db().revocation.count({ where: { identity: hashIdentity(grace.identity) } })
    expect(orders).toBe(linked.status === 'fulfilled' ? 1 : 0)
  }
})

test('a sign-in in the very moment of the deletion ends with it, or opens a new account', {
  tag: '@R113',
}, async () => {
  for (let round = 0; round < 10; round++) {
    const ada = await newViewer()
    const again = newSignIn(ada.identity)
    const [, signedIn] = await Promise.all([deleteUser(ada.viewer, client), writeCallback(again)])
    const ended = signedIn.userId === ada.userId
    const { users, accounts, sessions } = await countRows(ada.identity.emailKey)
    expect({ users, accounts, sessions }).toEqual(
      ended ? { users: 0, accounts: 0, sessions: 0 } : { users: 1, accounts: 1, sessions: 1 },
    )
  }
})

test('deleting twice at once, in two tabs, is calm', async () => {
  const { viewer } = await newViewer()
  await Promise.all([deleteUser(viewer, client), deleteUser(viewer, client)])
  expect(await db().user.count({ where: { id: viewer.userId } })).toBe(0)
})

test('a token that cannot be read keeps nobody from leaving', async () => {
  const { viewer, token } = await newViewer()
  await db().grant.update({ where: { accountId: viewer.accountId }, data: { refreshToken: 'x.y.z' } })
  await deleteUser(viewer, client)
  expect(await findSession(token)).toBeNull()
  expect(await db().user.count({ where: { id: viewer.userId } })).toBe(0)
})
