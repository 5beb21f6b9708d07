import { type Finding, isUrgent, listFindings } from '#lib/account/findings'
import { getOverview, reviewBrowsers } from '#lib/account/overview'
import { writeCallback } from '#lib/auth/write'
import { listConnections } from '#lib/connections/list'
import { db, pool } from '#lib/db/client'
import { featureTable } from '#lib/provider/features'
import type { Viewer } from '#lib/viewer'
import { client, link, newBrowser, newSignIn, newSignInBy, newViewer, viewerOf } from '#tests/support/lib'
import { expect, FIREFOX, SAFARI, test } from '#tests/support/test'

const DAY_MS = 24 * 3_600_000
const ago = (days: number) => new Date(Date.now() - days * DAY_MS)
const drive = featureTable.drive.scope

async function findings(viewer: Viewer): Promise<Finding[]> {
  const [overview, connections] = await Promise.all([getOverview(viewer), listConnections(viewer)])
  return listFindings({ ...overview, connections, person: viewer.person })
}

const kindsFor = async (viewer: Viewer) => (await findings(viewer)).map(({ kind }) => kind)

type Ada = Awaited<ReturnType<typeof newAda>>

/** Somebody with two ways in, of whom there is nothing to say. */
async function newAda() {
  const ada = await newViewer(newSignIn({}, { scopes: ['openid', 'email', 'profile'] }))
  const { accountId } = await link(ada.viewer)
  return { ...ada, second: accountId }
}

const grant = (data: Parameters<ReturnType<typeof db>['grant']['update']>[0]['data']) => (ada: Ada) =>
  db().grant.update({ where: { accountId: ada.second }, data })

const account =
  (data: Parameters<ReturnType<typeof db>['account']['update']>[0]['data']) =>
  ({ second }: Ada) =>
    db().account.update({ where: { id: second }, data })

/** A line of her history, of so many days ago. */
const line =
  (kind: string, details: object, days = 0) =>
  ({ viewer }: Ada) =>
    db().event.create({
      data: {
        userId: viewer.userId,
        kind,
        details,
        createdAt: ago(days),
        userAgent: SAFARI,
        ipAddress: '192.0.2.7',
      },
    })

const lost =
  (days: number, scopes: string[] = [drive], whose?: string) =>
  async (ada: Ada) => {
    const details = { account: whose ?? ada.viewer.accountLabel, provider: 'google', scopes }
    return line('permission_removed', details, days)(ada)
  }

/** That a scope is granted to her first account. */
const given = (scopesOff: string[]) => (ada: Ada) =>
  db().grant.update({
    where: { accountId: ada.viewer.accountId },
    data: { scopes: ['openid', 'email', 'profile', drive], scopesOff },
  })

type Step = (ada: Ada) => Promise<unknown>

/** What has happened to somebody of whom there was nothing to say, and what there is to say then. */
const states: [title: string, steps: Step[], kinds: Finding['kind'][]][] = [
  ['nothing', [], []],
  ['an access that ended', [grant({ endedAt: new Date(), endReason: 'revoked' })], ['access']],
  [
    'an access in use that ends in three days',
    [grant({ scopes: [drive], scopesOff: [], refreshTokenExpiresAt: ago(-3) })],
    ['access'],
  ],
  [
    'an access in use that ends in a month',
    [grant({ scopes: [drive], scopesOff: [], refreshTokenExpiresAt: ago(-30) })],
    [],
  ],
  [
    'an access in use that is not lasting',
    [grant({ scopes: [drive], scopesOff: [], refreshToken: null })],
    ['access'],
  ],
  ['an access that is not lasting and not in use', [grant({ refreshToken: null })], []],
  [
    'no grant where signing in gives one',
    [({ second }) => db().grant.delete({ where: { accountId: second } })],
    ['access'],
  ],
  [
    'an account that its provider has locked',
    [account({ disabledAt: new Date(), disabledReason: 'provider' })],
    ['access', 'one-way-in'],
  ],
  [
    'an account that an operator has locked',
    [account({ disabledAt: new Date(), disabledReason: 'operator' })],
    ['access', 'one-way-in'],
  ],
  [
    'an account that its provider takes for one of many',
    [account({ disabledCause: 'bulk-account', disableSettledAt: ago(-1) })],
    ['access', 'one-way-in'],
  ],
  ['a permission that was removed', [lost(0)], ['permission-lost']],
  ['a permission that was removed long ago', [lost(15)], []],
  ['a permission that was removed and given again', [lost(1), given([])], []],
  ['a permission that was removed, given again and turned off', [lost(1), given([drive])], []],
  ['a permission that nothing of ours needs', [lost(0, ['https://example.test/other'])], []],
  ['a permission of an account that is not connected any more', [lost(0, [drive], 'gone@example.test')], []],
  ['a new browser', [line('signed_in_new_browser', { account: 'a' })], ['new-browsers']],
  ['a new browser of eight days ago', [line('signed_in_new_browser', { account: 'a' }, 8)], []],
  [
    'a session that moved to another browser',
    [line('browser_changed', { from: 'Firefox on Linux', to: null })],
    ['new-browsers'],
  ],
  ['a known browser', [line('signed_in', { account: 'a' })], []],
  [
    'two at once',
    [line('browser_changed', { from: null, to: null }), grant({ endedAt: new Date(), endReason: 'unused' })],
    ['new-browsers', 'access'],
  ],
]

