import { createHash } from 'node:crypto'
import { test as base, expect } from '@playwright/test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { AppError } from '#lib/errors'
import { fetchDiscovery, getDiscovery } from '#lib/google/discovery'
import { verifyIdentity } from '#lib/google/identity'
import { verifyIdToken } from '#lib/provider/id-token'
import { setTestEnvironment } from '#tests/support/environment'
import { newTokens } from '#tests/support/lib'
import { CLIENT_ID, discovery, type Issuer, json, NONCE, startIssuer } from '#tests/support/providers'

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

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test.afterEach(({ issuer }) => issuer.restore())

const answerWith = (idToken: string) => newTokens({ idToken, accessToken: ACCESS_TOKEN })

/** The code that an `id_token` is refused with, or `accepted`. */
async function verdict(idToken: string): Promise<string> {
  try {
    await verifyIdentity(answerWith(idToken), NONCE)
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

test('a correctly signed id_token says who it is', { tag: '@R11' }, async ({ issuer }) => {
  const identity = await verifyIdentity(answerWith(await issuer.sign({ hd: 'example.test' })), NONCE)
  expect(identity).toEqual({
    provider: 'google',
    issuer: issuer.url,
    subject: 'person-1',
    email: 'ada@example.test',
    emailVerified: true,
    emailKey: 'ada@example.test',
    handle: null,
    name: 'Ada Lovelace',
    image: null,
    hostedDomain: 'example.test',
    authenticatedAt: null,
  })
})

/** The claims of a good token, to be signed by another key. */
function claimsOf(issuer: Issuer) {
  return new SignJWT({ nonce: NONCE, sub: 'person-1', email: 'ada@example.test', email_verified: true })
    .setIssuer(issuer.url)
    .setAudience(CLIENT_ID)
    .setIssuedAt()
    .setExpirationTime('1h')
}

/** A set has to have a key for RS256. */
const EXTRA_KEYS = [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'another' }]

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
  ['@R22', 'a time of signing in that is no time', () => ({ auth_time: 9_000_000_000_000_000 })],
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
  const forged = await claimsOf(issuer)
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
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
  const hs256 = await claimsOf(issuer)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from('client-secret'.padEnd(32, '-')))
  expect(await verdict(hs256)).toBe('provider_invalid')
})

/** A key whose publisher does not say for which algorithm it is: only we keep it from being used for another. */
for (const alg of ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'EdDSA']) {
  test(`a token of ${alg} by a published key is ${alg === 'RS256' ? 'accepted' : 'refused'}`, {
    tag: '@R12',
  }, async ({ issuer }) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
    const { alg: _unsaid, ...key } = await exportJWK(publicKey)
    const path = `/keys-for-${alg}`
    issuer.answer(
      path,
      json(() => ({ keys: [{ ...key, kid: 'any', use: 'sig' }, ...EXTRA_KEYS] })),
    )
    const token = await claimsOf(issuer).setProtectedHeader({ alg, kid: 'any' }).sign(privateKey)
    const verified = verifyIdToken(token, ACCESS_TOKEN, {
      provider: 'google',
      issuers: [issuer.url],
      audience: CLIENT_ID,
      jwksUri: issuer.url + path,
      nonce: NONCE,
    })
    if (alg === 'RS256') expect(await verified).toMatchObject({ sub: 'person-1' })
    else await expect(verified).rejects.toMatchObject({ code: 'provider_invalid' })
  })
}

test('keys and addresses in the header of a token are ignored', { tag: '@R13' }, async ({ issuer }) => {
  const before = issuer.requests.get('/evil') ?? 0
  for (const name of ['jku', 'x5u', 'jwk_url', 'x5c_url'])
    expect(await verdict(await issuer.sign({}, { [name]: `${issuer.url}/evil` })), name).toBe('accepted')
  expect(issuer.requests.get('/evil') ?? 0).toBe(before)

  const foreign = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(foreign.publicKey)
  for (const header of [
    { jwk },
    { jwk, kid: 'key-1' },
    { jwk, kid: 'unknown' },
    { x5c: ['MIIB'], kid: 'key-1' },
  ]) {
    const token = await claimsOf(issuer)
      .setProtectedHeader({ alg: 'RS256', ...header })
      .sign(foreign.privateKey)
    expect(await verdict(token), JSON.stringify(header)).toBe('provider_invalid')
  }
})

