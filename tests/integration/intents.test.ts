import {
  confirmIntent,
  grantIntent,
  type Intent,
  linkIntent,
  reconnectIntent,
  signInIntent,
} from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { providerIds } from '#lib/provider-ids'
import { findSession } from '#lib/sessions/find'
import { driveScope } from '#tests/support/google-visitor'
import {
  link,
  listEvents,
  newDriver,
  newIdentity,
  newSignIn,
  newSignInBy,
  newTokens,
  newViewer,
  readTokens,
  viewerOf,
} from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const WITH_DRIVE = { scopes: ['email', driveScope, 'openid', 'profile'] }
const MINUTE = 60_000

type Person = Awaited<ReturnType<typeof newViewer>>

/** What came back from Google for an intent, from the account of `person` unless it says otherwise. */
function answerTo(intent: Intent, { identity }: Pick<Person, 'identity'>, tokens = {}, changes = {}) {
  return { ...newSignIn({ ...identity, ...changes }, tokens), intent }
}

function findGrant({ accountId }: { accountId: string }) {
  return db().grant.findUniqueOrThrow({ where: { accountId } })
}

/** Everything that a refused callback must leave as it is. */
async function snapshot({ userId }: { userId: string }) {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    include: { accounts: { include: { grant: true } }, sessions: true, events: true },
  })
  return JSON.stringify(user)
}

test('a link adds a Google account to the person, in the session that it began in', async () => {
  const ada = await newViewer()
  const { result, accountId, identity, tokens, session } = await link(ada.viewer)
  const notice = { kind: 'linked', account: identity.email }
  expect(result).toEqual({ userId: ada.userId, sessionId: ada.sessionId, newCookie: false, notice })
  expect(await readTokens(await findGrant({ accountId }))).toMatchObject({
    refreshToken: tokens.refreshToken,
  })
  expect(await db().session.count({ where: { tokenHash: session.tokenHash } })).toBe(0)
  expect(await findSession(ada.token)).toMatchObject({ kind: 'live', session: { notice } })
  const details = { account: identity.email, provider: 'google' }
  expect((await listEvents(ada)).at(-1)).toEqual({ kind: 'account_linked', details })
})

test('linking an account that is there already only brings it up to date', async () => {
  const ada = await newViewer()
  const before = await listEvents(ada)
  const answer = answerTo(linkIntent(ada.viewer, 'google'), ada, {}, { name: 'Ada King' })
  expect((await writeCallback(answer)).notice).toMatchObject({ kind: 'already-linked' })
  expect(await listEvents(ada)).toEqual(before)
  expect(await findSession(ada.token)).toMatchObject({ session: { name: 'Ada King' } })
})

for (const provider of providerIds) {
  test(`two tabs that link the same account of ${provider} at once make one of it`, async () => {
    const { viewer } = await newViewer()
    const { identity } = newSignInBy(provider)
    const intent = linkIntent(viewer, provider)
    const answers = [1, 2].map(() => writeCallback({ ...newSignInBy(provider, identity), intent }))
    const kinds = (await Promise.all(answers)).map(({ notice }) => notice?.kind)
    expect(kinds.sort()).toEqual(['already-linked', 'linked'])
    expect(await db().account.count({ where: { provider, providerAccountId: identity.subject } })).toBe(1)
  })
}

test('an account that opens somebody else’s cannot be linked, and neither of them changes', {
  tag: '@R93',
}, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  const before = [await snapshot(ada), await snapshot(grace)]
  const refused = writeCallback(answerTo(linkIntent(ada.viewer, 'google'), grace))
  await expect(refused).rejects.toMatchObject({ code: 'account_taken' })
  expect([await snapshot(ada), await snapshot(grace)]).toEqual(before)
})

test('a permission that is given is stored with its date, and counts although it was turned off', async () => {
  const ada = await newViewer()
  await db().grant.update({ where: { accountId: ada.viewer.accountId }, data: { scopesOff: [driveScope] } })
  const intent = await grantIntent(ada.viewer, ada.viewer.accountId, 'drive')
  const result = await writeCallback(answerTo(intent, ada, WITH_DRIVE))
  expect(result).toMatchObject({ newCookie: false, notice: { kind: 'permission-given' } })
  const grant = await findGrant(ada.viewer)
  expect(grant).toMatchObject({ scopes: WITH_DRIVE.scopes, scopesOff: [] })
  const { [driveScope]: since } = grant.scopesSince as Record<string, string>
  expect(Math.abs(Date.now() - Date.parse(since ?? ''))).toBeLessThan(MINUTE)
  const details = { account: ada.identity.email, provider: 'google', scopes: [driveScope] }
  expect((await listEvents(ada)).at(-1)).toEqual({ kind: 'permission_given', details })
})

