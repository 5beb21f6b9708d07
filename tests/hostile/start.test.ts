import { send } from '#tests/support/http'
import { expect, test } from '#tests/support/test'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const OURS = { ...FORM, 'sec-fetch-site': 'same-origin' }

/** Starts a sign-in as the button does. */
function start(
  appUrl: string,
  body = 'returnTo=/dashboard',
  headers: Record<string, string> = OURS,
  query = '',
) {
  return send(`${appUrl}/sign-in/start${query}`, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    body,
  })
}

const location = (answer: { headers: Headers }) => new URL(answer.headers.get('location') ?? '')

test('a sign-in asks Google for exactly this, with new secrets each time', {
  tag: ['@R1', '@R2', '@R3', '@R6'],
}, async ({ stack }) => {
  const seen = { state: new Set(), nonce: new Set(), code_challenge: new Set() }
  for (let i = 0; i < 50; i++) {
    const url = location(await start(stack.appUrl))
    expect(url.origin).toBe(stack.issuer)
    const parameters = Object.fromEntries(url.searchParams)
    const { state, nonce, code_challenge, ...fixed } = parameters
    for (const [name, value] of Object.entries({ state, nonce, code_challenge })) {
      expect(value?.length).toBeGreaterThanOrEqual(43)
      seen[name as keyof typeof seen].add(value)
    }
    expect(fixed).toEqual({
      response_type: 'code',
      client_id: stack.clientId,
      redirect_uri: `${stack.appUrl}/api/auth/callback/google`,
      scope: 'openid email profile',
      access_type: 'offline',
      include_granted_scopes: 'true',
      prompt: 'select_account',
      code_challenge_method: 'S256',
    })
  }
  for (const values of Object.values(seen)) expect(values.size).toBe(50)
})

test('no header, query or field changes what Google is asked', { tag: ['@R4', '@R5'] }, async ({ stack }) => {
  const golden = new Set(location(await start(stack.appUrl)).searchParams.keys())
  const names = [
    'redirect_uri',
    'client_id',
    'scope',
    'prompt',
    'login_hint',
    'response_type',
    'state',
    'nonce',
    'hd',
  ]
  const evil = names.map((name) => `${name}=evil`).join('&')
  const spoofed = {
    ...OURS,
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example;proto=https',
    origin: 'https://evil.example',
    referer: 'https://evil.example/',
  }
  for (const answer of [
    await start(stack.appUrl, `returnTo=/dashboard&${evil}`, OURS, `?${evil}`),
    await start(stack.appUrl, 'returnTo=/dashboard', spoofed),
  ]) {
    const url = location(answer)
    expect(url.origin).toBe(stack.issuer)
    expect(new Set(url.searchParams.keys())).toEqual(golden)
    expect(url.searchParams.get('redirect_uri')).toBe(`${stack.appUrl}/api/auth/callback/google`)
    expect(url.href).not.toContain('evil')
  }
})

const foreign: [title: string, headers: Record<string, string>][] = [
  ['another site', { ...FORM, 'sec-fetch-site': 'cross-site' }],
  ['a sibling domain', { ...FORM, 'sec-fetch-site': 'same-site' }],
  ['the address bar', { ...FORM, 'sec-fetch-site': 'none' }],
  ['another origin, in an old browser', { ...FORM, origin: 'https://evil.example' }],
  ['a sandboxed frame', { ...FORM, origin: 'null' }],
  ['nobody knows where', FORM],
]

for (const [title, headers] of foreign) {
  test(`a start from ${title} is refused and leaves nothing`, { tag: ['@R7', '@R98'] }, async ({ stack }) => {
    const answer = await start(stack.appUrl, 'returnTo=/dashboard', headers)
    expect(location(answer).origin).toBe(stack.appUrl)
    expect(location(answer).searchParams.get('code')).toBe('cross_site')
    expect(answer.headers.getSetCookie()).toEqual([])
  })
}

test('only a form post starts a sign-in', { tag: '@R7' }, async ({ stack }) => {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await send(`${stack.appUrl}/sign-in/start`, { method, headers: OURS })
    expect(answer.headers.getSetCookie(), method).toEqual([])
    expect(answer.headers.get('location'), method).toBeNull()
  }
  for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
    const answer = await start(stack.appUrl, '{}', { ...OURS, 'content-type': type })
    expect(location(answer).searchParams.get('code'), type).toBe('invalid_input')
  }
  const long = await start(stack.appUrl, `returnTo=${'x'.repeat(5_000)}`)
  expect(location(long).searchParams.get('code')).toBe('invalid_input')
})

test('of the routes that Auth.js has, none answers but the callback', { tag: '@R41' }, async ({ stack }) => {
  const routes = [
    'session',
    'csrf',
    'providers',
    'signin',
    'signin/google',
    'signout',
    'error',
    'verify-request',
    'callback/credentials',
    'callback/GOOGLE',
    'callback/google/',
    'callback%2Fgoogle',
    'callback/google%2F',
    './session',
    '%2e/session',
    'callback/google/../../session',
  ]
  for (const route of routes) {
    for (const method of ['GET', 'POST']) {
      const answer = await send(`${stack.appUrl}/api/auth/${route}`, { method, headers: OURS })
      expect([404, 405, 308, 400], `${method} ${route}`).toContain(answer.status)
      expect(answer.headers.getSetCookie(), `${method} ${route}`).toEqual([])
    }
  }
})