for (const [title, steps, kinds] of states) {
  test(`the overview of somebody with ${title}`, async () => {
    const ada = await newAda()
    for (const step of steps) await step(ada)
    expect(await kindsFor(ada.viewer)).toEqual(kinds)
  })
}

/** Whoever has one way in, by what their provider shares. */
const newcomers: [title: string, callback: Parameters<typeof writeCallback>[0], kinds: Finding['kind'][]][] =
  [
    ['an address that is verified', newSignIn(), ['one-way-in']],
    ['no address', newSignInBy('twitter', { email: null }), ['no-address', 'one-way-in']],
    ['an address that nobody verifies', newSignInBy('twitter'), ['unverified-address', 'one-way-in']],
  ]

for (const [title, callback, kinds] of newcomers) {
  test(`one way in with ${title} is advice, and all is well`, async () => {
    const found = await findings(await viewerOf(await writeCallback(callback)))
    expect(found.map(({ kind }) => kind)).toEqual(kinds)
    expect(found.filter(isUrgent)).toEqual([])
  })
}

test('a sign-in by a new browser is asked about in every other browser, and not in itself', {
  tag: '@R109',
}, async () => {
  const ada = await newAda()
  const grace = await newAda()
  const other = await newBrowser(ada, FIREFOX)
  expect(await kindsFor(ada.viewer)).toEqual(['new-browsers'])
  expect(await kindsFor(other.viewer)).toEqual([])
  expect(await kindsFor(grace.viewer)).toEqual([])
})

test('whoever says that it was them is not asked again in that browser, until there is another', async () => {
  const ada = await newAda()
  const third = await newBrowser(ada)
  await line('signed_in_new_browser', { account: 'a' }, 2)(ada)
  await line('signed_in_new_browser', { account: 'b' }, 1)(ada)
  const { unseen, unseenCount } = await getOverview(ada.viewer)
  expect(unseen.map(({ event }) => event.details)).toEqual([{ account: 'b' }, { account: 'a' }])
  expect(unseenCount).toBe(2)
  await reviewBrowsers(ada.viewer, unseen[0]!.id)
  expect(await kindsFor(ada.viewer)).toEqual([])
  expect(await kindsFor(third.viewer), 'in another browser').toEqual(['new-browsers'])
  await line('signed_in_new_browser', { account: 'c' })(ada)
  expect((await getOverview(ada.viewer)).unseenCount).toBe(1)
  await reviewBrowsers(ada.viewer, unseen[1]!.id)
  expect((await getOverview(ada.viewer)).unseenCount, 'an older answer takes nothing back').toBe(1)
})

test('nobody answers for somebody else, or with what is no line', { tag: '@R109' }, async () => {
  const [ada, grace] = [await newAda(), await newAda()]
  await line('signed_in_new_browser', { account: 'a' })(ada)
  const { unseen } = await getOverview(ada.viewer)
  for (const id of [unseen[0]!.id, crypto.randomUUID(), '', 'x']) await reviewBrowsers(grace.viewer, id)
  await reviewBrowsers({ ...grace.viewer, sessionId: ada.viewer.sessionId } as Viewer, unseen[0]!.id)
  expect(await kindsFor(ada.viewer)).toEqual(['new-browsers'])
  const { rows } = await pool().query('SELECT reviewed_at FROM sessions WHERE user_id = $1', [
    grace.viewer.userId,
  ])
  expect(rows).toEqual([{ reviewed_at: null }])
})

test('the overview shows this session first, the others by their last use, and how many there are', async () => {
  const ada = await newAda()
  const others = []
  for (const days of [5, 1, 3, 2]) {
    const { sessionId } = await newBrowser(ada)
    await db().session.update({ where: { id: sessionId }, data: { lastActiveAt: ago(days) } })
    others.push([days, sessionId] as const)
  }
  await db().session.update({ where: { id: ada.viewer.sessionId }, data: { lastActiveAt: ago(6) } })
  const gone = await newBrowser(ada)
  await db().session.update({ where: { id: gone.sessionId }, data: { endedAt: new Date() } })
  const shown = await getOverview(ada.viewer)
  const byUse = others.toSorted(([one], [other]) => one - other).map(([, id]) => id)
  expect(shown.sessions.map(({ id }) => id)).toEqual([ada.viewer.sessionId, ...byUse.slice(0, 2)])
  expect(shown.others).toBe(4)
})

test('the overview shows the last three lines, and a kind of a newer version takes nothing else with it', async () => {
  const ada = await newAda()
  await line('exported', {})(ada)
  await line('a_kind_of_tomorrow', {})(ada)
  const { latest } = await getOverview(ada.viewer)
  expect(latest.map(({ event }) => event.kind)).toEqual(['exported', 'account_linked'])
  expect(latest[1]).toMatchObject({ ipAddress: client.ipAddress })
})
