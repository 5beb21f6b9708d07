import { db, pool } from '#lib/db/client'
import { newToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import { isStale, noteActivity } from '#lib/sessions/touch'
import { newSignIn, signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const DAY_MS = 24 * 3_600_000

test('a session is found by its token and says who it is', async () => {
  const { token, identity, userId, sessionId } = await signIn()
  expect(await findSession(token)).toMatchObject({
    kind: 'live',
    session: { userId, sessionId, email: identity.email, name: identity.name, emailVerified: true },
  })
})

test('the database knows no token, and nothing that it knows opens a session', { tag: '@R46' }, async () => {
  const { token, session, sessionId } = await signIn()
  const { rows } = await pool().query('SELECT s::text AS row FROM sessions s')
  expect(rows.map(({ row }) => row).join('\n')).not.toContain(token)
  for (const known of [session.tokenHash, sessionId]) expect(await findSession(known)).toBeNull()
})

test('a token is 32 random bytes, and no two are the same', { tag: '@R45' }, () => {
  const tokens = Array.from({ length: 10_000 }, newToken)
  expect(new Set(tokens).size).toBe(tokens.length)
  expect(tokens.filter((token) => Buffer.from(token, 'base64url').length !== 32)).toEqual([])
})

test('what is not a token of ours costs no query', async () => {
  let asked = 0
  const count = () => asked++
  pool().on('acquire', count)
  for (const junk of ['', 'x', `${newToken()}x`, "' OR 1=1 --", '\u0000'.repeat(43)]) {
    expect(await findSession(junk)).toBeNull()
  }
  expect(asked).toBe(0)
  await findSession(newToken())
  expect(asked).toBe(1)
  pool().off('acquire', count)
})

test('a session ends after seven days without a request, and not before', { tag: '@R50' }, async () => {
  const { token, sessionId } = await signIn()
  const quietSince = (ms: number) =>
    db().session.update({ where: { id: sessionId }, data: { lastActiveAt: new Date(Date.now() - ms) } })
  await quietSince(7 * DAY_MS - 60_000)
  expect(await findSession(token)).toMatchObject({ kind: 'live' })
  await quietSince(7 * DAY_MS + 60_000)
  expect(await findSession(token)).toEqual({ kind: 'idle' })
})

test('a session ends at its absolute limit however busy it is', { tag: '@R51' }, async () => {
  const { token, sessionId } = await signIn()
  await noteActivity(sessionId, null)
  await db().session.update({ where: { id: sessionId }, data: { expiresAt: new Date(Date.now() - 1_000) } })
  expect(await findSession(token)).toEqual({ kind: 'absolute' })
})

test('a hundred requests at once note activity once', { tag: '@R52' }, async () => {
  const { sessionId } = await signIn()
  const longAgo = new Date(Date.now() - 3_600_000)
  await db().session.update({ where: { id: sessionId }, data: { lastActiveAt: longAgo } })
  expect(isStale(longAgo)).toBe(true)
  expect(isStale(new Date())).toBe(false)
  const version = () => pool().query('SELECT xmin::text FROM sessions WHERE id = $1', [sessionId])
  await noteActivity(sessionId, null)
  const { rows: once } = await version()
  await Promise.all(Array.from({ length: 100 }, () => noteActivity(sessionId, null)))
  expect((await version()).rows).toEqual(once)
})

test('what a browser says of its languages and its zone is kept with its person, and nothing that no browser says', async () => {
  const { sessionId, userId } = await signIn()
  const note = async (acceptLanguage: string | null, zone: string | null) => {
    await pool().query(`UPDATE sessions SET last_active_at = now() - interval '1 hour' WHERE id = $1`, [
      sessionId,
    ])
    await noteActivity(sessionId, null, { acceptLanguage, zone })
    const { acceptLanguage: languages, timeZone } = await db().user.findUniqueOrThrow({
      where: { id: userId },
    })
    return [languages, timeZone]
  }
  expect(await note('de-CH,de;q=0.9', 'Europe/Zurich')).toEqual(['de-CH,de;q=0.9', 'Europe/Zurich'])
  expect(await note(null, null)).toEqual(['de-CH,de;q=0.9', 'Europe/Zurich'])
  expect(await note('x'.repeat(201), 'Asia/Tokyo')).toEqual(['de-CH,de;q=0.9', 'Asia/Tokyo'])
  expect(await note('de\u00fc', null)).toEqual(['de-CH,de;q=0.9', 'Asia/Tokyo'])
  // At most every five minutes, whatever is said.
  await noteActivity(sessionId, null, { acceptLanguage: 'ja', zone: 'UTC' })
  const user = await db().user.findUniqueOrThrow({ where: { id: userId } })
  expect([user.acceptLanguage, user.timeZone]).toEqual(['de-CH,de;q=0.9', 'Asia/Tokyo'])
})

test('a first sign-in keeps how somebody reads at once, and nothing that no browser says', async () => {
  const readsOf = async (acceptLanguage: string, zone: string) => {
    const { userId } = await signIn({ ...newSignIn(), reads: { acceptLanguage, zone } })
    const user = await db().user.findUniqueOrThrow({ where: { id: userId } })
    return [user.acceptLanguage, user.timeZone]
  }
  expect(await readsOf('ja,en;q=0.5', 'Asia/Tokyo')).toEqual(['ja,en;q=0.5', 'Asia/Tokyo'])
  expect(await readsOf('x'.repeat(201), 'Nowhere/Else')).toEqual([null, null])
})

test('somebody is found with the language that they chose, and one that is none counts as no choice', async () => {
  const { token, userId } = await signIn()
  const languageOf = async () => {
    const found = await findSession(token)
    return found?.kind === 'live' ? found.session.language : found
  }
  expect(await languageOf()).toBeNull()
  await db().user.update({ where: { id: userId }, data: { language: 'ja' } })
  expect(await languageOf()).toBe('ja')
  await db().user.update({ where: { id: userId }, data: { language: 'tlh' } })
  expect(await languageOf()).toBeNull()
})