/** Each is signed as it stands, so that nothing but the header is wrong with it. */
const critical: [what: string, header: Record<string, unknown>][] = [
  ['a claim that it calls critical', { crit: ['exp'], exp: 1 }],
  ['an extension that nobody knows', { crit: ['https://evil.example/x'], 'https://evil.example/x': true }],
  ['an extension that it does not have', { crit: ['exp'] }],
  ['an empty list of extensions', { crit: [] }],
  ['extensions that are no list', { crit: 'exp', exp: 1 }],
  ['a payload that is not encoded', { crit: ['b64'], b64: false }],
  ['a payload that is encoded, as an extension', { crit: ['b64'], b64: 'yes' }],
]

for (const [what, header] of critical) {
  test(`a well signed token with ${what} is refused`, { tag: '@R13' }, async ({ issuer }) => {
    expect(await verdict(await issuer.sign())).toBe('accepted')
    expect(await verdict(await issuer.sign({}, header))).toBe('provider_invalid')
  })
}

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

type Fault = Parameters<Issuer['answer']>[1]

const say =
  (status: number, body: string, type = 'application/json'): Fault =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body)

/** What stands where a document of a provider should be while something is wrong there. */
const faults: [what: string, fault: Fault][] = [
  ['500', say(500, '{}')],
  ['503', say(503, '')],
  ['404', say(404, '<html>')],
  ['410', say(410, '')],
  ['401', say(401, '{}')],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: 'https://evil.example/' }).end(),
  ],
  ['a page', say(200, '<html>Please log in to the Wi-Fi</html>', 'text/html')],
  ['nothing', say(200, '')],
  ['half of it', say(200, '{"keys":[{"kty":"RSA"')],
  ['null', say(200, 'null')],
  ['a list', say(200, '[]')],
  ['an empty object', say(200, '{}')],
  ['no keys', say(200, '{"keys":[]}')],
  ['keys that are null', say(200, '{"keys":null}')],
  ['keys without keys', say(200, '{"keys":[null,1,"x",{}]}')],
  ['keys of another kind', say(200, '{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","kid":"key-1"}]}')],
  ['two megabytes', say(200, JSON.stringify({ keys: [], more: 'x'.repeat(2_000_000) }))],
  ['a cut connection', (_request, response) => response.destroy()],
]

const HOUR_MS = 3_600_000

/** Each fault after an hour and more has passed, for a document that was good at first; then for more than a day. */
async function throughFaults(path: string, issuer: Issuer, use: () => Promise<unknown>): Promise<void> {
  const realNow = Date.now
  try {
    const good = await use()
    for (const [index, [what, fault]] of faults.entries()) {
      const asked = issuer.requests.get(path) ?? 0
      Date.now = () => realNow() + (index + 1) * HOUR_MS + 60_000
      issuer.answer(path, fault)
      expect(await use(), what).toEqual(good)
      expect(issuer.requests.get(path), what).toBe(asked + 1)
    }
    Date.now = () => realNow() + 25 * HOUR_MS
    issuer.answer(path, say(503, ''))
    await expect(use()).rejects.toMatchObject({ code: 'provider_unavailable' })
    issuer.restore()
    expect(await use()).toEqual(good)
  } finally {
    Date.now = realNow
  }
}

test('keys that are known are used on for a day, whatever stands in their place', {
  tag: ['@R14', '@R78', '@R81'],
}, async () => {
  const issuer = await startIssuer()
  const expected = {
    provider: 'google',
    issuers: [issuer.url],
    audience: CLIENT_ID,
    jwksUri: `${issuer.url}/jwks`,
    nonce: NONCE,
  } as const
  // Of the real time, which jose goes by.
  const iat = now()
  await throughFaults('/jwks', issuer, async () => {
    const { sub } = await verifyIdToken(await issuer.sign({ iat, exp: iat + hour }), ACCESS_TOKEN, expected)
    return sub
  })
  await issuer.close()
})

test('a discovery document that is known is used on for a day, whatever stands in its place', {
  tag: ['@R78', '@R81'],
}, async ({ issuer }) => {
  await throughFaults('/.well-known/openid-configuration', issuer, getDiscovery)
})

const NOT_TRUSTED = [
  'http://evil.example/token',
  'http://169.254.169.254/token',
  'http://localhost/token',
  'ftp://127.0.0.1/token',
  'javascript:alert(1)',
  'data:text/plain,x',
  'file:///etc/passwd',
  'https://ada:secret@evil.example/token',
]

for (const name of [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'jwks_uri',
]) {
  test(`a discovery document with a ${name} in the open, or no address of a server, is refused`, {
    tag: '@R10',
  }, async ({ issuer }) => {
    for (const address of NOT_TRUSTED) {
      issuer.answer(
        '/.well-known/openid-configuration',
        json(() => ({ ...discovery(issuer.url), [name]: address })),
      )
      await expect(fetchDiscovery(issuer.url), address).rejects.toMatchObject({ code: 'provider_invalid' })
    }
  })
}
