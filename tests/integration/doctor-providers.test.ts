import { expect } from '@playwright/test'
import { allChecks } from '#lib/doctor/checks'
import { examine } from '#lib/doctor/examine'
import { lookForReturns } from '#lib/doctor/provider'
import { openSetUp } from '#lib/doctor/set-up'
import { clientVariables } from '#lib/env-schema'
import { probeFacebook } from '#lib/facebook/probe'
import type { ClientProbe } from '#lib/provider/probe'
import { providerIds } from '#lib/provider-ids'
import { probeX } from '#lib/x/probe'
import { facebookClient, xClient } from '#tests/support/clients'
import { query } from '#tests/support/database'
import { controlFacebook } from '#tests/support/facebook'
import { type Issuer, json, startIssuer } from '#tests/support/providers'
import { test as base } from '#tests/support/test'

const test = base.extend<{ stranger: Issuer }>({
  stranger: async ({}, use) => {
    const stranger = await startIssuer()
    await use(stranger)
    await stranger.close()
  },
})

const ORIGIN = 'http://localhost:3000'

/** A set-up whose Facebook and X are at `address`, and what the doctor says of each, by id. */
async function consult(
  { address, databaseUrl }: { address: string; databaseUrl?: string },
  changes: Record<string, string> = {},
) {
  const environment = {
    DATABASE_URL: databaseUrl,
    AUTH_URL: ORIGIN,
    AUTH_FACEBOOK_ID: facebookClient.id,
    AUTH_FACEBOOK_SECRET: facebookClient.secret,
    FACEBOOK_URL: address,
    AUTH_TWITTER_ID: xClient.id,
    AUTH_TWITTER_SECRET: xClient.secret,
    X_URL: address,
    ...changes,
  }
  const setUp = openSetUp({ environment, processes: 1, mode: 'development' })
  const checks = allChecks.filter(({ id }) => /^(facebook|x)-|^auth-(facebook|twitter)-/.test(id))
  const results = await examine(checks, setUp)
  await setUp.close()
  return Object.fromEntries(results.map(({ id, ...result }) => [id, result]))
}

/** The checks that are not content, with their verdicts. */
function troubles(results: Awaited<ReturnType<typeof consult>>) {
  const wrong = Object.entries(results).filter(([, { verdict }]) => verdict !== 'ok')
  return Object.fromEntries(wrong.map(([id, { verdict }]) => [id, verdict]))
}

test('of a Facebook and an X that know the client there is nothing to say but the addresses', async ({
  issuer,
}) => {
  const results = await consult({ address: issuer })
  expect(troubles(results)).toEqual({})
  expect(Object.keys(results)).toHaveLength(14)
  expect(results['facebook-console']?.seen).toBe(
    `Valid OAuth redirect URI: ${ORIGIN}/api/auth/callback/facebook\nDeauthorize callback and data deletion request: Facebook wants https, so none from here`,
  )
  expect(results['x-console']?.seen).toContain(`Callback URI: ${ORIGIN}/api/auth/callback/twitter\n`)
  expect(results['facebook-app']?.seen).toContain('with a privacy policy at https://app.example/privacy')
})

