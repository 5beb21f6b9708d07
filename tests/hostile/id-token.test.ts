import { createHash } from 'node:crypto'
import { test as base, expect } from '@playwright/test'
import { generateKeyPair, SignJWT } from 'jose'
import { AppError } from '#lib/errors'
import { verifyIdentity } from '#lib/google/identity'
import { setTestEnvironment } from '#tests/support/environment'
import { newTokens } from '#tests/support/lib'
import { CLIENT_ID, type Issuer, json, startIssuer } from '#tests/support/providers'

const ACCESS_TOKEN = 'an-access-token'

const test = base.extend<object, { issuer: Issuer }>({
  issuer: [
    async ({}, use) => {
      const issuer = await startIssuer()
      setTestEnvironment({ AUTH_GOOGLE_ID: CLIENT_ID, AUTH_GOOGLE_ISSUER: issuer.url })
      await use(issuer)
      await issuer.close()
    },
    { scope: 'worker' },
  ],
})

test.afterEach(({ issuer }) => issuer.restore())

const answerWith = (idToken: string) => newTokens({ idToken, accessToken: ACCESS_TOKEN })

/** The code that an `id_token` is refused with, or `accepted`. */
async function verdict(idToken: string): Promise<string> {
  try {
    await verifyIdentity(answerWith(idToken))
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test('a correctly signed id_token says who it is', { tag: '@R11' }, async ({ issuer }) => {
  const identity = await verifyIdentity(answerWith(await issuer.sign({ hd: 'example.test' })))
  expect(identity).toEqual({
    provider: 'google',
    issuer: issuer.url,
    subject: 'person-1',
    email: 'ada@example.test',
    emailKey: 'ada@example.test',
    name: 'Ada Lovelace',
    image: null,
    hostedDomain: 'example.test',
    authenticatedAt: null,
  })
})

const now = () => Math.floor(Date.now() / 1000)
const hour = 3600

/** Claims that Google never sends: each is one requirement of SECURITY and one change to a good token. */
const refused: [tag: string, title: string, changes: () => Record<string, unknown>][] = [
  ['@R15', 'another issuer', () => ({ iss: 'https://evil.example' })],
  ['@R15', 'no issuer', () => ({ iss: undefined })],
  ['@R16', 'another audience', () => ({ aud: 'another-client' })],
  ['@R16', 'no audience', () => ({ aud: undefined })],
  ['@R16', 'a second audience', () => ({ aud: [CLIENT_ID, 'another-client'] })],
  ['@R17', 'azp of another client', () => ({ azp: 'another-client' })],
  ['@R18', 'expired', () => ({ exp: now() - 61 })],
  ['@R18', 'no exp', () => ({ exp: undefined })],
  ['@R19', 'issued in the future', () => ({ iat: now() + hour })],
  ['@R19', 'issued a week ago', () => ({ iat: now() - 7 * 24 * hour })],
  ['@R19', 'no iat', () => ({ iat: undefined })],
  ['@R20', 'not valid yet', () => ({ nbf: now() + hour })],
  ['@R21', 'at_hash of another access token', () => ({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' })],
  ['@R22', 'no sub', () => ({ sub: undefined })],
  ['@R22', 'an empty sub', () => ({ sub: '' })],
  ['@R22', 'a number as sub', () => ({ sub: 42 })],
  ['@R22', 'a sub of 256 characters', () => ({ sub: 'x'.repeat(256) })],
  ['@R22', 'a space in sub', () => ({ sub: 'person 1' })],
  ['@R22', 'a homoglyph in sub', () => ({ sub: 'pеrson-1' })],
  ['@R23', 'two addresses', () => ({ email: 'a@example.test,b@example.test' })],
  ['@R23', 'a line break', () => ({ email: 'ada@example.test\r\nBcc: b@example.test' })],
  ['@R23', 'markup', () => ({ email: '<b>ada</b>@example.test' })],
  ['@R23', 'a fullwidth @', () => ({ email: 'ada＠evil.example@example.test' })],
  ['@R23', 'a long address', () => ({ email: `${'a'.repeat(250)}@example.test` })],
  ['@R23', 'a list as address', () => ({ email: ['ada@example.test'] })],
]

for (const [tag, title, changes] of refused) {
  test(`${title} is refused`, { tag: tag }, async ({ issuer }) => {
    expect(await verdict(await issuer.sign(changes()))).toBe('provider_invalid')
  })
}

for (const value of [false, undefined, 'true', 1]) {
  test(`email_verified: ${JSON.stringify(value)} is not verified`, { tag: '@R24' }, async ({ issuer }) => {
    expect(await verdict(await issuer.sign({ email_verified: value }))).toBe('email_unverified')
  })
}

test('an audience list with our client alone is accepted', { tag: '@R16' }, async ({ issuer }) => {
  expect(await verdict(await issuer.sign({ aud: [CLIENT_ID] }))).toBe('accepted')
})

test('the at_hash of our access token is accepted', { tag: '@R21' }, async ({ issuer }) => {
  const half = createHash('sha256').update(ACCESS_TOKEN).digest().subarray(0, 16)
  expect(await verdict(await issuer.sign({ at_hash: half.toString('base64url') }))).toBe('accepted')
})

test('a changed signature, a foreign key and a cut token are refused', { tag: '@R11' }, async ({
  issuer,
}) => {
  const good = await issuer.sign()
  const [head, body, signature = ''] = good.split('.')
  const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
  const foreign = await generateKeyPair('RS256')
  const forged = await new SignJWT({ sub: 'person-1' })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
    .setIssuer(issuer.url)
    .setAudience(CLIENT_ID)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(foreign.privateKey)
  for (const token of [`${head}.${body}.${flipped}`, `${head}.${body}.`, `${head}.${body}`, forged, '']) {
    expect(await verdict(token)).toBe('provider_invalid')
  }
})

test('only RS256 is accepted, whatever the discovery document lists', { tag: '@R12' }, async ({ issuer }) => {
  const [, body] = (await issuer.sign()).split('.')
  for (const alg of ['none', 'None', 'nOnE']) {
    const header = Buffer.from(JSON.stringify({ alg })).toString('base64url')
    expect(await verdict(`${header}.${body}.`)).toBe('provider_invalid')
  }
  const hs256 = await new SignJWT({ sub: 'person-1', email: 'ada@example.test', email_verified: true })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer.url)
    .setAudience(CLIENT_ID)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(Buffer.from('client-secret'.padEnd(32, '-')))
  expect(await verdict(hs256)).toBe('provider_invalid')
})

test('keys and addresses in the header of a token are ignored', { tag: '@R13' }, async ({ issuer }) => {
  const before = issuer.requests.get('/evil') ?? 0
  for (const header of [{ jku: `${issuer.url}/evil` }, { x5u: `${issuer.url}/evil` }]) {
    await verdict(await issuer.sign({}, header))
  }
  expect(issuer.requests.get('/evil') ?? 0).toBe(before)
  const critical = (await issuer.sign()).split('.')
  critical[0] = Buffer.from('{"alg":"RS256","kid":"key-1","crit":["exp"],"exp":1}').toString('base64url')
  expect(await verdict(critical.join('.'))).toBe('provider_invalid')
})

test('an address that only userinfo knows counts when it is about the same person', { tag: '@R27' }, async ({
  issuer,
}) => {
  const token = await issuer.sign({ email: undefined, email_verified: undefined })
  expect(await verdict(token)).toBe('accepted')
  issuer.answer(
    '/userinfo',
    json(() => ({ sub: 'somebody-else', email: 'b@example.test', email_verified: true })),
  )
  expect(await verdict(token)).toBe('provider_invalid')
  issuer.answer(
    '/userinfo',
    json(() => ({}), 503),
  )
  expect(await verdict(token)).toBe('provider_unavailable')
})

test('one discovery request and one for the keys serve every sign-in', { tag: '@R78' }, async ({
  issuer,
}) => {
  for (let i = 0; i < 5; i++) expect(await verdict(await issuer.sign())).toBe('accepted')
  expect(issuer.requests.get('/.well-known/openid-configuration')).toBe(1)
  expect(issuer.requests.get('/jwks')).toBe(1)
})

test('a new key is fetched once, half a minute after the last time, and then its tokens are accepted', {
  tag: '@R14',
}, async ({ issuer }) => {
  await verdict(await issuer.sign())
  const before = issuer.requests.get('/jwks') ?? 0
  await issuer.rotateKey()
  expect(await verdict(await issuer.sign())).toBe('provider_invalid')
  const realNow = Date.now
  try {
    Date.now = () => realNow() + 31_000
    for (let i = 0; i < 20; i++)
      expect(await verdict(await issuer.sign({}, { kid: `made-up-${i}` }))).toBe('provider_invalid')
    expect(await verdict(await issuer.sign())).toBe('accepted')
  } finally {
    Date.now = realNow
  }
  expect((issuer.requests.get('/jwks') ?? 0) - before).toBe(1)
})
