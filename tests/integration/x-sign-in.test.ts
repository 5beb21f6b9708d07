import { exchange } from '#lib/auth/authjs'
import { confirmIntent, grantIntent, linkIntent, reconnectIntent, signInIntent } from '#lib/auth/intents'
import { signInFailure } from '#lib/auth/problems'
import { db } from '#lib/db/client'
import { probeX } from '#lib/x/probe'
import { twitter } from '#lib/x/provider'
import { xClient } from '#tests/support/clients'
import { beginAttempt } from '#tests/support/exchange'
import { ada } from '#tests/support/google'
import { newSignIn, signIn } from '#tests/support/lib'
import { test as base, expect } from '#tests/support/test'
import { adaAtX, controlX, createXVisitor, invalidToken, xPostsScope } from '#tests/support/x'
import { addPersonAtX, answerIntent, askX, connectAtX, signInAtX } from '#tests/support/x-connected'

const test = base.extend<{ x: ReturnType<typeof controlX> }>({
  x: async ({ issuer, google: _reset }, use) => use(controlX(issuer)),
})

const SIGN_IN = 'users.read tweet.read users.email'

test('a sign-in asks X for who somebody is, with PKCE and state, and with nothing that X does not know', {
  tag: ['@R1', '@R2'],
}, async ({ issuer }) => {
  const { address, state } = await beginAttempt(signInIntent('twitter'))
  const url = new URL(address)
  expect(url.origin + url.pathname).toBe(`${issuer}/i/oauth2/authorize`)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    response_type: 'code',
    client_id: xClient.id,
    redirect_uri: 'http://localhost:3000/api/auth/callback/twitter',
    scope: SIGN_IN,
    state,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  })
})

test('state is no longer than X takes', async () => {
  const lengths = await Promise.all(
    Array.from({ length: 20 }, async () => (await beginAttempt(signInIntent('twitter'))).state.length),
  )
  expect(Math.max(...lengths)).toBeLessThanOrEqual(500)
})

test('every intent names all that it asks for, since consent at X adds nothing to an earlier one', async ({
  issuer,
  google,
}) => {
  const { viewer, accountId } = await connectAtX({ issuer, google })
  const intents = {
    link: linkIntent(viewer, 'twitter'),
    confirm: await confirmIntent(viewer),
    grant: await grantIntent(viewer, accountId, 'posts'),
    reconnect: await reconnectIntent(viewer, accountId),
  }
  for (const [kind, intent] of Object.entries(intents)) {
    const { searchParams } = new URL((await beginAttempt(intent)).address)
    const scope = kind === 'link' || kind === 'confirm' ? SIGN_IN : `${SIGN_IN} offline.access`
    expect(searchParams.get('scope'), kind).toBe(scope)
    for (const name of ['prompt', 'login_hint', 'max_age', 'nonce'])
      expect(searchParams.has(name)).toBe(false)
  }
})

test('a sign-in costs one exchange and one call of users/me, and tells who it is', { tag: '@R23' }, async ({
  issuer,
  google,
  x,
}) => {
  await google.resetCounts()
  const { identity, tokens } = await askX(issuer, signInIntent('twitter'), ada)
  expect(identity).toEqual({
    provider: 'twitter',
    issuer,
    subject: adaAtX,
    email: 'ada@gmail.example',
    emailVerified: false,
    emailKey: null,
    handle: 'ada_lovelace',
    name: 'Ada Lovelace',
    image: `${issuer}/photos/${ada}.svg`,
    hostedDomain: null,
    authenticatedAt: null,
  })
  expect(tokens).toMatchObject({ refreshToken: null, idToken: null, scopes: SIGN_IN.split(' ').sort() })
  const { 'x-token': token, 'x-me': me, 'x-revoke': revoke, ...others } = await google.counts()
  expect({ token, me, revoke }).toEqual({ token: 1, me: 1, revoke: 0 })
  expect(others).toMatchObject({ discovery: 0, token: 0, userinfo: 0 })
  expect(await x.charges()).toEqual([{ day: expect.any(String), resource: `user:${adaAtX}`, price: 10 }])
})

test('nobody needs an address at X, and an app that may not ask for one is let in', async ({
  issuer,
  google,
}) => {
  const { sub } = await addPersonAtX({ google })
  await google.changeProfile(sub, { x: { confirmed_email: null, picture: null } })
  const { identity, tokens } = await askX(issuer, signInIntent('twitter'), sub)
  expect(identity).toMatchObject({ email: null, emailVerified: false, emailKey: null, image: null })
  expect(tokens.scopes).toEqual(SIGN_IN.split(' ').sort())
})

test('an app that X wants to name itself twice is let in', async ({ issuer, x }) => {
  await x.settings({ clientIdInForm: true })
  const { identity } = await askX(issuer, signInIntent('twitter'), ada)
  expect(identity.subject).toBe(adaAtX)
})

