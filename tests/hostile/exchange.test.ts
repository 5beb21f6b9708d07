import { test as base, expect } from '@playwright/test'
import { getDiscovery } from '#lib/google/discovery'
import { setTestEnvironment } from '#tests/support/environment'
import { exchangeWith, verdictOf } from '#tests/support/exchange'
import { CLIENT_ID, discovery, type Issuer, json, startIssuer } from '#tests/support/providers'

/** A provider that says who answers (RFC 9207), and whose document is known from here on. */
const test = base.extend<object, { issuer: Issuer }>({
  issuer: [
    async ({}, use) => {
      const issuer = await startIssuer()
      setTestEnvironment({ AUTH_GOOGLE_ID: CLIENT_ID, AUTH_GOOGLE_ISSUER: issuer.url })
      const advertised = { ...discovery(issuer.url), authorization_response_iss_parameter_supported: true }
      issuer.answer(
        '/.well-known/openid-configuration',
        json(() => advertised),
      )
      await getDiscovery()
      await use(issuer)
      await issuer.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test.afterEach(({ issuer }) => issuer.restore())

const ours = (issuer: Issuer) => ({ iss: issuer.url })

test('an answer that says who gave it is accepted, and is nobody else’s', { tag: '@R9' }, async ({
  issuer,
}) => {
  expect(await verdictOf(issuer, { answer: ours(issuer) })).toBe('accepted')
  for (const iss of [
    undefined,
    '',
    'https://evil.example',
    'https://accounts.google.com',
    'accounts.google.com',
    `${issuer.url}/`,
    issuer.url.toUpperCase(),
    issuer.url.replace('http:', 'https:'),
    issuer.url.replace('http://', ''),
  ])
    expect(await verdictOf(issuer, { answer: { iss } }), String(iss)).toBe('provider_invalid')
})

test('the issuer of an id_token has one name: only Google goes by its host too', { tag: '@R15' }, async ({
  issuer,
}) => {
  const names = [
    new URL(issuer.url).host,
    'accounts.google.com',
    'https://accounts.google.com',
    `${issuer.url}/`,
  ]
  for (const iss of names)
    expect(await verdictOf(issuer, { claims: { iss }, answer: ours(issuer) }), iss).toBe('provider_invalid')
})

test('a nonce of another attempt, or none, is refused', { tag: '@R3' }, async ({ issuer }) => {
  for (const nonce of ['of-another-attempt', undefined, '', 1])
    expect(await verdictOf(issuer, { claims: { nonce }, answer: ours(issuer) })).toBe('provider_invalid')
})

const odd: Record<string, unknown> = {
  'not there': undefined,
  null: null,
  'an empty text': '',
  'a number': 42,
  'a list': ['x'],
  'an object': { of: 'something' },
}

const REFUSED = 'provider_invalid'
const each = (verdict: string) => Object.fromEntries(Object.keys(odd).map((title) => [title, verdict]))

/** What a sign-in comes to when a field of the token answer is odd. Other fields, which nobody asked for, are not read. */
const fields: Record<string, Record<string, string>> = {
  access_token: each(REFUSED),
  token_type: each(REFUSED),
  id_token: each(REFUSED),
  refresh_token: each('accepted'),
  expires_in: each('accepted'),
  refresh_token_expires_in: each('accepted'),
  scope: { ...each('accepted'), 'a number': REFUSED, 'a list': REFUSED, 'an object': REFUSED },
  error: each('accepted'),
  token: each('accepted'),
  expires_at: each('accepted'),
  authorization_details: each('accepted'),
  user: each('accepted'),
}

for (const [field, outcomes] of Object.entries(fields)) {
  test(`signing in with a token answer whose ${field} is odd`, { tag: '@R25' }, async ({ issuer }) => {
    const seen: Record<string, string> = {}
    for (const [title, value] of Object.entries(odd))
      seen[title] = await verdictOf(issuer, { tokens: { [field]: value }, answer: ours(issuer) })
    expect(seen).toEqual(outcomes)
  })
}

test('a lifetime and a kind of token may be written in any usual way', { tag: '@R25' }, async ({
  issuer,
}) => {
  for (const tokens of [{ expires_in: '3599' }, { token_type: 'bearer' }, { token_type: 'BEARER' }])
    expect(await verdictOf(issuer, { tokens, answer: ours(issuer) })).toBe('accepted')
})

/** How providers call what a sign-in asked for, or do not. */
const words: [what: string, scope: unknown, besides: string[]][] = [
  ['nothing', undefined, []],
  ['null', null, []],
  ['an empty text', '', []],
  ['a space', ' ', []],
  ['our own words', 'openid email profile', []],
  ['one of our words', 'openid', []],
  ['Google’s long names', 'openid https://www.googleapis.com/auth/userinfo.email', []],
  ['words of its own', 'read:user user:email', ['read:user', 'user:email']],
  ['addresses of its own', 'https://graph.example/User.Read', ['https://graph.example/User.Read']],
  ['other cases', 'OpenID Email', ['Email', 'OpenID']],
  ['a comma between', 'email,profile', ['email,profile']],
  ['controls', 'a\u0000b \u202eemail', []],
]

for (const [what, scope, besides] of words) {
  test(`scopes that are named with ${what}: what was shared is what the claims show`, {
    tag: '@R26',
  }, async ({ issuer }) => {
    const { tokens, identity } = await exchangeWith(issuer, { tokens: { scope }, answer: ours(issuer) })
    expect(identity.email).toBe('ada@example.test')
    expect(tokens.scopes).toEqual([...besides, 'email', 'openid', 'profile'].sort())
  })
}

test('without a name and a picture nothing shows that the profile was shared', { tag: '@R26' }, async ({
  issuer,
}) => {
  const { tokens } = await exchangeWith(issuer, {
    claims: { name: undefined },
    tokens: { scope: 'user:email' },
    answer: ours(issuer),
  })
  expect(tokens.scopes).toEqual(['email', 'openid', 'user:email'])
})

test('an address that no claim tells was not shared, whatever the scopes say', { tag: '@R26' }, async ({
  issuer,
}) => {
  const answer = ours(issuer)
  const silent: (() => void)[] = [
    () =>
      issuer.answer(
        '/userinfo',
        json(() => ({ sub: 'person-1' })),
      ),
    () =>
      issuer.answer(
        '/userinfo',
        json(() => ({ sub: 'person-1', email: null })),
      ),
    () =>
      issuer.answer(
        '/userinfo',
        json(() => ({ sub: 'person-1', email: '' })),
      ),
    () =>
      issuer.answer(
        '/userinfo',
        json(() => ({ error: 'insufficient_scope' }), 403),
      ),
  ]
  for (const be of silent) {
    be()
    for (const email of [undefined, null, ''])
      expect(await verdictOf(issuer, { claims: { email }, answer })).toBe('consent_incomplete')
  }
})

test('what stands in the claims is stored clean, or not at all', { tag: '@R23' }, async ({ issuer }) => {
  const { identity } = await exchangeWith(issuer, {
    claims: {
      name: '\u202eAda\u0000\ud800 Love\u200blace\n',
      picture: 'https://lh3.example/a\u0000',
      hd: 'exa\u0000mple.com',
    },
    answer: ours(issuer),
  })
  expect(identity).toMatchObject({
    name: 'Ada Lovelace',
    image: 'https://lh3.example/a',
    hostedDomain: null,
  })
  const nothing = await exchangeWith(issuer, {
    claims: { name: { given: 'Ada' }, picture: 42, hd: ['example.com'] },
    answer: ours(issuer),
  })
  expect(nothing.identity).toMatchObject({ name: null, image: null, hostedDomain: null })
})

test('an address is never mended', { tag: '@R23' }, async ({ issuer }) => {
  for (const sign of ['\u0000', '\u202e', '\ud800', '\u200b', '\u2066', '\u0007', '\u00ad'])
    for (const email of [`${sign}ada@example.test`, `ada@exa${sign}mple.test`, `ada${sign}@example.test`])
      expect(
        await verdictOf(issuer, { claims: { email }, answer: ours(issuer) }),
        JSON.stringify(email),
      ).toBe('provider_invalid')
})
