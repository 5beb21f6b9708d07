import { findUsers } from '#lib/account/find'
import { freeAddress } from '#lib/account/free-address'
import { recordEvent } from '#lib/activity/events'
import { writeCallback } from '#lib/auth/write'
import { db, pool } from '#lib/db/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { describeError } from '#lib/log'
import { providerIds } from '#lib/provider-ids'
import { scrub } from '#lib/scrub'
import {
  countRows,
  link,
  listEvents,
  newIdentity,
  newSignIn,
  newSignInBy,
  newViewer,
  readTokens,
} from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

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

test('twenty simultaneous first sign-ins make one person, one account and twenty sessions', {
  tag: '@R84',
}, async () => {
  const identity = newIdentity()
  await Promise.all(Array.from({ length: 20 }, () => writeCallback(newSignIn(identity))))
  expect(await countRows(identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 20 })
})

for (const provider of providerIds) {
  test(`twenty simultaneous first sign-ins by ${provider} make one person, whether or not there is a key to wait at`, {
    tag: ['@R84', '@R91'],
  }, async () => {
    const { identity } = newSignInBy(provider)
    const done = await Promise.all(
      Array.from({ length: 20 }, () => writeCallback(newSignInBy(provider, identity))),
    )
    expect(new Set(done.map(({ userId }) => userId)).size).toBe(1)
    expect(new Set(done.map(({ sessionId }) => sessionId)).size).toBe(20)
    expect(await db().account.count({ where: { provider, providerAccountId: identity.subject } })).toBe(1)
    expect(await db().user.count({ where: { email: identity.email } })).toBe(1)
  })

  test(`a first sign-in by ${provider} that fails anywhere leaves nothing`, { tag: '@R83' }, async () => {
    const signIn = newSignInBy(provider)
    const { email, subject: providerAccountId } = signIn.identity
    for (const table of ['accounts', 'sessions', 'events']) {
      const restore = await refuseInserts(table)
      await expect(writeCallback(signIn)).rejects.toThrow('refused by the test')
      await restore()
      expect(await db().user.count({ where: { email } }), table).toBe(0)
      expect(await db().account.count({ where: { providerAccountId } }), table).toBe(0)
    }
    await writeCallback(signIn)
    expect(await db().account.count({ where: { providerAccountId } })).toBe(1)
  })

  test(`an address of ${provider} is a key when it is asserted, and otherwise keeps nobody out`, {
    tag: ['@R91', '@R92'],
  }, async () => {
    const google = newSignInBy('google')
    const { email } = google.identity
    const asserted = provider === 'google'
    const emailKey = asserted ? email : null
    const { userId } = await writeCallback(google)
    const same = writeCallback(newSignInBy(provider, { email, emailKey }))
    if (asserted) await expect(same).rejects.toMatchObject({ code: 'email_taken' })
    else expect((await same).userId).not.toBe(userId)
    const again = await writeCallback(newSignInBy('google', google.identity))
    expect(again).toMatchObject({ userId, notice: null })
  })
}

