import { exchange } from '#lib/auth/authjs'
import { signInIntent } from '#lib/auth/intents'
import { signInFailure } from '#lib/auth/problems'
import { AppError } from '#lib/errors'
import { verifyIdentity } from '#lib/facebook/identity'
import { beginAttempt } from '#tests/support/exchange'
import { adaAtFacebook, type controlFacebook, graceAtFacebook } from '#tests/support/facebook'
import { createFacebookVisitor } from '#tests/support/facebook-visitor'
import type { controlGoogle } from '#tests/support/google'
import { newTokens } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

/** Signs somebody in at the sandbox's Facebook, by the code that a browser's callback goes through. */
async function signIn(issuer: string, account = adaAtFacebook, ticked?: string[]) {
  const intent = signInIntent('facebook')
  const { address, state, checks } = await beginAttempt(intent)
  const { answer } = await createFacebookVisitor(issuer).travel(address, account, ticked)
  return exchange(intent, { state, code: answer?.get('code') ?? '' }, checks)
}

/** The code that it is refused with, or `accepted`. */
async function verdictOf(issuer: string): Promise<string> {
  try {
    await signIn(issuer)
    return 'accepted'
  } catch (error) {
    return error instanceof AppError ? error.code : signInFailure(error)
  }
}

test('a right id_token says who it is, and that nobody vouches for the address', { tag: '@R11' }, async ({
  issuer,
  google,
}) => {
  await google.resetCounts()
  const { identity, tokens } = await signIn(issuer)
  expect(identity).toEqual({
    provider: 'facebook',
    issuer,
    subject: adaAtFacebook,
    email: 'ada@gmail.example',
    emailVerified: false,
    emailKey: null,
    handle: null,
    name: 'Ada Lovelace',
    image: expect.stringMatching(/[?&]ext=\d+/),
    hostedDomain: null,
    authenticatedAt: null,
  })
  expect(tokens.scopes).toEqual(['email', 'openid', 'public_profile'])
  expect(await google.counts()).toMatchObject({
    'facebook-token': 1,
    'facebook-graph': 0,
    discovery: 0,
    userinfo: 0,
  })
})

test('somebody without an address, and somebody who does not share it, are let in without one', async ({
  issuer,
}) => {
  for (const [account, ticked] of [
    [graceAtFacebook, ['email']],
    [adaAtFacebook, []],
  ] as const) {
    const { identity, tokens } = await signIn(issuer, account, [...ticked])
    expect(identity).toMatchObject({ subject: account, email: null, emailKey: null })
    expect(tokens.scopes).toEqual(['openid', 'public_profile'])
  }
})

const now = () => Math.floor(Date.now() / 1000)

type Tampering = Parameters<ReturnType<typeof controlFacebook>['tamperIdToken']>[0]

/** Each is one change to a good token. Null takes a claim away. */
const wrong: [tag: string, title: string, tampering: () => Tampering][] = [
  ['@R15', 'of Limited Login', () => ({ claims: { iss: 'https://limited.facebook.com' } })],
  ['@R15', 'of the real Facebook, at another', () => ({ claims: { iss: 'https://www.facebook.com' } })],
  ['@R15', 'of Google', () => ({ claims: { iss: 'https://accounts.google.com' } })],
  ['@R15', 'of no issuer', () => ({ claims: { iss: null } })],
  ['@R16', 'for another app', () => ({ claims: { aud: '999999999999999' } })],
  ['@R16', 'for another app too', () => ({ claims: { aud: ['999999999999999', '1'] } })],
  ['@R16', 'for nobody', () => ({ claims: { aud: null } })],
  ['@R17', 'for another authorised party', () => ({ claims: { azp: '999999999999999' } })],
  ['@R18', 'that has expired', () => ({ claims: { exp: now() - 61 } })],
  ['@R19', 'of last week', () => ({ claims: { iat: now() - 604_800 } })],
  ['@R19', 'of tomorrow', () => ({ claims: { iat: now() + 86_400 } })],
  ['@R21', 'for another access token', () => ({ claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } })],
  ['@R22', 'of nobody', () => ({ claims: { sub: null } })],
  ['@R22', 'of a number', () => ({ claims: { sub: 122100000000000 } })],
  ['@R3', 'with the nonce of another attempt', () => ({ claims: { nonce: 'another' } })],
  ['@R3', 'without a nonce', () => ({ claims: { nonce: null } })],
  ['@R3', 'with an empty nonce', () => ({ claims: { nonce: '' } })],
  ['@R11', 'signed by another key', () => ({ signature: 'foreign' })],
  ['@R12', 'not signed', () => ({ signature: 'none' })],
]

for (const [tag, title, tampering] of wrong) {
  test(`an id_token ${title} is refused`, { tag }, async ({ issuer, facebook }) => {
    await facebook.tamperIdToken(tampering())
    expect(await verdictOf(issuer)).toBe('provider_invalid')
  })
}

for (const [tag, title, tampering] of wrong) {
  test(`an id_token ${title} is refused by ourselves, without Auth.js`, { tag }, async ({
    issuer,
    facebook,
  }) => {
    await facebook.tamperIdToken(tampering())
    const { id_token: idToken = null, access_token } =
      await createFacebookVisitor(issuer).signIn(adaAtFacebook)
    const answer = newTokens({ idToken, accessToken: access_token ?? '' })
    await expect(verifyIdentity(answer, 'the-nonce')).rejects.toMatchObject({ code: 'provider_invalid' })
  })
}

