import { turnFeatureOff, turnFeatureOn } from '#lib/connections/features'
import { listConnections } from '#lib/connections/list'
import { db } from '#lib/db/client'
import { findGrant } from '#lib/grants/access-token'
import { lockGrant } from '#tests/support/database'
import { driveScope } from '#tests/support/google-visitor'
import { client, link, listEvents, newDriver, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const CALENDAR = 'https://www.googleapis.com/auth/calendar.readonly'
const SIGN_IN = ['openid', 'email', 'profile']
const HOUR = 3_600_000

/** Somebody who gave Drive and something that we did not ask for. */
const newPerson = () => newDriver([...SIGN_IN, driveScope, CALENDAR])

async function listOne({ viewer }: Pick<Awaited<ReturnType<typeof newViewer>>, 'viewer'>) {
  const [connection] = await listConnections(viewer)
  return connection!
}

test('a person sees their accounts, the oldest first, and which one this session uses', async () => {
  const ada = await newViewer()
  const grace = await link(ada.viewer)
  await newViewer()
  const list = await listConnections(ada.viewer)
  expect(list.map(({ email, current }) => ({ email, current }))).toEqual([
    { email: ada.identity.email, current: true },
    { email: grace.identity.email, current: false },
  ])
})

test('permissions are those of signing in, then our features, then what else Google lists', async () => {
  const { permissions } = await listOne(await newPerson())
  expect(permissions.map(({ scope, use, feature }) => [scope, use, feature])).toEqual([
    ...SIGN_IN.map((scope) => [scope, 'on', null]),
    [driveScope, 'on', 'drive'],
    [CALENDAR, 'on', null],
  ])
  for (const { since } of permissions) expect(Date.now() - since!.getTime()).toBeLessThan(HOUR)
  const plain = await listOne(await newViewer())
  expect(plain.permissions.at(-1)).toEqual({
    scope: driveScope,
    since: null,
    feature: 'drive',
    use: 'absent',
  })
})

const soon = new Date(Date.now() + HOUR)
const past = new Date(Date.now() - HOUR)
const noToken = { refreshToken: null, refreshTokenKey: null }
const states = [
  [
    'a grant that nothing is known against worked when it was last used',
    { refreshedAt: past },
    { kind: 'worked', since: past },
  ],
  [
    'one for a time says when it ends',
    { refreshedAt: past, refreshTokenExpiresAt: soon },
    { kind: 'ends', at: soon, since: past },
  ],
  ['one whose time is over has ended', { refreshTokenExpiresAt: past }, { kind: 'ended', reason: 'expired' }],
  [
    'one that Google ended says why',
    { endedAt: past, endReason: 'unused' },
    { kind: 'ended', reason: 'unused' },
  ],
  ['one without a refresh token does not last', noToken, { kind: 'brief' }],
  [
    'one without a refresh token worked at the last sign-in, when signing in is all that it is for',
    { ...noToken, refreshedAt: past, scopes: SIGN_IN },
    { kind: 'worked', since: expect.any(Date) },
  ],
  [
    'and when what else it is for is turned off',
    { ...noToken, scopesOff: [driveScope, CALENDAR] },
    { kind: 'worked', since: expect.any(Date) },
  ],
] as const

for (const [title, data, access] of states) {
  test(`the state of a grant: ${title}`, async () => {
    const ada = await newPerson()
    const changes = data as Parameters<ReturnType<typeof db>['grant']['update']>[0]['data']
    await db().grant.update({ where: { accountId: ada.viewer.accountId }, data: changes })
    expect((await listOne(ada)).access).toEqual(access)
  })
}

for (const [disabledReason, disabledCause, how] of [
  ['provider', null, { by: 'provider', why: 'endangered' }],
  ['provider', 'hijacking', { by: 'provider', why: 'endangered' }],
  ['provider', 'disabled', { by: 'provider', why: 'suspended' }],
  ['provider', 'purged', { by: 'provider', why: 'gone' }],
  ['operator', null, { by: 'operator' }],
  [null, null, { by: 'operator' }],
] as const) {
  test(`the state of an account that was disabled, by ${disabledReason} for ${disabledCause}`, async () => {
    const ada = await newPerson()
    const data = { disabledAt: past, disabledReason, disabledCause }
    await db().account.update({ where: { id: ada.viewer.accountId }, data })
    expect((await listOne(ada)).access).toEqual({ kind: 'locked', ...how })
  })
}

test('an account is flagged until somebody signs in with it again', async () => {
  const ada = await newPerson()
  const changeTo = (disableSettledAt: Date) =>
    db().account.update({
      where: { id: ada.viewer.accountId },
      data: { disabledCause: 'bulk-account', disableSettledAt },
    })
  await changeTo(new Date())
  expect((await listOne(ada)).access).toEqual({ kind: 'flagged' })
  await changeTo(past)
  expect((await listOne(ada)).access.kind).not.toBe('flagged')
})

test('a feature that is turned off is no longer used, and the grant stays as it is', async () => {
  const { viewer } = await newPerson()
  const target = { accountId: viewer.accountId, feature: 'drive' } as const
  const email = await turnFeatureOff(viewer, target, client)
  const found = await findGrant(viewer, viewer.accountId)
  expect(found?.scopes).not.toContain(driveScope)
  expect(found?.refreshToken).toBeTruthy()
  expect((await listOne({ viewer })).permissions.find(({ feature }) => feature)?.use).toBe('given')
  const details = { account: email, provider: 'google', scopes: [driveScope] }
  expect((await listEvents(viewer)).at(-1)).toEqual({ kind: 'permission_turned_off', details })

  expect(await turnFeatureOn(viewer, target, client)).toBe(email)
  expect((await findGrant(viewer, viewer.accountId))?.scopes).toContain(driveScope)
  expect((await listEvents(viewer)).at(-1)).toEqual({ kind: 'permission_turned_on', details })
})

test('three clicks at once turn it off once', async ({ databaseUrl }) => {
  const { viewer } = await newPerson()
  const target = { accountId: viewer.accountId, feature: 'drive' } as const
  const lock = await lockGrant(databaseUrl, viewer.accountId)
  const clicks = [1, 2, 3].map(() => turnFeatureOff(viewer, target, client))
  await lock.awaited(clicks.length)
  await lock.release()
  await Promise.all(clicks)
  const { scopesOff } = await db().grant.findUniqueOrThrow({ where: { accountId: viewer.accountId } })
  expect(scopesOff).toEqual([driveScope])
  const recorded = (await listEvents(viewer)).filter(({ kind }) => kind === 'permission_turned_off')
  expect(recorded).toHaveLength(1)
})

test('what Google no longer lists, or no longer serves, is turned on only at Google', async () => {
  for (const data of [{ scopes: SIGN_IN }, { endedAt: past, endReason: 'revoked' }]) {
    const { viewer } = await newPerson()
    const target = { accountId: viewer.accountId, feature: 'drive' } as const
    await turnFeatureOff(viewer, target, client)
    await db().grant.update({ where: { accountId: viewer.accountId }, data })
    const before = await listEvents(viewer)
    expect(await turnFeatureOn(viewer, target, client)).toBeNull()
    expect(await listEvents(viewer)).toEqual(before)
  }
})

test('nobody turns a feature of somebody else’s account off or on', { tag: '@R109' }, async () => {
  const [ada, grace] = [await newPerson(), await newPerson()]
  for (const accountId of [grace.viewer.accountId, 'x', "' OR 1=1 --"]) {
    for (const turn of [turnFeatureOff, turnFeatureOn]) {
      const refused = turn(ada.viewer, { accountId, feature: 'drive' }, client)
      await expect(refused).rejects.toMatchObject({ code: 'not_found' })
    }
  }
  expect((await findGrant(grace.viewer, grace.viewer.accountId))?.scopes).toContain(driveScope)
})