test('a later sign-in updates the tokens, the scopes and the profile', { tag: '@R75' }, async () => {
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

test('an answer without a refresh token keeps the one that is stored', {
  tag: ['@R64', '@R75'],
}, async () => {
  const first = newSignIn()
  await writeCallback(first)
  await writeCallback(newSignIn(first.identity, { refreshToken: null }))
  const grant = await db().grant.findFirstOrThrow({
    where: { account: { providerAccountId: first.identity.subject } },
  })
  expect(await readTokens(grant)).toMatchObject({ refreshToken: first.tokens.refreshToken })
})

test('a new session ends the one it replaces, and no other', { tag: '@R49' }, async () => {
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

test('another Google account with the same address is refused, in any spelling', {
  tag: '@R91',
}, async () => {
  const first = newSignIn({ email: 'Grace@Example.test' })
  await writeCallback(first)
  const other = newSignIn({ email: 'grace@example.TEST' })
  await expect(writeCallback(other)).rejects.toMatchObject({ code: 'email_taken' })
  expect(await countRows(first.identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
})

test('of two accounts with one address that come at once, one signs in', { tag: '@R91' }, async () => {
  const email = 'twins@example.test'
  const results = await Promise.allSettled([newSignIn({ email }), newSignIn({ email })].map(writeCallback))
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await countRows(email)).toEqual({ users: 1, accounts: 1, sessions: 1 })
})

test('an address that changes to that of another person does not keep anybody out', {
  tag: '@R94',
}, async () => {
  const ada = newSignIn()
  const grace = newSignIn()
  const before = [await writeCallback(ada), await writeCallback(grace)]
  const { email, emailKey } = ada.identity
  const moved = await writeCallback(newSignIn({ ...grace.identity, email, emailKey }))
  const again = await writeCallback(newSignIn(ada.identity))
  expect([again.userId, moved.userId]).toEqual(before.map(({ userId }) => userId))
})

test('a user whom nobody can sign in as is handed to nobody, whoever has the address now', {
  tag: '@R91',
}, async () => {
  const signIn = newSignIn()
  const { email, emailKey } = signIn.identity
  const orphan = await db().user.create({ data: { email, emailKey, name: 'Of before' } })
  await recordEvent(db(), orphan.id, { kind: 'exported', details: {} }, null)
  const { userId } = await writeCallback(signIn)
  expect(userId).not.toBe(orphan.id)
  expect(await countRows(emailKey)).toEqual({ users: 2, accounts: 1, sessions: 1 })
  expect(await db().event.count({ where: { userId, kind: 'exported' } })).toBe(0)
  expect(await db().user.findUnique({ where: { id: orphan.id } })).toEqual(orphan)
})

test('the log says whose address it is that somebody else may not have', { tag: '@R91' }, async () => {
  const first = newSignIn()
  const { userId } = await writeCallback(first)
  const { email } = first.identity
  const refused = await writeCallback(newSignIn({ email })).catch((error: unknown) => error)
  const line = JSON.stringify(describeError(refused))
  expect(scrub(line)).toContain(`user ${userId}`)
  expect(scrub(line)).not.toContain(email)
})

test('an address that was freed is for whoever signs up with it next, and its old user stays as they were', {
  tag: '@R91',
}, async () => {
  const old = newSignIn()
  const { userId } = await writeCallback(old)
  const { email, emailKey } = old.identity
  const next = newSignIn({ email })
  await expect(writeCallback(next)).rejects.toMatchObject({ code: 'email_taken' })
  expect(await freeAddress(userId)).toBe(true)
  expect(await freeAddress(userId)).toBe(false)

  const signedUp = await writeCallback(next)
  expect(signedUp.userId).not.toBe(userId)
  expect(await listEvents(signedUp)).toHaveLength(1)
  expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({ email, name: 'Ada Lovelace' })
  expect((await findUsers(email.toUpperCase())).map(({ id }) => id)).toEqual([userId, signedUp.userId])

  const again = [await writeCallback(newSignIn(old.identity)), await writeCallback(newSignIn(next.identity))]
  expect(again.map((one) => one.userId)).toEqual([userId, signedUp.userId])
  expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({ emailKey })
  await expect(writeCallback(newSignIn({ email }))).rejects.toMatchObject({ code: 'email_taken' })
})

test('a sign-in that has waited for a disconnection goes by what that left', { tag: '@R84' }, async () => {
  const { viewer } = await newViewer()
  const other = await link(viewer)
  const identity = { ...other.identity, name: 'Ada King' }
  const { signingIn } = await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE user_id = ${viewer.userId}::uuid FOR UPDATE`
    const signingIn = writeCallback(newSignIn(identity))
    await awaited(tx)
    await tx.account.delete({ where: { id: viewer.accountId } })
    return { signingIn }
  })
  expect(await signingIn).toMatchObject({ userId: viewer.userId })
  const { email, emailKey } = identity
  expect(await db().user.findUnique({ where: { id: viewer.userId } })).toMatchObject({
    name: 'Ada King',
    email,
    emailKey,
  })
})

test('a sign-in deadlocks with nobody who ends sessions and removes grants in the usual order', {
  tag: '@R84',
}, async () => {
  const { viewer, session, identity } = await newViewer()
  const { tokenHash } = session
  const { signingIn } = await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${viewer.userId}::uuid FOR UPDATE`
    const again = newSignIn(identity)
    const signingIn = writeCallback({ ...again, session: { ...again.session, replaces: tokenHash } })
    await awaited(tx)
    // Whoever waits for the user has neither the session nor the grant yet.
    await tx.$queryRaw`SELECT 1 FROM sessions WHERE token_hash = ${tokenHash} FOR UPDATE NOWAIT`
    await tx.$queryRaw`SELECT 1 FROM grants WHERE account_id = ${viewer.accountId}::uuid FOR UPDATE NOWAIT`
    return { signingIn }
  })
  expect(await signingIn).toMatchObject({ userId: viewer.userId })
})

for (const table of ['users', 'accounts', 'grants', 'sessions', 'events']) {
  test(`a first sign-in that fails at ${table} leaves nothing, and the next one succeeds`, {
    tag: '@R83',
  }, async () => {
    const signIn = newSignIn()
    const restore = await refuseInserts(table)
    try {
      await expect(writeCallback(signIn)).rejects.toThrow()
    } finally {
      await restore()
    }
    expect(await countRows(signIn.identity.emailKey)).toEqual({ users: 0, accounts: 0, sessions: 0 })
    await writeCallback(signIn)
    expect(await countRows(signIn.identity.emailKey)).toEqual({ users: 1, accounts: 1, sessions: 1 })
  })
}

test('the same sub at another issuer is not the same person', { tag: '@R91' }, async () => {
  const first = newSignIn()
  await writeCallback(first)
  const other = newSignIn({ ...first.identity, issuer: 'https://another.example' })
  await expect(writeCallback(other)).rejects.toMatchObject({ code: 'provider_refused' })
})

/** Has the database take no new row of a table. @returns what ends that */
async function refuseInserts(table: string): Promise<() => Promise<void>> {
  await pool().query(`
    CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'refused by the test'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER refuse BEFORE INSERT ON ${table} EXECUTE FUNCTION refuse()`)
  return async () => {
    await pool().query(`DROP TRIGGER refuse ON ${table}; DROP FUNCTION refuse()`)
  }
}

/** Signs in again with the cookie of an earlier sign-in in the browser. */
function replacing(first: ReturnType<typeof newSignIn>) {
  const again = newSignIn(first.identity)
  return { ...again, session: { ...again.session, replaces: first.session.tokenHash } }
}

/** Resolves when somebody waits for what a transaction has locked. */
async function awaited(tx: Transaction): Promise<void> {
  for (;;) {
    // Inside a transaction, the first look would be the only one.
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_stat_clear_snapshot()) AS cleared`
    const waiting = await tx.$queryRaw<unknown[]>`
      SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))`
    if (waiting.length > 0) return
    await tx.$queryRaw`SELECT 1 FROM pg_sleep(0.02)`
  }
}