test('a permission that is left unticked is not an error, and not in the history', {
  tag: '@R26',
}, async () => {
  const ada = await newViewer()
  const before = await listEvents(ada)
  const intent = await grantIntent(ada.viewer, ada.viewer.accountId, 'drive')
  const { notice } = await writeCallback(answerTo(intent, ada))
  expect(notice).toMatchObject({ kind: 'permission-withheld' })
  expect(await listEvents(ada)).toEqual(before)
})

test('reconnecting asks for what was granted and is not turned off, and makes an ended grant work again', async () => {
  const ada = await newDriver(WITH_DRIVE.scopes)
  const { accountId } = ada.viewer
  const ended = { endedAt: new Date(), endReason: 'revoked', refreshToken: null, accessToken: null }
  await db().grant.update({ where: { accountId }, data: ended })
  const intent = await reconnectIntent(ada.viewer, accountId)
  expect(intent).toMatchObject({ scopes: ['openid', 'email', 'profile', driveScope] })
  const answer = answerTo(intent, ada, WITH_DRIVE)
  expect((await writeCallback(answer)).notice).toMatchObject({ kind: 'reconnected' })
  const grant = await findGrant({ accountId })
  expect(grant).toMatchObject({ endedAt: null, endReason: null })
  expect(await readTokens(grant)).toMatchObject({ refreshToken: answer.tokens.refreshToken })
  expect((await listEvents(ada)).at(-1)?.kind).toBe('reconnected')

  await db().grant.update({ where: { accountId }, data: { scopesOff: [driveScope] } })
  expect(await reconnectIntent(ada.viewer, accountId)).toMatchObject({
    scopes: ['openid', 'email', 'profile'],
  })
})

test('reconnecting asks for what a feature of ours needs, and not for what another application was given', async () => {
  const others = ['https://mail.google.com/', 'https://www.googleapis.com/auth/calendar', 'another']
  const ada = await newDriver([...others, ...WITH_DRIVE.scopes])
  const { accountId } = ada.viewer
  expect(await reconnectIntent(ada.viewer, accountId)).toMatchObject({
    scopes: ['openid', 'email', 'profile', driveScope],
  })
  await db().grant.update({ where: { accountId }, data: { scopes: [...others, 'openid'] } })
  expect(await reconnectIntent(ada.viewer, accountId)).toMatchObject({
    scopes: ['openid', 'email', 'profile'],
  })
})

test('a permission that is missing afterwards is in the history, at a reconnect and at a sign-in', async () => {
  for (const kind of ['reconnect', 'sign-in'] as const) {
    const ada = await newDriver(WITH_DRIVE.scopes)
    const intent =
      kind === 'sign-in' ? signInIntent('google') : await reconnectIntent(ada.viewer, ada.viewer.accountId)
    await writeCallback(answerTo(intent, ada))
    const details = { account: ada.identity.email, provider: 'google', scopes: [driveScope] }
    expect(await listEvents(ada), kind).toContainEqual({ kind: 'permission_removed', details })
  }
})

test('who confirms counts as just signed in, under a new token; the old one opens nothing', {
  tag: ['@R48', '@R57'],
}, async () => {
  const ada = await newViewer()
  const longAgo = new Date(Date.now() - 60 * MINUTE)
  await db().session.update({ where: { id: ada.sessionId }, data: { authenticatedAt: longAgo } })
  const answer = answerTo(await confirmIntent(ada.viewer), ada)
  const result = await writeCallback(answer)
  expect(result).toMatchObject({ sessionId: ada.sessionId, newCookie: true, notice: { kind: 'confirmed' } })
  expect(await findSession(ada.token)).toBeNull()
  const found = await findSession(answer.token)
  expect(found).toMatchObject({ kind: 'live', session: { sessionId: ada.sessionId } })
  const { authenticatedAt, expiresAt } = await db().session.findUniqueOrThrow({
    where: { id: ada.sessionId },
  })
  expect(Date.now() - authenticatedAt.getTime()).toBeLessThan(MINUTE)
  expect(expiresAt).toEqual(ada.session.expiresAt)
  expect((await listEvents(ada)).at(-1)?.kind).toBe('confirmed')
})

test('a confirmation counts only when Google asked lately, if it says when it asked', {
  tag: '@R57',
}, async () => {
  const ada = await newViewer()
  const intent = await confirmIntent(ada.viewer)
  const before = await snapshot(ada)
  const confirm = (minutes: number) =>
    writeCallback(answerTo(intent, ada, {}, { authenticatedAt: new Date(Date.now() - minutes * MINUTE) }))
  await expect(confirm(12)).rejects.toMatchObject({ code: 'not_recent' })
  expect(await snapshot(ada)).toBe(before)
  expect((await confirm(9)).notice).toEqual({ kind: 'confirmed' })
})

