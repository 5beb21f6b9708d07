import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { test as base, expect } from '@playwright/test'
import { getDiscovery } from '#lib/google/discovery'
import { google } from '#lib/google/provider'
import { setTestEnvironment } from '#tests/support/environment'
import { CLIENT_ID, discovery, type Issuer, json, startIssuer } from '#tests/support/providers'

const SECRET = 'a secret: with signs, and +'
const realNow = Date.now

const test = base.extend<object, { issuer: Issuer }>({
  issuer: [
    async ({}, use) => {
      const issuer = await startIssuer()
      setTestEnvironment({
        AUTH_GOOGLE_ID: CLIENT_ID,
        AUTH_GOOGLE_SECRET: SECRET,
        AUTH_GOOGLE_ISSUER: issuer.url,
      })
      await use(issuer)
      await issuer.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

test.afterEach(({ issuer }) => issuer.restore())
test.afterAll(() => {
  Date.now = realNow
})

/** What is known of an issuer is asked anew after an hour. */
function twoHoursLater(): void {
  const before = Date.now
  Date.now = () => before() + 2 * 3_600_000
}

let published = 0

/** The issuer from now on, with more in its document. Waits until it is known: while it is not to be had, the last one is used. */
async function publish(issuer: Issuer, more: Record<string, unknown>): Promise<void> {
  const mark = ++published
  const document = { ...discovery(issuer.url), revocation_endpoint: `${issuer.url}/revoke`, mark, ...more }
  issuer.answer(
    '/.well-known/openid-configuration',
    json(() => document),
  )
  const known = () => {
    twoHoursLater()
    return getDiscovery()
  }
  await expect.poll(known).toMatchObject({ mark })
}

const encode = (value: string) => new URLSearchParams({ value }).toString().slice('value='.length)
const BASIC = `Basic ${Buffer.from(`${encode(CLIENT_ID)}:${encode(SECRET)}`).toString('base64')}`

/** RFC 7009, section 2.1: whoever has a secret authenticates, or is refused. */
async function wantCredentials(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await text(request))
  const posted = form.get('client_id') === CLIENT_ID && form.get('client_secret') === SECRET
  const ways = [request.headers.authorization === BASIC, posted].filter(Boolean)
  const known = ways.length === 1 && form.get('token') === 'the-token'
  json(() => (known ? {} : { error: 'invalid_client' }), known ? 200 : 401)(request, response)
}

const post = ['client_secret_post']
const basic = ['client_secret_basic']
const ways: [title: string, document: Record<string, unknown>][] = [
  ['says nothing of how', {}],
  ['takes both', { token_endpoint_auth_methods_supported: [...post, ...basic] }],
  ['takes forms alone', { token_endpoint_auth_methods_supported: post }],
  [
    'takes headers here and forms there',
    { token_endpoint_auth_methods_supported: post, revocation_endpoint_auth_methods_supported: basic },
  ],
  [
    'takes forms here and headers there',
    { token_endpoint_auth_methods_supported: basic, revocation_endpoint_auth_methods_supported: post },
  ],
  [
    'says nonsense of it here',
    { token_endpoint_auth_methods_supported: basic, revocation_endpoint_auth_methods_supported: 'none' },
  ],
]

for (const [title, document] of ways) {
  test(`a revocation endpoint that wants to know the client, and ${title}, is told it once`, {
    tag: '@R76',
  }, async ({ issuer }) => {
    await publish(issuer, document)
    issuer.answer('/revoke', wantCredentials)
    expect(await google.revocation.revoke('the-token')).toEqual({ kind: 'revoked' })
  })
}

const answers: [status: number, error: string, kind: string][] = [
  [200, '', 'revoked'],
  [204, '', 'revoked'],
  [400, 'invalid_token', 'nothing-to-revoke'],
  [400, 'invalid_grant', 'nothing-to-revoke'],
  [400, 'unsupported_token_type', 'nothing-to-revoke'],
  [401, 'invalid_client', 'refused'],
  [400, 'invalid_client', 'refused'],
  [403, 'unauthorized_client', 'refused'],
  [400, 'invalid_request', 'failed'],
  [401, '', 'failed'],
  [404, '', 'failed'],
  [503, 'invalid_token', 'failed'],
]

for (const [status, error, kind] of answers) {
  test(`a revocation endpoint that says ${status} ${error} means ${kind}`, { tag: '@R76' }, async ({
    issuer,
  }) => {
    await publish(issuer, {})
    issuer.answer('/revoke', (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(status === 204 ? undefined : JSON.stringify(error ? { error } : {}))
    })
    expect(await google.revocation.revoke('the-token')).toMatchObject({ kind })
  })
}

test('a provider without a revocation endpoint has nothing to revoke', { tag: '@R76' }, async ({
  issuer,
}) => {
  await publish(issuer, { revocation_endpoint: undefined })
  expect(await google.revocation.revoke('the-token')).toEqual({ kind: 'nothing-to-revoke' })
})

test('once it is known where, and as whom, a refresh is one request: what was known may be too old by then', {
  tag: ['@R63', '@R66'],
}, async ({ issuer }) => {
  await publish(issuer, {})
  const endpoint = await google.refresh.endpoint()
  twoHoursLater()
  issuer.answer('/.well-known/openid-configuration', () => undefined)
  const asked = issuer.requests.get('/.well-known/openid-configuration')
  const body = { access_token: 'ya29.fresh', token_type: 'Bearer' }
  issuer.answer(
    '/token',
    json(() => body),
  )
  expect(await google.refresh.request(endpoint, 'the-token')).toEqual({ kind: 'answered', body })
  expect(issuer.requests.get('/.well-known/openid-configuration')).toBe(asked)
})
