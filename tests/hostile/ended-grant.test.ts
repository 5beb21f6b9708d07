import { grantIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { readTokens } from '#lib/google/oauth'
import { getAccessToken } from '#lib/grants/access-token'
import type { EndReason } from '#lib/grants/end-reason'
import {
  type Connected,
  expire,
  expireAfterFailures,
  findGrantRow,
  findKept,
  listEvents,
} from '#tests/support/connected'
import type { controlGoogle } from '#tests/support/google'
import { createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'
import { newSignIn, signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

const DAY = 86_400

test('when Google ends a grant, a hundred callers cost one request, and the next none', {
  tag: '@R69',
}, async ({ google, connect, startCaller }) => {
  const callers = await Promise.all([startCaller(), startCaller()])
  const ada = await connect()
  await expire(ada)
  await google.removeGrant(ada.sub)
  const question = { viewer: ada.viewer, scopes: [driveScope], callers: 50 }
  for (const requests of [1, 0]) {
    await google.resetCounts()
    const got = (await Promise.all(callers.map((caller) => caller.ask<Got[]>(question)))).flat()
    expect(got).toHaveLength(100)
    for (const one of got) expect(one).toMatchObject({ kind: 'reconnect', reason: 'revoked' })
    expect((await google.counts()).token).toBe(requests)
  }
  expect(await findGrantRow(ada)).toMatchObject({
    endedAt: expect.any(Date),
    accessToken: null,
    refreshToken: null,
    refreshTokenDigest: null,
    scopes: expect.arrayContaining([driveScope]),
  })
  const details = { account: ada.email, cause: 'revoked' }
  expect(await listEvents(ada)).toMatchObject([{ kind: 'grant_ended', details, userAgent: null }])
  expect(await db().session.count({ where: { userId: ada.viewer.userId, endedAt: null } })).toBe(1)
})

type Google = ReturnType<typeof controlGoogle>

const endings: [reason: EndReason, days: number, settings: Parameters<Google['settings']>[0]][] = [
  ['testing', 7.2, { testing: true }],
  ['expired', 2, { refreshTokenSeconds: DAY }],
  ['unused', 190, {}],
]

for (const [reason, days, settings] of endings) {
  test(`a grant that has become ${reason} after ${days} days says so`, { tag: '@R69' }, async ({
    google,
    connect,
  }) => {
    await google.settings(settings)
    const ada = await connect()
    await google.setClock(days * DAY)
    await age(ada, days)
    expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toEqual({ kind: 'reconnect', reason })
    expect(await listEvents(ada)).toMatchObject([{ kind: 'grant_ended', details: { cause: reason } }])
  })
}

test('a sign-in without consent does not mend an ended grant, and one with consent does', {
  tag: ['@R69', '@R75'],
}, async ({ google, connect, issuer }) => {
  const ada = await connect()
  await expire(ada)
  await google.removeGrant(ada.sub)
  await getAccessToken(ada.viewer, { scopes: [] })

  await createVisitor(issuer).signIn(ada.sub, { access_type: 'online' })
  await signInAgain(issuer, ada, {})
  await expire(ada)
  expect(await getAccessToken(ada.viewer, { scopes: [] })).toEqual({ kind: 'reconnect', reason: 'revoked' })

  await allowDrive(issuer, ada)
  expect(await findGrantRow(ada)).toMatchObject({ endedAt: null, endReason: null })
  await expire(ada)
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toMatchObject({ kind: 'ready' })
})

test('a refresh that comes back with fewer scopes is stored, and the person can see it', {
  tag: '@R26',
}, async ({ google, connect }) => {
  const ada = await connect()
  await google.removeScope(ada.sub, driveScope)
  await expire(ada)
  const missing = { kind: 'missing-scope', scopes: [driveScope] }
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toEqual(missing)
  expect(await getAccessToken(ada.viewer, { scopes: [] })).toMatchObject({ kind: 'ready' })
  const row = await findGrantRow(ada)
  expect(row).toMatchObject({ scopes: ['email', 'openid', 'profile'], version: 2, endedAt: null })
  expect(Object.keys(row.scopesSince as object).sort()).toEqual(['email', 'openid', 'profile'])

  await expire(ada)
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope] })).toEqual(missing)
  const details = { account: ada.email, scopes: [driveScope] }
  expect(await listEvents(ada)).toMatchObject([{ kind: 'permission_removed', details }])
})

const strangers: [title: string, claims: Record<string, string | string[]>][] = [
  ['somebody else', { sub: 'person-somebody-else' }],
  ['another issuer', { iss: 'https://accounts.evil.example' }],
  ['another application', { aud: 'another-client' }],
]

for (const [title, claims] of strangers) {
  test(`a refresh whose id_token is of ${title} is refused, and nothing of it is stored`, {
    tag: '@R95',
  }, async ({ google, connect }) => {
    const ada = await connect()
    await expireAfterFailures(ada)
    const before = await findKept(ada)
    await google.tamperIdToken({ claims })
    expect(await getAccessToken(ada.viewer, { scopes: [] })).toMatchObject({ kind: 'unavailable' })
    expect(await findKept(ada)).toEqual(before)
  })
}

/** A sign-in of the same account, later. */
async function signInAgain(issuer: string, { sub, email }: Connected, parameters: Record<string, string>) {
  const tokens = await createVisitor(issuer).signIn(sub, parameters, [driveScope])
  await signIn(newSignIn({ issuer, subject: sub, email }, readTokens(tokens, [])))
}

/** What they ask for here themselves, with consent. */
async function allowDrive(issuer: string, { viewer, accountId, sub, email }: Connected) {
  const parameters = { scope: `${signInScope} ${driveScope}`, prompt: 'consent' }
  const tokens = await createVisitor(issuer).signIn(sub, parameters, [driveScope])
  const callback = newSignIn({ issuer, subject: sub, email }, readTokens(tokens, []))
  await writeCallback({ ...callback, intent: await grantIntent(viewer, accountId, 'drive') })
}

/** So many days later, as the database sees it. */
async function age({ accountId }: Connected, days: number): Promise<void> {
  await db().$executeRaw`
    UPDATE grants SET consented_at = consented_at - make_interval(secs => ${days * DAY}),
           refreshed_at = refreshed_at - make_interval(secs => ${days * DAY}),
           access_token_expires_at = access_token_expires_at - make_interval(secs => ${days * DAY}),
           refresh_token_expires_at = refresh_token_expires_at - make_interval(secs => ${days * DAY})
     WHERE account_id = ${accountId}::uuid`
}
