import { disableAccount, enableAccount } from '#lib/account/disable'
import { startExport } from '#lib/account/export'
import { confirmIntent, grantIntent, linkIntent, reconnectIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
import { failureCode } from '#lib/errors'
import { getAccessToken } from '#lib/grants/access-token'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { takeLease } from '#lib/grants/lease'
import { endOtherSessions } from '#lib/sessions/end'
import { findSession, requireLiveSession } from '#lib/sessions/find'
import { listSessions } from '#lib/sessions/list'
import { type Connected, expire } from '#tests/support/connected'
import { driveScope } from '#tests/support/google-visitor'
import { client, link, listEvents, newBrowser, newSignIn, newViewer, signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

type Reason = 'operator' | 'provider'

const drive = { scopes: [driveScope] }

const disable = (userId: string, reason: Reason = 'operator', accountId?: string) =>
  inTransaction((tx) => disableAccount(tx, { userId, ...(accountId && { accountId }) }, reason))

const enable = (userId: string, reason: Reason = 'operator') =>
  inTransaction((tx) => enableAccount(tx, { userId }, reason))

/** What a function comes to: the code of its failure, or what is told of its value. */
async function outcome<T>(work: () => Promise<T>, tell: (value: T) => unknown = () => 'done') {
  try {
    return tell(await work())
  } catch (error) {
    return failureCode(error)
  }
}

/** A callback of the very connection, for an intent that its session begins. */
async function callbackFor({ viewer, sub, email }: Connected, issuer: string, kind: string) {
  const began = {
    grant: () => grantIntent(viewer, viewer.accountId, 'drive'),
    reconnect: () => reconnectIntent(viewer, viewer.accountId),
    confirm: () => confirmIntent(viewer),
  }[kind]
  return { ...newSignIn({ issuer, subject: sub, email }), intent: await began!() }
}

/** Everything that a session, a grant or an account opens, and what it comes to while the account is open and after. */
const openers: [
  what: string,
  ask: (ada: Connected, issuer: string) => Promise<unknown>,
  open: unknown,
  disabled: unknown,
][] = [
  [
    'the session of a request',
    async (ada) => (await findSession(ada.sessionToken))?.kind,
    'live',
    'disabled',
  ],
  [
    'what takes longer than a request',
    (ada) => outcome(() => requireLiveSession(ada.viewer)),
    'done',
    'signed_out',
  ],
  [
    'an export that is under way',
    (ada) =>
      outcome(async () => {
        for await (const _piece of await startExport(ada.viewer, client));
      }),
    'done',
    'signed_out',
  ],
  ['the list of sessions', (ada) => outcome(() => listSessions(ada.viewer)), 'done', 'signed_out'],
  [
    'ending other sessions',
    (ada) => outcome(() => endOtherSessions(ada.viewer, client)),
    'done',
    'signed_out',
  ],
  [
    'an access token',
    async (ada) => (await getAccessToken(ada.viewer, drive)).kind,
    'ready',
    'not-connected',
  ],
  ['a lease', async (ada) => (await takeLease(ada.accountId, 1)) !== null, true, false],
  [
    'signing in',
    (ada, issuer) => outcome(() => writeCallback(newSignIn({ issuer, subject: ada.sub, email: ada.email }))),
    'done',
    'account_disabled',
  ],
  [
    'connecting one more',
    (ada) => outcome(() => writeCallback({ ...newSignIn(), intent: linkIntent(ada.viewer, 'google') })),
    'done',
    'session_changed',
  ],
  [
    'asking for a permission',
    (ada) => outcome(() => grantIntent(ada.viewer, ada.accountId, 'drive')),
    'done',
    'account_disabled',
  ],
  [
    'reconnecting',
    (ada) => outcome(() => reconnectIntent(ada.viewer, ada.accountId)),
    'done',
    'account_disabled',
  ],
  ['confirming', (ada) => outcome(() => confirmIntent(ada.viewer)), 'done', 'account_disabled'],
]

const ways: [way: string, how: (ada: Connected) => Promise<unknown>][] = [
  ['by the function', (ada) => disable(ada.viewer.userId)],
  [
    'by a statement of an operator',
    (ada) => db().account.update({ where: { id: ada.accountId }, data: { disabledAt: new Date() } }),
  ],
]

for (const [way, how] of ways) {
  test(`an account that is disabled ${way} opens nothing any more`, { tag: '@R56' }, async ({
    connectMany,
    issuer,
  }) => {
    const [open, closed] = (await connectMany(2)) as [Connected, Connected]
    await how(closed)
    const rows = []
    for (const [what, ask] of openers) rows.push([what, await ask(open, issuer), await ask(closed, issuer)])
    expect(rows).toEqual(openers.map(([what, _ask, before, after]) => [what, before, after]))
  })
}

test('what came back from Google after its account was disabled changes nothing', { tag: '@R56' }, async ({
  connect,
  issuer,
}) => {
  for (const kind of ['grant', 'reconnect', 'confirm']) {
    const ada = await connect()
    const callback = await callbackFor(ada, issuer, kind)
    await disable(ada.viewer.userId)
    expect(await outcome(() => writeCallback(callback)), kind).toBe('account_disabled')
  }
})

test('the refresh token of a disabled account is neither kept alive nor used by a refresh that waits', {
  tag: '@R56',
}, async ({ connect, google }) => {
  const [ada, grace] = [await connect(), await connect()]
  await db().$executeRaw`UPDATE grants SET refreshed_at = now() - interval '6 months'`
  await expire(ada)
  await disable(ada.viewer.userId)
  await google.resetCounts()
  await keepGrantsAlive()
  expect((await google.counts()).token, 'only that of grace').toBe(1)
  expect(await getAccessToken(ada.viewer, drive)).toEqual({ kind: 'not-connected' })
  expect(await getAccessToken(grace.viewer, drive)).toMatchObject({ kind: 'ready' })
})

test('a token that is refreshed while the account is disabled is handed to nobody', { tag: '@R56' }, async ({
  connect,
  google,
}) => {
  const ada = await connect()
  await expire(ada)
  await google.resetCounts()
  await google.failNext('token', { delayMs: 1_500 })
  const waiting = Promise.all(Array.from({ length: 5 }, () => getAccessToken(ada.viewer, drive)))
  await expect.poll(async () => (await google.counts()).token).toBe(1)
  await disable(ada.viewer.userId)
  for (const answer of await waiting) expect(answer).toEqual({ kind: 'not-connected' })
})

test('every session ends in the same transaction, and tells its browser why; those of others go on', {
  tag: '@R56',
}, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  const others = await Promise.all(Array.from({ length: 20 }, () => signIn(newSignIn(ada.identity))))
  expect(await disable(ada.userId, 'provider')).toEqual({ accounts: 1, sessions: 21 })
  for (const { token } of [ada, ...others]) expect(await findSession(token)).toEqual({ kind: 'endangered' })
  expect(await findSession(grace.token)).toMatchObject({ kind: 'live' })
  expect((await listEvents(ada)).at(-1)).toEqual({
    kind: 'account_disabled',
    details: { account: ada.identity.email, provider: 'google', reason: 'provider' },
  })
})

test('one connection of several takes with it what was signed in with it, and nothing else', {
  tag: '@R56',
}, async () => {
  const ada = await newViewer()
  const second = await link(ada.viewer)
  const bySecond = await newBrowser(second)
  expect(await disable(ada.userId, 'provider', second.accountId)).toEqual({ accounts: 1, sessions: 1 })
  expect(await findSession(ada.token)).toMatchObject({ kind: 'live' })
  expect(await findSession(bySecond.token)).toEqual({ kind: 'endangered' })
  expect(await outcome(() => writeCallback(newSignIn(second.identity)))).toBe('account_endangered')
  expect(await outcome(() => writeCallback(newSignIn(ada.identity)))).toBe('done')
})

test('enabling opens sign-in and grant again, and no session that has ended', { tag: '@R56' }, async ({
  connect,
  issuer,
}) => {
  const ada = await connect()
  await disable(ada.viewer.userId)
  expect(await enable(ada.viewer.userId)).toBe(1)
  expect(await findSession(ada.sessionToken)).toEqual({ kind: 'enabled' })
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
  const again = await signIn(newSignIn({ issuer, subject: ada.sub, email: ada.email }))
  expect(again.userId).toBe(ada.viewer.userId)
  expect(await findSession(again.token)).toMatchObject({ kind: 'live' })
  const kinds = (await listEvents(ada.viewer)).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind.startsWith('account_'))).toEqual(['account_disabled', 'account_enabled'])
})