for (const kind of ['grant', 'reconnect', 'confirm'] as const) {
  test(`a ${kind} that comes back with another account changes nothing`, {
    tag: ['@R57', '@R95'],
  }, async () => {
    const ada = await newViewer()
    const own = await link(ada.viewer)
    const others = [own, await newViewer(), { identity: newIdentity() }]
    const { userId, sessionId, accountId } = ada.viewer
    const intent = {
      kind,
      provider: 'google' as const,
      userId,
      sessionId,
      accountId,
      hint: ada.identity.email,
      scopes: [],
    }
    const before = await snapshot(ada)
    for (const other of others) {
      const refused = writeCallback(answerTo(intent, other))
      await expect(refused).rejects.toMatchObject({ code: 'other_account' })
    }
    expect(await snapshot(ada)).toBe(before)
  })
}

for (const kind of ['link', 'grant', 'reconnect', 'confirm'] as const) {
  test(`a ${kind} whose session was ended meanwhile writes nothing`, { tag: '@R109' }, async () => {
    const ada = await newViewer()
    const { userId, sessionId, accountId } = ada.viewer
    const intent = { kind, provider: 'google' as const, userId, sessionId, accountId, hint: '', scopes: [] }
    await db().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } })
    const before = await snapshot(ada)
    const answer = answerTo(intent, kind === 'link' ? { identity: newIdentity() } : ada, newTokens())
    await expect(writeCallback(answer)).rejects.toMatchObject({ code: 'session_changed' })
    expect(await snapshot(ada)).toBe(before)
  })
}

test('an intent about somebody else’s account, or about none, cannot be made', { tag: '@R109' }, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  for (const id of [grace.viewer.accountId, 'x', "' OR 1=1 --", '00000000-0000-4000-8000-000000000000']) {
    await expect(grantIntent(ada.viewer, id, 'drive')).rejects.toMatchObject({ code: 'not_found' })
    await expect(reconnectIntent(ada.viewer, id)).rejects.toMatchObject({ code: 'not_found' })
  }
})

/** Somebody's account at X, beside the one that they signed in with. */
function connectX({ userId }: { userId: string }) {
  const subject = newIdentity().subject
  return db().account.create({
    data: {
      userId,
      type: 'oauth',
      provider: 'twitter',
      issuer: 'https://x.com',
      providerAccountId: subject,
      emailVerified: false,
      handle: 'ada',
    },
    select: { id: true },
  })
}

test('whoever came by X confirms with another account of theirs that asks anew, and their session goes on as it was', {
  tag: ['@R48', '@R57'],
}, async () => {
  const ada = await newViewer()
  const x = await connectX(ada)
  const longAgo = new Date(Date.now() - 60 * MINUTE)
  await db().session.update({
    where: { id: ada.sessionId },
    data: { accountId: x.id, authenticatedAt: longAgo },
  })
  const viewer = await viewerOf(ada)
  const answer = answerTo(await confirmIntent(viewer, ada.viewer.accountId), ada)
  expect(await writeCallback(answer)).toMatchObject({ sessionId: ada.sessionId, newCookie: true })
  const session = await db().session.findUniqueOrThrow({ where: { id: ada.sessionId } })
  expect(session).toMatchObject({ accountId: x.id, expiresAt: ada.session.expiresAt })
  expect(Date.now() - session.authenticatedAt.getTime()).toBeLessThan(MINUTE)
  expect(await findSession(ada.token)).toBeNull()
  const details = { account: ada.identity.email, provider: 'google' }
  expect((await listEvents(ada)).at(-1)).toEqual({ kind: 'confirmed', details })
})

test('a session is not confirmed by an account that only sends people back, unless it came by that one', {
  tag: '@R57',
}, async () => {
  const ada = await newViewer()
  const x = await connectX(ada)
  await expect(confirmIntent(ada.viewer, x.id)).rejects.toMatchObject({ code: 'invalid_input' })
  await db().session.update({ where: { id: ada.sessionId }, data: { accountId: x.id } })
  expect(await confirmIntent(await viewerOf(ada), x.id)).toMatchObject({ provider: 'twitter', hint: null })
})

test('nobody confirms with an account that is somebody else’s, or locked', {
  tag: ['@R57', '@R109'],
}, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  const own = await link(ada.viewer)
  for (const id of [grace.viewer.accountId, 'x', '00000000-0000-4000-8000-000000000000'])
    await expect(confirmIntent(ada.viewer, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await confirmIntent(ada.viewer, own.accountId)).toMatchObject({ accountId: own.accountId })
  await db().account.update({
    where: { id: own.accountId },
    data: { disabledAt: new Date(), disabledReason: 'provider' },
  })
  const refused = confirmIntent(ada.viewer, own.accountId)
  await expect(refused).rejects.toMatchObject({ code: 'account_endangered' })
})
