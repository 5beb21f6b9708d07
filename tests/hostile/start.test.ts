import { once } from 'node:events'
import { connect } from 'node:net'
import { send } from '#tests/support/http'
import { createRawBrowser, destination, placeOf } from '#tests/support/raw-browser'
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

const location = (answer: { headers: Headers }) => placeOf(answer) ?? new URL('nowhere:')

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

test('every form that leaves is answered with a page that goes on by itself, and is for nobody else', {
  tag: ['@R102', '@R104'],
}, async ({ stack, ada, person, sql }) => {
  const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [person.sub])
  const forms = [
    ['/sign-in/start', {}, 'Google asks who you are'],
    ['/connections/start', { intent: 'link' }, 'Google asks about the account that you want to connect'],
    ['/connections/start', { intent: 'grant', feature: 'drive' }, 'Google asks what you want to allow'],
    ['/connections/start', { intent: 'reconnect' }, 'Google asks whether you still agree'],
    ['/connections/start', { intent: 'confirm' }, 'Google asks whether it is you'],
  ] as const
  for (const [path, fields, text] of forms) {
    const answer = await ada.post(path, { ...fields, account: String(row?.id), returnTo: '/connections' })
    const address = placeOf(answer)?.href ?? ''
    expect(address, text).toContain(`${stack.issuer}/o/oauth2/v2/auth?`)
    expect({ status: answer.status, refresh: answer.headers.get('refresh') }).toEqual({
      status: 200,
      refresh: `0; url=${address}`,
    })
    expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform')
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(answer.headers.get('content-security-policy')).toMatch(/; form-action 'self'(;|$)/)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain(`<a href="${address.replaceAll('&', '&#38;')}">go on to Google</a>`)
    expect(answer.text).toContain('<html lang="en" dir="ltr">')
    expect(answer.text).not.toMatch(/<script|<iframe|<img|<link/)
    const nonce = /style-src [^;]*'nonce-([\w-]+)'/.exec(
      answer.headers.get('content-security-policy') ?? '',
    )?.[1]
    expect(answer.text).toContain(`<style nonce="${nonce}">`)
  }
})

test('cookies of attempts never pile up: the oldest go, and the newest still work', { tag: '@R44' }, async ({
  stack,
  person,
}) => {
  const browser = createRawBrowser(stack)
  const attempt = stack.sessionCookie.replace('session', 'attempt')
  for (let n = 0; n < 180; n++)
    browser.jar.set(`${attempt}-${String(n).padStart(16, '0')}`, `${'x'.repeat(43)}`)
  const address = await browser.travel('/sign-in/start', { returnTo: '/sessions' }, person)
  for (let n = 0; n < 9; n++) await browser.post('/sign-in/start', { returnTo: '/dashboard' })
  const cookies = [...browser.jar].map(([name, value]) => `${name}=${value}`)
  expect(cookies.filter((cookie) => cookie.includes('attempt'))).toHaveLength(10)
  expect(cookies.join('; ').length).toBeLessThan(1_200)
  expect(destination(await browser.get(address))).toBe('/sessions')
  // A session and a full hand of attempts are all that we ever set.
  expect([...browser.jar.keys()].filter((name) => !name.startsWith(`${attempt}-`))).toEqual([
    stack.sessionCookie,
  ])
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
    expect(location(answer).searchParams.get('code'), type).toBe('unreadable_form')
  }
  const long = await start(stack.appUrl, `returnTo=${'x'.repeat(5_000)}`)
  expect(location(long).searchParams.get('code')).toBe('too_large')
})

const begins = ({ headers }: { headers: Headers }) =>
  headers.getSetCookie().some((cookie) => cookie.includes('attempt'))

const fields = 'intent=confirm&returnTo=/drive?q=tax'
const longest = `${fields}&rest=`.padEnd(4_096, 'x')
const piecesOf = (text: string) => text.match(/.{1,64}/g) ?? []

/** Bodies as browsers and proxies frame them, and whether they are read. */
const bodies: [title: string, body: string | string[], read: boolean][] = [
  ['a length', fields, true],
  ['one chunk', [fields], true],
  ['a chunk for every character', [...fields], true],
  ['the longest, with its length', longest, true],
  ['the longest, in one chunk', [longest], true],
  ['the longest, in many chunks', piecesOf(longest), true],
  ['one too long, with its length', `${longest}x`, false],
  ['one too long, in one chunk', [`${longest}x`], false],
  ['one too long, in many chunks', piecesOf(`${longest}x`), false],
  ['a megabyte with its length', fields.padEnd(1_048_576, 'x'), false],
  ['a megabyte in chunks', piecesOf(fields.padEnd(1_048_576, 'x')), false],
]