const pairs: [first: Reason, then: Reason, opens: boolean][] = [
  ['operator', 'provider', false],
  ['operator', 'operator', true],
  ['provider', 'provider', true],
  ['provider', 'operator', true],
]

for (const [first, then, opens] of pairs) {
  test(`disabled by the ${first}, enabled by the ${then}: ${opens ? 'open' : 'still disabled'}`, async () => {
    const { userId, identity } = await newViewer()
    await disable(userId, first)
    expect(await enable(userId, then)).toBe(opens ? 1 : 0)
    expect(await outcome(() => writeCallback(newSignIn(identity)))).toBe(opens ? 'done' : 'account_disabled')
  })
}

test('an operator takes over what a provider has disabled, and keeps it from being opened by it', async () => {
  const { userId } = await newViewer()
  expect(await disable(userId, 'provider')).toMatchObject({ accounts: 1 })
  expect(await disable(userId, 'operator')).toMatchObject({ accounts: 1, sessions: 0 })
  expect(await disable(userId, 'provider')).toMatchObject({ accounts: 0 })
  expect(await enable(userId, 'provider')).toBe(0)
})

test('whoever signs in or connects in the very moment finds themselves signed out, or is refused', {
  tag: '@R56',
}, async () => {
  for (let round = 0; round < 10; round++) {
    const ada = await newViewer()
    const again = newSignIn(ada.identity)
    const more = { ...newSignIn(), intent: linkIntent(ada.viewer, 'google') }
    const [disabled, ...rest] = await Promise.allSettled([
      disable(ada.userId),
      writeCallback(again),
      writeCallback(more),
    ])
    expect(disabled.status).toBe('fulfilled')
    for (const one of rest)
      if (one.status === 'rejected')
        expect(['account_disabled', 'session_changed']).toContain(failureCode(one.reason))
    const open = await db().account.count({ where: { userId: ada.userId, disabledAt: null } })
    expect(open).toBe(0)
    for (const { token } of [ada, again]) expect((await findSession(token))?.kind ?? 'none').not.toBe('live')
  }
})