for (const [title, changes, expected, advice] of [
  [
    'a wrong app secret of Facebook',
    { AUTH_FACEBOOK_SECRET: 'a'.repeat(32) },
    { 'facebook-client': 'failure', 'facebook-app': 'skipped' },
    /The app is known: correct AUTH_FACEBOOK_SECRET/,
  ],
  [
    'an app id that Facebook does not know',
    { AUTH_FACEBOOK_ID: '1'.repeat(15) },
    { 'facebook-client': 'failure', 'facebook-app': 'skipped' },
    /correct AUTH_FACEBOOK_ID/,
  ],
  [
    'a wrong client secret of X',
    { AUTH_TWITTER_SECRET: 'wrong' },
    { 'x-client': 'failure' },
    /AUTH_TWITTER_SECRET/,
  ],
  [
    'an API key in the place of X’s client id',
    { AUTH_TWITTER_ID: 'xvz1evFS4wEEPTGEFPHBog' },
    { 'x-client': 'failure' },
    /AUTH_TWITTER_ID is the OAuth 2.0 client id, and not the API key/,
  ],
  [
    'half a client of Facebook',
    { AUTH_FACEBOOK_SECRET: '' },
    {
      'auth-facebook-secret': 'failure',
      'facebook-client': 'skipped',
      'facebook-redirect-uri': 'skipped',
      'facebook-app': 'skipped',
      'facebook-clock': 'skipped',
    },
    /Copy it from Facebook’s console/,
  ],
  [
    'half a client of X',
    { AUTH_TWITTER_ID: '' },
    {
      'auth-twitter-id': 'failure',
      'x-client': 'skipped',
      'x-redirect-uri': 'skipped',
      'x-clock': 'skipped',
    },
    /It is not the API key/,
  ],
] as const) {
  test(`the doctor finds ${title}`, async ({ issuer }) => {
    const results = await consult({ address: issuer }, changes)
    expect(troubles(results)).toEqual(expected)
    const said = Object.values(results).find(({ verdict }) => verdict === 'failure')
    expect(said?.advice).toMatch(advice)
  })
}

test('a redirect URI that Facebook refuses is named with what to register', async ({
  issuer,
  google: _reset,
}) => {
  const results = await consult({ address: issuer }, { AUTH_URL: 'https://localhost:3000' })
  expect(troubles(results)).toEqual({ 'facebook-redirect-uri': 'failure' })
  expect(results['facebook-redirect-uri']?.advice).toContain(
    'Add https://localhost:3000/api/auth/callback/facebook to the valid OAuth redirect URIs',
  )
})

test('an app of Facebook’s without a privacy policy is warned of', async ({ issuer, google: _reset }) => {
  await controlFacebook(issuer).settings({ privacyPolicyUrl: null })
  const results = await consult({ address: issuer })
  expect(troubles(results)).toEqual({ 'facebook-app': 'warning' })
  expect(results['facebook-app']?.seen).toMatch(/has no privacy policy/)
})

test('an app that wants a proof of its secret gets one', async ({ issuer, google: _reset }) => {
  await controlFacebook(issuer).settings({ requireProof: true })
  expect(troubles(await consult({ address: issuer }))).toEqual({})
})

test('of a provider that is not set up, one line says so and nobody is asked', async ({ stranger }) => {
  for (const [provider, id] of [
    ['facebook', 'facebook-console'],
    ['twitter', 'x-console'],
  ] as const) {
    const { idName, secretName } = clientVariables(provider)
    const results = await consult({ address: stranger.url }, { [idName]: '', [secretName]: '' })
    const group = results[id]?.group
    const own = Object.entries(results).filter(
      ([name, result]) => result.group === group || name.startsWith(`auth-${provider}`),
    )
    expect(own).toEqual([
      [
        id,
        expect.objectContaining({
          verdict: 'ok',
          seen: `not set up: ${idName} and ${secretName} are not set`,
        }),
      ],
    ])
  }
})

/** What X answers to the question about the client, and what the doctor makes of it. */
const answersOfX: [status: number, body: unknown, kind: string, blame?: string | null][] = [
  [
    400,
    { error: 'invalid_request', error_description: 'Value passed for the authorization code was invalid.' },
    'accepted',
  ],
  [400, { error: 'invalid_grant' }, 'accepted'],
  [
    401,
    { error: 'unauthorized_client', error_description: 'Missing valid authorization header' },
    'refused',
    'secret',
  ],
  [400, { error: 'invalid_client' }, 'refused', 'id'],
  [401, { error: 'invalid_client' }, 'refused', 'id'],
  [
    400,
    { error: 'invalid_request', error_description: 'Missing required parameter [client_id].' },
    'unclear',
  ],
  [400, { error: { code: 100 } }, 'unclear'],
  [200, { access_token: 'x' }, 'unclear'],
  [429, { title: 'Too Many Requests' }, 'unclear'],
  [503, '<html>', 'unclear'],
]