for (const path of ['/sign-in/start', '/connections/start']) {
  test(`a form to ${path} is read however it is framed, up to its limit`, { tag: '@R107' }, async ({
    ada,
  }) => {
    // As proxies send it: a connection that is kept takes the rest of what was refused.
    const headers = { ...OURS, connection: 'keep-alive' }
    for (const [title, body, read] of bodies) {
      const answer = await ada.request(path, { method: 'POST', headers, body })
      if (read) expect(begins(answer), title).toBe(true)
      else expect(location(answer).searchParams.get('code'), title).toBe('too_large')
    }
  })
}

test('a form without fields starts a sign-in, with or without a length', async ({ stack }) => {
  for (const body of ['', []])
    expect(begins(await send(`${stack.appUrl}/sign-in/start`, { method: 'POST', headers: OURS, body }))).toBe(
      true,
    )
})

test('a form that breaks off midway begins nothing, and is no defect of ours', async ({ stack, sql }) => {
  const before = await sql('SELECT count(*) FROM sign_in_attempts')
  const logged = stack.logs().length
  const { port } = new URL(stack.appUrl)
  for (const framing of [
    'Content-Length: 200\r\n\r\nreturnTo=',
    'Transfer-Encoding: chunked\r\n\r\n5\r\nretur\r\n',
  ]) {
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    const head = Object.entries({ host: `localhost:${port}`, ...OURS }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    const mark = stack.logs().length
    const continued = once(socket, 'data')
    // Before it has been read, a reset would take the request with it.
    socket.write(`POST /sign-in/start HTTP/1.1\r\n${head.join('\r\n')}\r\nExpect: 100-continue\r\n${framing}`)
    expect(String(await continued)).toContain('100 Continue')
    socket.resetAndDestroy()
    await expect.poll(() => stack.logs().slice(mark)).toContain('form failed')
  }
  expect(stack.logs().slice(logged)).not.toContain('"level":"error"')
  expect(await sql('SELECT count(*) FROM sign_in_attempts')).toEqual(before)
})

const others = (appUrl: string): Record<string, string>[] => {
  const { hostname, port } = new URL(appUrl)
  return [
    { 'sec-fetch-site': 'same-origin', origin: `http://127.0.0.1:${port}` },
    { 'sec-fetch-site': 'same-origin', origin: 'https://www.app.example' },
    { 'sec-fetch-site': 'same-origin', origin: `http://${hostname}.:${port}` },
    { 'sec-fetch-site': 'cross-site', origin: `https://${hostname}:${port}` },
    { 'sec-fetch-site': 'same-site', origin: `http://${hostname}:1` },
    { origin: `https://${hostname}` },
  ]
}

for (const path of ['/sign-in/start', '/connections/start']) {
  test(`a form to ${path} from another name of this site leads to its own, with words`, {
    tag: '@R98',
  }, async ({ ada, stack, sql }) => {
    const before = await sql('SELECT count(*) FROM sign_in_attempts')
    for (const headers of others(stack.appUrl)) {
      const answer = await ada.post(path, { intent: 'confirm', returnTo: '/drive?q=tax' }, headers)
      expect(answer.status, JSON.stringify(headers)).toBe(303)
      expect(answer.headers.getSetCookie()).toEqual([])
      // A path: the policy of the page lets the form go to no other origin than its own.
      const place = answer.headers.get('location') ?? ''
      expect(place).toMatch(/^\/sign-in\/problem\?code=other_address&/)
      const page = await createRawBrowser(stack).get(place)
      expect(page.status).toBe(400)
      expect(page.text).toContain('This site has another address')
      expect(page.text).toContain(`href="${stack.appUrl}/drive?q=tax"`)
    }
    expect(await sql('SELECT count(*) FROM sign_in_attempts')).toEqual(before)
  })
}

test('a browser that keeps its origin to itself is not sent elsewhere', async ({ stack }) => {
  for (const headers of [OURS, { ...OURS, origin: 'null' }, { ...FORM, origin: stack.appUrl }])
    expect(begins(await start(stack.appUrl, fields, headers))).toBe(true)
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
