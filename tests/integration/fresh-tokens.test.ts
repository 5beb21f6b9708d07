import { db } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import type { Viewer } from '#lib/viewer'
import { type Connected, expire, findGrantRow } from '#tests/support/connected'
import { driveScope } from '#tests/support/google-visitor'
import { readTokens } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const drive = { scopes: [driveScope] }

test('a token that is about to end is handed out at once, and refreshed once for those who come later', {
  tag: '@R74',
}, async ({ google, connect }) => {
  const ada = await connect()
  await endIn(ada, 60)
  await google.resetCounts()
  await google.failNext('token', { delayMs: 3_000 })
  const refreshed = expect.poll(async () => (await findGrantRow(ada)).version, { intervals: [50] }).toBe(2)
  const handedOut = Promise.all(Array.from({ length: 20 }, () => getAccessToken(ada.viewer, drive)))
  const first = await Promise.race([handedOut.then(() => 'handed out'), refreshed.then(() => 'refreshed')])
  expect(first).toBe('handed out')
  for (const one of await handedOut) expect(one).toMatchObject({ token: ada.tokens.access_token, version: 1 })

  await refreshed
  const later = await getAccessToken(ada.viewer, drive)
  expect(later).toMatchObject({ kind: 'ready', version: 2 })
  expect(later).not.toMatchObject({ token: ada.tokens.access_token })
  expect((await google.counts()).token).toBe(1)
})

test('a token with only some seconds left is not handed out', { tag: '@R74' }, async ({
  google,
  connect,
}) => {
  const ada = await connect()
  await endIn(ada, 10)
  await google.resetCounts()
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', version: 2 })
  expect((await google.counts()).token).toBe(1)
})

test('a token that is good is handed out while another process refreshes it, or Google fails', async ({
  google,
  connect,
}) => {
  const ada = await connect()
  await google.resetCounts()
  for (const data of [
    { leaseUntil: inSeconds(5) },
    { leaseUntil: null, retryAt: inSeconds(50), failures: 5 },
  ]) {
    await endIn(ada, 60)
    await db().grant.update({ where: { accountId: ada.accountId }, data })
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', version: 1 })
  }
  expect((await google.counts()).token).toBe(0)
})

/** Seconds that an access token may live: providers other than Google give them for a minute, or less. */
for (const seconds of [1, 3, 10, 14, 60, 119]) {
  test(`an access token that lives for ${seconds} seconds is handed out, and not refreshed over and over`, {
    tag: '@R74',
  }, async ({ google, connect }) => {
    await google.settings({ accessTokenSeconds: seconds })
    const ada = await connect()
    await expire(ada)
    await google.resetCounts()
    const callers = seconds >= 10 ? [1, 2, 3] : [1]
    const got = await Promise.all(callers.map(() => getAccessToken(ada.viewer, drive)))
    for (const one of got) expect(one).toMatchObject({ kind: 'ready', version: 2 })
    if (seconds >= 14) {
      expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', version: 2 })
      // A refresh ahead would go on by itself: nobody waits for it.
      expect(await findGrantRow(ada)).toMatchObject({ version: 2, leaseUntil: null })
    }
    expect((await google.counts()).token).toBe(1)
  })
}

test('an access token that is over when it comes, by the clock of the database, is tried all the same', {
  tag: '@R74',
}, async ({ google, connect }) => {
  const ada = await connect()
  await expire(ada)
  await google.resetCounts()
  await db().$executeRawUnsafe(`
    CREATE FUNCTION hurry() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN NEW.access_token_expires_at = now() - interval ''1 minute''; RETURN NEW; END'`)
  await db().$executeRawUnsafe(
    'CREATE TRIGGER hurry BEFORE UPDATE OF access_token ON grants FOR EACH ROW EXECUTE FUNCTION hurry()',
  )
  try {
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', version: 2 })
    expect((await google.counts()).token).toBe(1)
  } finally {
    await db().$executeRawUnsafe('DROP FUNCTION hurry CASCADE')
  }
})

type Stored = { refreshToken?: string; expiresAt?: boolean; refreshExpiresAt?: boolean; scopes?: string[] }

