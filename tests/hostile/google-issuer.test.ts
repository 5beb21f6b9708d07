import { globalAgent as plainAgent } from 'node:http'
import { globalAgent as tlsAgent } from 'node:https'
import { connect, type TcpNetConnectOpts } from 'node:net'
import { test as base, expect } from '@playwright/test'
import { GOOGLE_ISSUER } from '#lib/env-schema'
import { AppError } from '#lib/errors'
import { fetchDiscovery, getDiscovery } from '#lib/google/discovery'
import { requireSubject } from '#lib/google/oauth'
import { setTestEnvironment } from '#tests/support/environment'
import { exchangeWith, verdictOf } from '#tests/support/exchange'
import { newTokens } from '#tests/support/lib'
import { CLIENT_ID, type Issuer, json, startIssuer } from '#tests/support/providers'

const google = {
  issuer: GOOGLE_ISSUER,
  authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  device_authorization_endpoint: 'https://oauth2.googleapis.com/device/code',
  token_endpoint: 'https://oauth2.googleapis.com/token',
  userinfo_endpoint: 'https://openidconnect.googleapis.com/userinfo',
  revocation_endpoint: 'https://oauth2.googleapis.com/revoke',
  jwks_uri: 'https://www.googleapis.com/jwks',
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
}

const WELL_KNOWN = '/.well-known/openid-configuration'

/** The real issuer's name, whose requests a server of the tests answers: Google itself cannot be had here. */
const test = base.extend<object, { issuer: Issuer; elsewhere: string[] }>({
  elsewhere: [async ({}, use) => use([]), { scope: 'worker' }],
  issuer: [
    async ({ elsewhere }, use) => {
      const issuer = await startIssuer()
      const leadHere = ({ host = '', port }: TcpNetConnectOpts) => {
        if (!/(^|\.)(google|googleapis)\.com$/.test(host)) elsewhere.push(`${host}:${port}`)
        return connect(Number(new URL(issuer.url).port), '127.0.0.1')
      }
      for (const agent of [plainAgent, tlsAgent]) Object.assign(agent, { createConnection: leadHere })
      setTestEnvironment({ AUTH_GOOGLE_ID: CLIENT_ID, AUTH_GOOGLE_ISSUER: GOOGLE_ISSUER })
      issuer.answer(
        WELL_KNOWN,
        json(() => google),
      )
      await getDiscovery()
      await use(issuer)
      // Theirs again, which is their class's.
      for (const agent of [plainAgent, tlsAgent]) Reflect.deleteProperty(agent, 'createConnection')
      await issuer.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test.afterEach(({ issuer }) => issuer.restore())

/** Google: "always equal to https://accounts.google.com or accounts.google.com". */
const NAMES = ['https://accounts.google.com', 'accounts.google.com']

const OTHERS = [
  'http://accounts.google.com',
  'https://accounts.google.com/',
  'accounts.google.com/',
  'accounts.google.com.',
  'accounts.google.com:443',
  'ACCOUNTS.GOOGLE.COM',
  '//accounts.google.com',
  'google.com',
  'accounts.google.com.evil.example',
  'https://accounts.google.com@evil.example',
  'accounts．google.com',
  ' accounts.google.com',
  'accounts.google.com\u0000',
  ['accounts.google.com'],
  { name: 'accounts.google.com' },
  '',
  null,
  undefined,
]

for (const iss of NAMES) {
  test(`an id_token of ${iss} signs in, and is of the one Google`, { tag: '@R15' }, async ({ issuer }) => {
    const { identity } = await exchangeWith(issuer, { claims: { iss } })
    expect(identity).toMatchObject({ issuer: GOOGLE_ISSUER, subject: 'person-1' })
  })

  test(`an answer from ${iss} is Google’s`, { tag: '@R9' }, async ({ issuer }) => {
    expect(await verdictOf(issuer, { claims: { iss: GOOGLE_ISSUER }, answer: { iss } })).toBe('accepted')
  })

  test(`a refreshed id_token of ${iss} is about the same person`, { tag: '@R95' }, async ({ issuer }) => {
    const answer = newTokens({ idToken: await issuer.sign({ iss }) })
    expect(() => requireSubject(answer, 'person-1')).not.toThrow()
    expect(() => requireSubject(answer, 'person-2')).toThrow(AppError)
  })
}

test('no other name is Google’s: at a sign-in, in an answer, at a refresh', { tag: '@R15' }, async ({
  issuer,
}) => {
  for (const iss of OTHERS) {
    const title = JSON.stringify(iss)
    expect(await verdictOf(issuer, { claims: { iss } }), title).toBe('provider_invalid')
    const answer = newTokens({ idToken: await issuer.sign({ iss }) })
    expect(() => requireSubject(answer, 'person-1'), title).toThrow(AppError)
    if (typeof iss === 'string' && iss !== '')
      expect(await verdictOf(issuer, { claims: { iss: GOOGLE_ISSUER }, answer: { iss } }), title).toBe(
        'provider_invalid',
      )
  }
})

test('a token that is signed by somebody else is refused by either name', { tag: '@R11' }, async ({
  issuer,
}) => {
  for (const iss of NAMES) {
    const [head, body, signature = ''] = (await issuer.sign({ iss })).split('.')
    const forged = [head, body, signature.split('').reverse().join('')].join('.')
    expect(await verdictOf(issuer, { tokens: { id_token: forged } })).toBe('provider_invalid')
  }
})

const NOT_GOOGLE = [
  'http://oauth2.googleapis.com/token',
  'https://evil.example/token',
  'https://oauth2.googleapis.com.evil.example/token',
  'https://oauth2.googleapis.com@evil.example/token',
  'https://ada:secret@oauth2.googleapis.com/token',
  'https://evil.example#oauth2.googleapis.com',
  'https://oauth2.googleapis.com:8443/token',
  'https://script.google.com/macros/s/anybody/exec',
  'https://storage.googleapis.com/anybody/keys.json',
  'https://sites.google.com/anybody',
  'http://169.254.169.254/token',
  'http://localhost/token',
  'ftp://oauth2.googleapis.com/token',
]

for (const name of [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'revocation_endpoint',
  'jwks_uri',
]) {
  test(`no ${name} is believed that is not Google’s`, { tag: '@R10' }, async ({ issuer, elsewhere }) => {
    for (const address of NOT_GOOGLE) {
      issuer.answer(
        WELL_KNOWN,
        json(() => ({ ...google, [name]: address })),
      )
      await expect(fetchDiscovery(GOOGLE_ISSUER), address).rejects.toMatchObject({ code: 'provider_invalid' })
    }
    expect(elsewhere).toEqual([])
  })
}