/** What is odd in a profile is left out, and keeps nobody from coming in. */
const odd: [
  title: string,
  claims: Record<string, string | number | null>,
  expected: Record<string, unknown>,
][] = [
  ['two addresses', { email: 'a@example.test,b@example.test' }, { email: null }],
  ['a line break in the address', { email: 'ada@example.test\r\nBcc: b@example.test' }, { email: null }],
  ['a number as address', { email: 7 }, { email: null }],
  [
    'an address that claims to be verified',
    { email_verified: 'true' },
    { emailVerified: false, emailKey: null },
  ],
  ['a name that turns the page around', { name: 'Ada\u202E' }, { name: 'Ada' }],
  ['no name', { name: null }, { name: null }],
  ['a picture that is a script', { picture: 'javascript:alert(1)' }, { image: null }],
  ['no picture', { picture: null }, { image: null }],
]

for (const [title, claims, expected] of odd) {
  test(`${title}: let in all the same`, async ({ issuer, facebook }) => {
    await facebook.tamperIdToken({ claims })
    expect((await signIn(issuer)).identity).toMatchObject(expected)
  })
}

type Fault = Parameters<ReturnType<typeof controlGoogle>['failNext']>[1]

const graph = (error: Record<string, string | number>): Fault => ({
  status: 400,
  body: { error: { type: 'OAuthException', fbtrace_id: 'A', ...error } },
})
const page = { body: '<html>Sorry, something went wrong.</html>', headers: { 'content-type': 'text/html' } }

/** What the token endpoint may say instead, and the page that it leads to. */
const answers: [title: string, fault: Fault, code: string][] = [
  [
    'does not accept the secret',
    graph({ code: 1, message: 'Error validating client secret.' }),
    'provider_refused',
  ],
  [
    'has dropped the challenge',
    graph({
      code: 1,
      message: 'code_verifier param is provided without a code_challenge in authorization request.',
    }),
    'provider_refused',
  ],
  ['stumbles', graph({ code: 1, message: 'An unknown error occurred.' }), 'provider_unavailable'],
  ['stumbles again', graph({ code: 2 }), 'provider_unavailable'],
  ['has a limit', graph({ code: 4 }), 'provider_unavailable'],
  ['knows no such app', graph({ code: 101 }), 'provider_refused'],
  ['knows no such address', graph({ code: 191 }), 'redirect_mismatch'],
  ['sees another address', graph({ code: 100, error_subcode: 36008 }), 'redirect_mismatch'],
  ['has seen the code before', graph({ code: 100, error_subcode: 36009 }), 'attempt_expired'],
  ['finds the code too old', graph({ code: 100, error_subcode: 36007 }), 'attempt_expired'],
  [
    'never gave the code',
    graph({ code: 100, message: 'Invalid verification code format.' }),
    'attempt_expired',
  ],
  ['wants to see the person first', graph({ code: 190, error_subcode: 459 }), 'provider_asks'],
  ['misses a permission', graph({ code: 200 }), 'provider_asks'],
  ['has blocked the app', graph({ code: 368 }), 'provider_refused'],
  ['says something new', graph({ code: 987654 }), 'provider_invalid'],
  ['says 400 with a page', { status: 400, ...page }, 'provider_invalid'],
  ['says 400 and nothing', { status: 400, body: '' }, 'provider_invalid'],
  ['says an error with 200', { ...graph({ code: 100 }), status: 200 }, 'provider_invalid'],
  ['says 429', { status: 429 }, 'provider_unavailable'],
  ['says 500', { status: 500 }, 'provider_unavailable'],
  ['says 503 with a page', { status: 503, ...page }, 'provider_unavailable'],
  ['answers with a page', page, 'provider_invalid'],
  ['answers with a list', { body: [] }, 'provider_invalid'],
  [
    'leads elsewhere',
    { status: 302, headers: { location: 'https://evil.example/' } },
    'provider_unavailable',
  ],
  ['hangs up', { cut: true }, 'provider_unavailable'],
  [
    'gives no id_token',
    { body: { access_token: 'EAA', token_type: 'bearer', expires_in: 5 } },
    'provider_invalid',
  ],
  [
    'gives what is no id_token',
    { body: { access_token: 'EAA', token_type: 'bearer', id_token: 'a.b' } },
    'provider_invalid',
  ],
]

for (const [title, fault, code] of answers) {
  test(`a token endpoint that ${title} leads to ${code}`, async ({ issuer, google }) => {
    await google.failNext('facebook-token', fault)
    expect(await verdictOf(issuer)).toBe(code)
    expect(await verdictOf(issuer), 'the next time').toBe('accepted')
  })
}

test('a challenge that Facebook drops is the operator’s to switch off', async ({ issuer, facebook }) => {
  await facebook.settings({ pkce: 'dropped' })
  expect(await verdictOf(issuer)).toBe('provider_refused')
})

test('keys that were fetched are used on, also while Facebook gives none', { tag: '@R14' }, async ({
  issuer,
  google,
}) => {
  expect(await verdictOf(issuer)).toBe('accepted')
  await google.resetCounts()
  await google.failNext('facebook-keys', { status: 503, times: 100 })
  for (const _turn of [1, 2, 3]) expect(await verdictOf(issuer)).toBe('accepted')
  expect((await google.counts())['facebook-keys']).toBe(0)
})