for (const [status, body, kind, blame] of answersOfX) {
  test(`X that answers ${status} ${JSON.stringify(body)}: ${kind} ${blame ?? ''}`, async ({ stranger }) => {
    stranger.answer(
      '/2/oauth2/token',
      json(() => body, status),
    )
    const probe = await probeX({ id: 'id', secret: 'secret', redirectUri: ORIGIN }, stranger.url)
    expect(probe).toMatchObject({ kind, ...(blame && { blame }), clock: { theirs: expect.any(Number) } })
  })
}

const error = (code: unknown, message = '') => ({ error: { code, message, type: 'OAuthException' } })

const answersOfFacebook: [status: number, body: unknown, kind: string, blame?: string][] = [
  [400, error(100, 'Invalid verification code format.'), 'accepted'],
  [400, error(1, 'Error validating client secret.'), 'refused', 'secret'],
  [400, error(1, 'An unknown error occurred'), 'unclear'],
  [400, error(101, 'Error validating application.'), 'refused', 'id'],
  [400, error(191, 'Can’t load URL'), 'redirect-refused'],
  [400, error(4, 'Application request limit reached'), 'unclear'],
  [400, error('100'), 'unclear'],
  [400, { error: 'invalid_client' }, 'unclear'],
  [200, {}, 'unclear'],
  [503, '<html>', 'unclear'],
]

for (const [status, body, kind, blame] of answersOfFacebook) {
  test(`Facebook that answers ${status} ${JSON.stringify(body)}: ${kind} ${blame ?? ''}`, async ({
    stranger,
  }) => {
    stranger.answer(
      '/v26.0/oauth/access_token',
      json(() => body, status),
    )
    const probe = await probeFacebook({ id: 'id', secret: 'secret', redirectUri: ORIGIN }, stranger.url)
    expect(probe).toMatchObject({ kind, ...(blame && { blame }), clock: { theirs: expect.any(Number) } })
  })
}

test('what is not clear is a warning, also when nobody answers for the app', async ({ stranger }) => {
  for (const path of ['/v26.0/oauth/access_token', '/2/oauth2/token'])
    stranger.answer(
      path,
      json(() => error(2, 'Service temporarily unavailable'), 500),
    )
  stranger.answer(
    '/.well-known/oauth/openid/jwks/',
    json(() => ({ keys: [] })),
  )
  const results = await consult({ address: stranger.url })
  expect(troubles(results)).toEqual({
    'facebook-keys': 'failure',
    'facebook-client': 'warning',
    'facebook-app': 'skipped',
    'x-client': 'warning',
  })
  expect(results['facebook-app']?.seen).toBe('Facebook does not say: Graph answered 404')
})

test('where the address of a stand-in is wrong, nobody else is shown the secret', async ({ issuer }) => {
  const wrong = await consult({ address: issuer }, { FACEBOOK_URL: 'http://facebook.example', X_URL: 'x' })
  const asked = ['facebook-keys', 'facebook-client', 'facebook-redirect-uri', 'facebook-clock']
  for (const id of [...asked, 'x-client', 'x-redirect-uri', 'x-clock'])
    expect(wrong[id], id).toMatchObject({ verdict: 'skipped', seen: 'needs other-settings' })
})

test('a provider that cannot be reached is named once, and what hangs on it is skipped', async () => {
  expect(troubles(await consult({ address: 'http://127.0.0.1:1' }))).toEqual({
    'facebook-keys': 'failure',
    'facebook-client': 'failure',
    'facebook-redirect-uri': 'skipped',
    'facebook-app': 'skipped',
    'facebook-clock': 'skipped',
    'x-client': 'failure',
    'x-redirect-uri': 'skipped',
    'x-clock': 'skipped',
  })
})