test('somebody with the same address at Google and at X is two people here, and both are let in', {
  tag: '@R20',
}, async ({ issuer, google }) => {
  const { sub, email } = await addPersonAtX({ google })
  const first = await signIn(newSignIn({ email }))
  const atX = await answerIntent(issuer, signInIntent('twitter'), sub)
  expect(atX.userId).not.toBe(first.userId)
  expect(atX.notice).toEqual({ kind: 'new-account', provider: 'twitter' })
  const user = await db().user.findUniqueOrThrow({ where: { id: atX.userId } })
  expect(user).toMatchObject({ email, emailKey: null, emailVerified: null })
  const account = await db().account.findFirstOrThrow({ where: { userId: atX.userId } })
  expect(account).toMatchObject({ provider: 'twitter', type: 'oauth', email, emailVerified: false })
})

test('who has another handle, name and address is the same person; who has the handle now is another', {
  tag: '@R17',
}, async ({ issuer, google }) => {
  const first = await signInAtX({ issuer, google })
  const other = await addPersonAtX({ google })
  await google.changeProfile(first.sub, {
    x: { username: 'renamed', name: 'A. King', confirmed_email: null },
  })
  await google.changeProfile(other.sub, { x: { username: first.handle } })
  const again = await answerIntent(issuer, signInIntent('twitter'), first.sub)
  const another = await answerIntent(issuer, signInIntent('twitter'), other.sub)
  expect(again.userId).toBe(first.viewer.userId)
  expect(another.userId).not.toBe(first.viewer.userId)
  const account = await db().account.findUniqueOrThrow({ where: { id: first.accountId } })
  expect(account).toMatchObject({ handle: 'renamed', name: 'A. King', email: null })
})

test('a sign-in keeps no token of X', { tag: '@R34' }, async ({ issuer, google }) => {
  const { accountId } = await signInAtX({ issuer, google })
  expect(await db().grant.findUnique({ where: { accountId } })).toBeNull()
})

test('an answer to another attempt, or with another verifier, is refused', { tag: '@R3' }, async ({
  issuer,
}) => {
  const [one, other] = [
    await beginAttempt(signInIntent('twitter')),
    await beginAttempt(signInIntent('twitter')),
  ]
  const parameters = Object.fromEntries(new URL(one.address).searchParams)
  const { answer } = await createXVisitor(issuer).agree(ada, parameters)
  const answered = Object.fromEntries(answer ?? [])
  const error = await exchange(signInIntent('twitter'), answered, other.checks).catch(
    (thrown: unknown) => thrown,
  )
  expect(signInFailure(error)).toBe('provider_invalid')
})

test('revocation says what became of a token', { tag: '@R76' }, async ({ issuer, google }) => {
  const { revoke } = twitter.revocation
  const atX = createXVisitor(issuer)
  const { refresh_token = '' } = await atX.signIn(ada, { scope: xPostsScope })
  expect(await revoke(refresh_token)).toEqual({ kind: 'revoked' })
  expect(await atX.refresh(refresh_token)).toEqual(invalidToken)

  const answers: [
    fault: { status?: number; body?: object; cut?: boolean },
    outcome: Record<string, unknown>,
  ][] = [
    [{ status: 400, body: invalidToken }, { kind: 'nothing-to-revoke' }],
    [{ status: 400, body: { error: 'invalid_request' } }, { kind: 'failed' }],
    [{ status: 401, body: { error: 'unauthorized_client' } }, { kind: 'refused' }],
    [{ status: 503 }, { kind: 'failed', reason: 'revocation answered 503' }],
    [{ cut: true }, { kind: 'failed' }],
  ]
  for (const [fault, outcome] of answers) {
    await google.failNext('x-revoke', fault as never)
    expect(await revoke('any')).toMatchObject(outcome)
  }
})

test('the doctor’s question tells a wrong id, a wrong secret and a good client apart', async ({
  google,
  issuer,
}) => {
  const client = { ...xClient, redirectUri: 'http://localhost:3000/api/auth/callback/twitter' }
  expect(await probeX(client, issuer)).toMatchObject({ kind: 'accepted', clock: expect.any(Object) })
  expect(await probeX({ ...client, secret: 'wrong' }, issuer)).toMatchObject({
    kind: 'refused',
    blame: 'secret',
  })
  expect(await probeX({ ...client, id: 'nobody' }, issuer)).toMatchObject({ kind: 'refused', blame: 'id' })
  const body = {
    error: 'invalid_request',
    error_description: 'Value passed for the redirect uri did not match the uri of the authorization code.',
  }
  await google.failNext('x-token', { status: 400, body })
  expect(await probeX(client, issuer)).toMatchObject({ kind: 'redirect-refused' })
  for (const fault of [
    { status: 503, body: '<html>' },
    { status: 400, body: { error: { of: 'x' } } },
  ]) {
    await google.failNext('x-token', fault)
    expect(await probeX(client, issuer)).toMatchObject({ kind: 'unclear', code: `status ${fault.status}` })
  }
})
