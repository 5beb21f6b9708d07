import { randomBytes, randomInt } from 'node:crypto'
import { endAccess } from '#lib/account/access-removed'
import { deleteData, deleteOldDeletions, findDeletion } from '#lib/account/delete-data'
import { disableAccount } from '#lib/account/disable'
import { linkIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
import { hashIdentity, orderRevocation, revokeOrdered } from '#lib/grants/revoke'
import type { Identity } from '#lib/provider/identity'
import type { AccountReport } from '#lib/provider/report'
import { hashToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'
import { clientsOfLib } from '#tests/support/clients'
import { readDatabaseText } from '#tests/support/database'
import { createFacebookVisitor } from '#tests/support/facebook-visitor'
import type { controlGoogle } from '#tests/support/google'
import { listEvents, newSignIn, newViewer, signIn, viewerOf } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

type Google = ReturnType<typeof controlGoogle>

/** Somebody at Facebook, with things that nobody else has. */
function newFacebook(issuer: string, changes: Partial<Identity> = {}): Identity {
  const tag = randomBytes(6).toString('hex')
  return {
    provider: 'facebook',
    issuer,
    subject: `1221${randomInt(2 ** 40)}`,
    email: `facebook-${tag}@example.test`,
    emailVerified: false,
    emailKey: null,
    handle: null,
    name: `Facebook ${tag}`,
    image: `https://pictures.example/${tag}`,
    hostedDomain: null,
    authenticatedAt: null,
    ...changes,
  }
}

/** Signs somebody in with Facebook. */
async function enter(identity: Identity) {
  const callback = { ...newSignIn(), intent: { kind: 'sign-in', provider: 'facebook' } as const, identity }
  const written = await writeCallback(callback)
  return { identity, token: callback.token, viewer: await viewerOf(written) }
}

/** Connects it to somebody who is signed in already. */
async function connectTo(viewer: Viewer, identity: Identity) {
  await writeCallback({ ...newSignIn(), intent: linkIntent(viewer, 'facebook'), identity })
}

function reportOf({ provider, issuer, subject }: Identity, seconds = 0): AccountReport {
  return { provider, issuer, subject, issuedAt: new Date(Date.now() + seconds * 1000) }
}

const countAccounts = ({ subject }: Identity) => db().account.count({ where: { providerAccountId: subject } })
const countUsers = ({ userId }: Viewer) => db().user.count({ where: { id: userId } })

test.describe('access that somebody removed at Facebook', () => {
  test('ends the sessions that came by it, which are told why, and leaves everything else', {
    tag: '@R55',
  }, async ({ issuer }) => {
    const ada = await newViewer()
    const facebook = newFacebook(issuer)
    await connectTo(ada.viewer, facebook)
    const [one, two, other] = [await enter(facebook), await enter(facebook), await enter(newFacebook(issuer))]
    await endAccess(reportOf(facebook))
    for (const { token } of [one, two]) expect(await findSession(token)).toEqual({ kind: 'removed' })
    for (const { token } of [ada, other]) expect(await findSession(token)).toMatchObject({ kind: 'live' })
    expect(await countAccounts(facebook)).toBe(1)
    expect((await listEvents(ada.viewer)).at(-1)).toEqual({
      kind: 'access_removed',
      details: { account: facebook.email, provider: 'facebook' },
    })
    expect(await findSession((await enter(facebook)).token), 'they allow it again').toMatchObject({
      kind: 'live',
    })
  })

  test('is said once, however often it comes, and does not end what was begun since', async ({ issuer }) => {
    const facebook = newFacebook(issuer)
    const before = await enter(facebook)
    const report = reportOf(facebook)
    await Promise.all(Array.from({ length: 50 }, () => endAccess(report)))
    const since = await enter(facebook)
    await db().session.update({
      where: { id: since.viewer.sessionId },
      data: { authenticatedAt: new Date(report.issuedAt.getTime() + 61_000) },
    })
    await endAccess(report)
    expect(await findSession(before.token)).toEqual({ kind: 'removed' })
    expect(await findSession(since.token)).toMatchObject({ kind: 'live' })
    const lines = (await listEvents(before.viewer)).filter(({ kind }) => kind === 'access_removed')
    expect(lines).toHaveLength(1)
  })

  test('of nobody here, of another issuer and of another provider changes nothing', async ({ issuer }) => {
    const facebook = newFacebook(issuer)
    const ada = await enter(facebook)
    await endAccess(reportOf(newFacebook(issuer)))
    await endAccess({ ...reportOf(facebook), issuer: 'https://www.facebook.com' })
    await endAccess({ ...reportOf(facebook), provider: 'google' })
    expect(await findSession(ada.token)).toMatchObject({ kind: 'live' })
    expect((await listEvents(ada.viewer)).map(({ kind }) => kind)).not.toContain('access_removed')
  })
})

test.describe('a deletion that somebody asked Facebook for', () => {
  test('takes away the account with all that is kept of it, and leaves the person who has another', {
    tag: '@R113',
  }, async ({ issuer, databaseUrl }) => {
    const facebook = newFacebook(issuer)
    const ada = await enter(facebook)
    const google = newSignIn()
    await writeCallback({ ...google, intent: linkIntent(ada.viewer, 'google') })
    const elsewhere = await signIn(newSignIn(google.identity))
    await deleteData(reportOf(facebook))

    expect(await findSession(ada.token), 'signed out, and told so').toEqual({ kind: 'disconnected' })
    expect(await findSession(elsewhere.token)).toMatchObject({
      kind: 'live',
      session: {
        userId: ada.viewer.userId,
        name: google.identity.name,
        email: google.identity.email,
        image: null,
      },
    })
    const text = await readDatabaseText(databaseUrl)
    const { subject, email, name, image } = facebook
    for (const trace of [subject, email, name, image]) expect(text).not.toContain(trace)
    const events = await listEvents(ada.viewer)
    expect(events.at(-1)).toEqual({ kind: 'data_deleted', details: { provider: 'facebook' } })
    expect(events).toContainEqual({
      kind: 'signed_in',
      details: { account: 'an account that is gone', provider: 'facebook' },
    })
    expect(events).toContainEqual({
      kind: 'account_linked',
      details: { account: google.identity.email, provider: 'google' },
    })
  })

  test('takes its name out of the history, and leaves the same name where it is that of another account', async ({
    issuer,
  }) => {
    const ada = await newViewer()
    const { email } = ada.identity
    const [first, second] = [newFacebook(issuer, { email }), newFacebook(issuer)]
    for (const one of [first, second]) await connectTo(ada.viewer, one)
    await deleteData(reportOf(first))
    const linked = (await listEvents(ada.viewer)).filter(({ kind }) => kind === 'account_linked')
    expect(linked.map(({ details }) => details)).toEqual([
      { account: 'an account that is gone', provider: 'facebook' },
      { account: second.email, provider: 'facebook' },
    ])
    const [signedIn] = await listEvents(ada.viewer)
    expect(signedIn?.details).toEqual({ account: email, provider: 'google' })
  })

  test('takes away the whole person when it was their only way in, and nobody else', {
    tag: '@R113',
  }, async ({ issuer, databaseUrl }) => {
    const facebook = newFacebook(issuer)
    const [ada, grace] = [await enter(facebook), await enter(newFacebook(issuer))]
    await deleteData(reportOf(facebook))
    expect(await findSession(ada.token)).toBeNull()
    expect(await countUsers(ada.viewer)).toBe(0)
    expect(await findSession(grace.token)).toMatchObject({ kind: 'live' })
    const text = await readDatabaseText(databaseUrl)
    const { subject, email, name, image } = facebook
    for (const trace of [subject, email, name, image, ada.viewer.userId]) expect(text).not.toContain(trace)
    const orders = { identity: hashIdentity(facebook) }
    expect(await db().revocation.count({ where: orders }), 'Facebook has ended it already').toBe(0)
  })

  test('leaves a person whose other account is locked: an operator may open it again', async ({ issuer }) => {
    const ada = await newViewer()
    const facebook = newFacebook(issuer)
    await connectTo(ada.viewer, facebook)
    const { userId, accountId } = ada.viewer
    await inTransaction((tx) => disableAccount(tx, { userId, accountId }, 'operator'))
    await deleteData(reportOf(facebook))
    expect(await countUsers(ada.viewer)).toBe(1)
    expect(await countAccounts(facebook)).toBe(0)
  })

  test('forgets what was still to be revoked for it', async ({ issuer }) => {
    const facebook = newFacebook(issuer)
    const { viewer } = await enter(facebook)
    await inTransaction(async (tx) => {
      await orderRevocation(tx, viewer.accountId)
      await tx.user.delete({ where: { id: viewer.userId } })
    })
    const orders = { where: { identity: hashIdentity(facebook) } }
    expect(await db().revocation.count(orders)).toBe(1)
    await deleteData(reportOf(facebook))
    expect(await db().revocation.count(orders)).toBe(0)
  })

  test('is done once by fifty at the same time, each of which has the same code', async ({ issuer }) => {
    const ada = await newViewer()
    const facebook = newFacebook(issuer)
    await connectTo(ada.viewer, facebook)
    const report = reportOf(facebook)
    const codes = await Promise.all(Array.from({ length: 50 }, () => deleteData(report)))
    expect(new Set(codes).size).toBe(1)
    expect(await countAccounts(facebook)).toBe(0)
    const lines = (await listEvents(ada.viewer)).filter(({ kind }) => kind === 'data_deleted')
    expect(lines).toHaveLength(1)
    expect(await db().deletionRequest.count({ where: { codeHash: hashToken(codes[0] ?? '') } })).toBe(1)
  })

  test('that comes again does not touch somebody who has come back since', async ({ issuer }) => {
    const facebook = newFacebook(issuer)
    await enter(facebook)
    const report = reportOf(facebook)
    await deleteData(report)
    const again = await enter(facebook)
    const later = new Date(report.issuedAt.getTime() + 61_000)
    await db().account.update({ where: { id: again.viewer.accountId }, data: { createdAt: later } })
    await deleteData(report)
    expect(await countAccounts(facebook)).toBe(1)
  })

  test('has a code that tells how far it is, and the same of somebody who was never here', async ({
    issuer,
    databaseUrl,
  }) => {
    const known = newFacebook(issuer)
    await enter(known)
    for (const identity of [known, newFacebook(issuer)]) {
      const code = await deleteData(reportOf(identity))
      expect(code).toMatch(/^[\da-f]{32}$/)
      expect(await findDeletion(code)).toEqual({ createdAt: expect.any(Date), doneAt: expect.any(Date) })
      expect(await readDatabaseText(databaseUrl)).not.toContain(code)
    }
    for (const code of ['', 'x', '0'.repeat(32), '%00', `${'0'.repeat(31)}'`])
      expect(await findDeletion(code)).toBeNull()
    const [one, two] = [reportOf(known), reportOf(known, -1)]
    expect(await deleteData(one), 'another request has another').not.toBe(await deleteData(two))
  })

  test('is forgotten after ninety days', async ({ issuer }) => {
    const codes = [
      await deleteData(reportOf(newFacebook(issuer))),
      await deleteData(reportOf(newFacebook(issuer))),
    ]
    const days = [89, 91]
    for (const [i, code] of codes.entries())
      await db().deletionRequest.update({
        where: { codeHash: hashToken(code) },
        data: { createdAt: new Date(Date.now() - (days[i] ?? 0) * 86_400_000) },
      })
    await deleteOldDeletions()
    const found = await Promise.all(codes.map(findDeletion))
    expect(found.map((one) => one !== null)).toEqual([true, false])
  })
})

test.describe('what Facebook is told when somebody leaves here', () => {
  /** Somebody who has allowed the application at the sandbox's Facebook, and has gone from here. */
  async function leave(issuer: string, google: Google) {
    const facebook = newFacebook(issuer)
    const { subject: id, email, name } = facebook
    await google.addPerson({
      sub: id,
      email: `${id}@gmail.example`,
      name: name ?? '',
      facebook: { id, email },
    })
    await createFacebookVisitor(issuer, clientsOfLib.facebook).signIn(id)
    const { viewer } = await enter(facebook)
    await inTransaction((tx) => orderRevocation(tx, viewer.accountId))
    const order = await db().revocation.findFirstOrThrow({ where: { identity: hashIdentity(facebook) } })
    const isLeft = () => db().revocation.count({ where: { id: order.id } })
    return { facebook, order, isLeft, work: () => revokeOrdered({ revocationId: order.id }) }
  }

  test('that all of it has ended, with the application’s own token, and who it was is sealed until then', {
    tag: '@R76',
  }, async ({ issuer, google, facebook: control }) => {
    await control.settings({ requireProof: true })
    const { facebook, order, isLeft, work } = await leave(issuer, google)
    expect(JSON.stringify(order)).not.toContain(facebook.subject)
    await google.resetCounts()
    await work()
    expect((await google.counts())['facebook-permissions']).toBe(1)
    expect((await google.grants()).filter(({ sub }) => sub === facebook.subject)).toEqual([])
    expect(await isLeft()).toBe(0)
  })

  test('nothing, when they have removed it there already', async ({ issuer, google, facebook: control }) => {
    const { facebook, isLeft, work } = await leave(issuer, google)
    await control.removeGrant(facebook.subject)
    await work()
    expect(await isLeft()).toBe(0)
  })

  const graphError = (error: object) => ({
    status: 400,
    body: { error: { type: 'OAuthException', ...error } },
  })
  const failures: [title: string, fault: Parameters<Google['failNext']>[1], code: string][] = [
    ['does not answer', { cut: true }, 'provider_unavailable'],
    ['says 500', { status: 500, body: '' }, 'provider_unavailable'],
    ['answers with a page', { status: 200, body: '<html>' }, 'provider_unavailable'],
    ['says that it did not work', { status: 200, body: { success: false } }, 'provider_unavailable'],
    ['has too much to do', graphError({ code: 4 }), 'provider_unavailable'],
    ['says something new', graphError({ code: 987654 }), 'provider_unavailable'],
    ['does not know the application', graphError({ code: 101 }), 'provider_refused'],
    [
      'does not accept its secret',
      graphError({ code: 190, message: 'Invalid OAuth access token signature.' }),
      'provider_refused',
    ],
    [
      'does not accept the proof',
      graphError({ code: 100, message: 'Invalid appsecret_proof provided' }),
      'provider_refused',
    ],
  ]

  for (const [title, fault, code] of failures) {
    test(`is tried again when Facebook ${title}`, { tag: '@R76' }, async ({ issuer, google }) => {
      const { isLeft, work } = await leave(issuer, google)
      await google.failNext('facebook-permissions', fault)
      await expect(work()).rejects.toMatchObject({ code })
      expect(await isLeft()).toBe(1)
      await work()
      expect(await isLeft()).toBe(0)
    })
  }

  test('is cancelled when they come back first: it would end what they have just allowed', {
    tag: '@R76',
  }, async ({ issuer, google }) => {
    const { facebook, isLeft } = await leave(issuer, google)
    await enter(facebook)
    expect(await isLeft()).toBe(0)
  })
})