test('a clock that is off breaks sign-ins with Facebook, and with X none', async ({ stranger, issuer }) => {
  const keys = await (await fetch(`${issuer}/.well-known/oauth/openid/jwks/`)).json()
  stranger.answer(
    '/.well-known/oauth/openid/jwks/',
    json(() => keys),
  )
  const late = (body: unknown) => (_request: unknown, response: import('node:http').ServerResponse) => {
    const date = new Date(Date.now() - 600_000).toUTCString()
    response.writeHead(400, { date, 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  stranger.answer('/v26.0/oauth/access_token', late(error(100)))
  stranger.answer('/2/oauth2/token', late({ error: 'invalid_grant' }))
  stranger.answer(
    `/v26.0/${facebookClient.id}`,
    json(() => ({ name: 'App', privacy_policy_url: 'https://a.example/' })),
  )
  const results = await consult({ address: stranger.url })
  expect(troubles(results)).toEqual({ 'facebook-clock': 'failure', 'x-clock': 'warning' })
  expect(results['x-clock']?.seen).toMatch(/^ours is (599|600|601) seconds ahead$/)
})

test('a provider that tells nobody whether a redirect URI is registered waits for somebody to come back', async ({
  databaseUrl,
}) => {
  const setUp = openSetUp({ environment: { DATABASE_URL: databaseUrl, AUTH_URL: ORIGIN }, processes: 1 })
  const tables = setUp.database
  const look = (probe: Partial<ClientProbe> = {}, standIn?: string) =>
    lookForReturns({ ...setUp, tables }, 'twitter', {
      asked: Promise.resolve({ kind: 'accepted', clock: null, ...probe } as ClientProbe),
      client: 'x-client',
      standIn,
      advice: (uri) => `Register ${uri}.`,
    })
  const register = `Register ${ORIGIN}/api/auth/callback/twitter.`
  // Tests before this one may have signed people in.
  await query(databaseUrl, `DELETE FROM accounts WHERE provider = 'twitter'`)
  expect(await look()).toMatchObject({
    verdict: 'warning',
    advice: `${register} Then sign in once: with another one, X shows an error page of its own.`,
  })
  expect(await look({ kind: 'redirect-refused', code: 'invalid_request' })).toEqual({
    verdict: 'failure',
    seen: 'refused: invalid_request',
    advice: register,
  })
  expect(await look({}, 'https://x.example')).toMatchObject({ verdict: 'ok' })
  await query(
    databaseUrl,
    `WITH person AS (INSERT INTO users (name, updated_at) VALUES ('X', now()) RETURNING id)
     INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email_verified, last_sign_in_at)
     SELECT id, 'oauth', 'twitter', 'https://x.com', '15', false, '2026-01-05' FROM person`,
  )
  expect(await look(), 'that was long ago').toMatchObject({ verdict: 'warning' })
  await query(databaseUrl, 'UPDATE accounts SET last_sign_in_at = now()')
  expect(await look()).toEqual({
    verdict: 'ok',
    seen: expect.stringMatching(/^somebody came back on 20\d\d-/),
  })
  await query(databaseUrl, `DELETE FROM users WHERE name = 'X'`)
  await setUp.close()
})

test('X is told with what to register that it wants no localhost', async ({ stranger }) => {
  const text = 'Value passed for the redirect uri did not match the uri of the authorization code.'
  stranger.answer(
    '/2/oauth2/token',
    json(() => ({ error: 'invalid_request', error_description: text }), 400),
  )
  const { 'x-redirect-uri': there } = await consult({ address: stranger.url })
  expect(there?.advice).toContain(`Register ${ORIGIN}/api/auth/callback/twitter in X’s console`)
  expect(there?.advice).toContain('http://127.0.0.1 in the place of http://localhost')
  const elsewhere = await consult(
    { address: stranger.url },
    { AUTH_URL: 'https://localhost.example', ALLOW_CUSTOM_ISSUER: '1' },
  )
  expect(elsewhere['x-redirect-uri']?.advice).not.toContain('127.0.0.1')
})

test('what it says of a set-up holds no secret of any provider', { tag: '@R111' }, async ({ stranger }) => {
  const secrets = [facebookClient.secret, xClient.secret]
  for (const path of ['/v26.0/oauth/access_token', '/2/oauth2/token'])
    stranger.answer(
      path,
      json(() => ({ ...error(2, secrets.join(' ')), error_description: secrets.join(' ') }), 400),
    )
  const said = JSON.stringify(await consult({ address: stranger.url }))
  expect(said).toContain('[hidden]')
  for (const secret of secrets) expect(said).not.toContain(secret)
  expect(providerIds).toHaveLength(3)
})
