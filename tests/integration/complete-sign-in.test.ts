import { writeCallback } from '#lib/auth/write'
import { db, pool } from '#lib/db/client'
import { countRows, expect, newIdentity, newSignIn, readTokens, test } from '#tests/support/lib'

const WITH_GRANTS = { accounts: { include: { grant: true } } } as const

test('a first sign-in makes a person, an account and a session', async () => {
  const signIn = newSignIn()
  const { userId } = await writeCallback(signIn)
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, include: WITH_GRANTS })
  expect(user).toMatchObject({ name: 'Ada Lovelace', email: signIn.identity.email })
  expect(user.emailVerified).toBeInstanceOf(Date)
  expect(user.accounts).toHaveLength(1)
  expect(user.accounts[0]).toMatchObject({
    providerAccountId: signIn.identity.subject,
    grant: { scopes: signIn.tokens.scopes },
  })
})

test('R84 twenty simultaneous first sign-ins make one person, one account and twenty sessions', async () => {
  const identity = newIdentity()
  await Promise.all(Array.from({ length: 20 }, () => writeCallback(newSignIn(identity))))
  expect(await countRows(identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 20 })
})

test('R75 a later sign-in updates the tokens, the scopes and the profile', async () => {
  const first = newSignIn()
  await writeCallback(first)
  const identity = { ...first.identity, name: 'Ada King', image: 'https://example.test/ada.png' }
  const later = newSignIn(identity, { scopes: ['email', 'openid'] })
  const { userId } = await writeCallback(later)
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, include: WITH_GRANTS })
  expect(user).toMatchObject({ name: 'Ada King', image: 'https://example.test/ada.png' })
  expect(user.accounts[0]?.grant?.scopes).toEqual(['email', 'openid'])
  expect(await readTokens(user.accounts[0]!.grant!)).toEqual({
    accessToken: later.tokens.accessToken,
    refreshToken: later.tokens.refreshToken,
  })
})

test('R64 R75 an answer without a refresh token keeps the one that is stored', async () => {
  const first = newSignIn()
  await writeCallback(first)
  await writeCallback(newSignIn(first.identity, { refreshToken: null }))
  const grant = await db().grant.findFirstOrThrow({
    where: { account: { providerAccountId: first.identity.subject } },
  })
  expect(await readTokens(grant)).toMatchObject({ refreshToken: first.tokens.refreshToken })
})

test('R49 a new session ends the one it replaces, and no other', async () => {
  const first = newSignIn()
  await writeCallback(first)
  const elsewhere = newSignIn(first.identity)
  await writeCallback(elsewhere)
  await writeCallback(replacing(first))
  const left = await db().session.findMany({ where: { user: { emailKey: first.identity.emailKey } } })
  expect(left.map((session) => session.tokenHash)).toContain(elsewhere.session.tokenHash)
  expect(left.map((session) => session.tokenHash)).not.toContain(first.session.tokenHash)
  expect(left).toHaveLength(2)
})

test('R91 another Google account with the same address is refused, in any spelling', async () => {
  const first = newSignIn({ email: 'Grace@Example.test' })
  await writeCallback(first)
  const other = newSignIn({ email: 'grace@example.TEST' })
  await expect(writeCallback(other)).rejects.toMatchObject({ code: 'email_taken' })
  expect(await countRows(first.identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
})

test('R91 of two accounts with one address that come at once, one signs in', async () => {
  const email = 'twins@example.test'
  const results = await Promise.allSettled([newSignIn({ email }), newSignIn({ email })].map(writeCallback))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await countRows(email)).toEqual({ users: 1, accounts: 1, sessions: 1 })
})

test('R94 an address that changes to that of another person does not keep anybody out', async () => {
  const ada = newSignIn()
  const grace = newSignIn()
  const before = [await writeCallback(ada), await writeCallback(grace)]
  const { email, emailKey } = ada.identity
  const moved = await writeCallback(newSignIn({ ...grace.identity, email, emailKey }))
  const again = await writeCallback(newSignIn(ada.identity))
  expect([again.userId, moved.userId]).toEqual(before.map(({ userId }) => userId))
})

test('an orphan that an older version left behind is repaired, not locked out', async () => {
  const signIn = newSignIn()
  const { email, emailKey } = signIn.identity
  const orphan = await db().user.create({ data: { email, emailKey } })
  const { userId } = await writeCallback(signIn)
  expect(userId).toBe(orphan.id)
  expect(await countRows(emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
})

for (const table of ['users', 'accounts', 'grants', 'sessions', 'events']) {
  test(`R83 a first sign-in that fails at ${table} leaves nothing, and the next one succeeds`, async () => {
    const signIn = newSignIn()
    await pool().query(`
      CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$ LANGUAGE plpgsql;
      CREATE TRIGGER refuse BEFORE INSERT ON ${table} EXECUTE FUNCTION refuse()`)
    try {
      await expect(writeCallback(signIn)).rejects.toThrow()
    } finally {
      await pool().query(`DROP TRIGGER refuse ON ${table}; DROP FUNCTION refuse()`)
    }
    expect(await countRows(signIn.identity.emailKey)).toEqual({ users: 0, accounts: 0, sessions: 0 })
    await writeCallback(signIn)
    expect(await countRows(signIn.identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
  })
}

test('R91 the same sub at another issuer is not the same person', async () => {
  const first = newSignIn()
  await writeCallback(first)
  const other = newSignIn({ ...first.identity, issuer: 'https://another.example' })
  await expect(writeCallback(other)).rejects.toMatchObject({ code: 'provider_refused' })
})

/** Signs in again with the cookie of an earlier sign-in in the browser. */
function replacing(first: ReturnType<typeof newSignIn>) {
  const again = newSignIn(first.identity)
  return { ...again, session: { ...again.session, replaces: first.session.tokenHash } }
}