const answers: [title: string, changes: Record<string, unknown>, stored: Stored][] = [
  ['with a new refresh token replaces the old', { refresh_token: '1//new' }, { refreshToken: '1//new' }],
  ['without a refresh token keeps the old', {}, {}],
  ['with an empty refresh token keeps the old', { refresh_token: '' }, {}],
  ['with a refresh token of null keeps the old', { refresh_token: null }, {}],
  [
    'that says when the grant ends has it stored',
    { refresh_token_expires_in: 90_000 },
    { refreshExpiresAt: true },
  ],
  ['without a lifetime is good until an API refuses it', { expires_in: undefined }, { expiresAt: false }],
  [
    'with a lifetime that is no number is good until an API refuses it',
    { expires_in: 'soon' },
    { expiresAt: false },
  ],
  ['with a lifetime of ages is good until an API refuses it', { expires_in: 1e12 }, { expiresAt: false }],
  ['with a negative lifetime is good until an API refuses it', { expires_in: -5 }, { expiresAt: false }],
  ['without scopes changes none', { scope: undefined }, {}],
  ['with empty scopes changes none', { scope: '' }, {}],
  [
    'with more scopes has them stored',
    { scope: `openid email ${driveScope} x` },
    { scopes: ['email', driveScope, 'openid', 'x'] },
  ],
]

for (const [title, changes, stored] of answers) {
  test(`an answer ${title}`, { tag: ['@R25', '@R64'] }, async ({ google, connect }) => {
    const ada = await connect()
    await expire(ada)
    const before = await findGrantRow(ada)
    const scope = `openid email profile ${driveScope}`
    const body = { access_token: 'ya29.fresh', token_type: 'bearer', expires_in: 3_599, scope, ...changes }
    await google.failNext('token', { body: JSON.parse(JSON.stringify(body)) })

    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready', token: 'ya29.fresh' })
    const row = await findGrantRow(ada)
    const refreshToken = stored.refreshToken ?? ada.tokens.refresh_token
    expect(await readTokens(row)).toEqual({ accessToken: 'ya29.fresh', refreshToken })
    expect(row.refreshTokenDigest === before.refreshTokenDigest).toBe(!stored.refreshToken)
    expect(row.accessTokenExpiresAt !== null).toBe(stored.expiresAt ?? true)
    expect(row.refreshTokenExpiresAt !== null).toBe(stored.refreshExpiresAt ?? false)
    expect(row.scopes).toEqual((stored.scopes ?? before.scopes).toSorted())
    expect(row.consentedAt).toEqual(before.consentedAt)
  })
}

test('the account of somebody else is as good as none', { tag: '@R109' }, async ({ connect }) => {
  const [ada, grace] = [await connect(), await connect()]
  const foreign = { ...drive, accountId: grace.accountId }
  expect(await getAccessToken(ada.viewer, foreign)).toEqual({ kind: 'not-connected' })
  const impostor: Viewer = { ...ada.viewer, accountId: grace.accountId }
  expect(await getAccessToken(impostor, drive)).toEqual({ kind: 'not-connected' })
  for (const accountId of ['00000000-0000-4000-8000-000000000000', 'no id at all']) {
    expect(await getAccessToken(ada.viewer, { ...drive, accountId })).toEqual({ kind: 'not-connected' })
  }
})

test('a scope that was not granted is missing, and one that was turned off here says so', async ({
  connect,
}) => {
  const ada = await connect()
  const calendar = 'https://www.googleapis.com/auth/calendar.readonly'
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope, calendar] })).toEqual({
    kind: 'missing-scope',
    scopes: [calendar],
  })
  await db().grant.update({ where: { accountId: ada.accountId }, data: { scopesOff: [driveScope] } })
  expect(await getAccessToken(ada.viewer, drive)).toEqual({ kind: 'turned-off', scopes: [driveScope] })
  expect(await getAccessToken(ada.viewer, { scopes: [driveScope, calendar] })).toEqual({
    kind: 'missing-scope',
    scopes: [driveScope, calendar],
  })
  expect(await getAccessToken(ada.viewer, { scopes: ['openid'] })).toMatchObject({ kind: 'ready' })
})

test('without a refresh token, an access token is good to its end, and then it is reconnect', async ({
  connect,
}) => {
  const ada = await connect({ access_type: 'online' })
  expect(ada.tokens.refresh_token).toBeUndefined()
  for (const seconds of [3_000, 60]) {
    await endIn(ada, seconds)
    expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
  }
  await expire(ada)
  expect(await getAccessToken(ada.viewer, drive)).toEqual({ kind: 'reconnect', reason: 'no_refresh_token' })
})

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000)
}

/** A token of an hour that has so many seconds left. */
async function endIn({ accountId }: Connected, seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE grants SET refreshed_at = now() - make_interval(secs => ${3_600 - seconds}::int), access_token_expires_at = now() + make_interval(secs => ${seconds}::int)
     WHERE account_id = ${accountId}::uuid`
}
