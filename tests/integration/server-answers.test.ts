import { expect } from '@playwright/test'
import type { RequestContext } from '#lib/context'
import { echo, test } from '#tests/support/http-server'

const page = (html = '<p>hello') => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Length': html.length,
})

function currentContext(): RequestContext {
  const shared = globalThis as unknown as Record<symbol, { getStore(): RequestContext }>
  return shared[Symbol.for('latchkey.request')]!.getStore()
}

test('every response carries the security headers, refusals and files included', async ({ start }) => {
  const { ask } = await start(echo)
  for (const options of [{}, { method: 'TRACE' }, { path: 'http://evil.example/' }]) {
    const { headers } = await ask('/_next/static/a.js', options)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
  }
})

test('a site on http does not promise https', async ({ start }) => {
  const { ask } = await start((_request, response) => response.writeHead(200, page()).end('<p>hello'), {
    origin: 'http://localhost:3000',
  })
  const { headers } = await ask()
  expect(headers['strict-transport-security']).toBeUndefined()
  expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
})

test('a server for development promises no https, also when it speaks it', async ({ start }) => {
  const { ask } = await start((_request, response) => response.writeHead(200, page()).end('<p>hello'), {
    origin: 'https://localhost:3000',
    development: true,
  })
  const { headers } = await ask()
  expect(headers['strict-transport-security']).toBeUndefined()
  expect(headers['content-security-policy']).toContain("connect-src 'self' wss://localhost:3000;")
  expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests')
})

test('a page is sent with the policy whose nonce the renderer was given, and each has its own', async ({
  start,
}) => {
  let given: unknown
  const { ask } = await start((request, response) => {
    given = request.headers['content-security-policy']
    response.writeHead(200, page()).end('<p>hello')
  })
  const nonces: (string | undefined)[] = []
  for (let time = 0; time < 2; time += 1) {
    const { headers } = await ask('/', { headers: { 'content-security-policy': "script-src 'nonce-evil'" } })
    expect(headers['content-security-policy']).toBe(given)
    nonces.push(/'nonce-([\w-]{22})'/.exec(String(given))?.[1])
  }
  expect(nonces[0]).toBeTruthy()
  expect(nonces[1]).not.toBe(nonces[0])
})

test('forms may lead to this site and to the issuer, and scripts need the nonce', async ({ start }) => {
  const { ask } = await start((_request, response) => response.writeHead(200, page()).end('<p>hello'))
  const policy = (await ask()).headers['content-security-policy']
  expect(policy).toContain("form-action 'self' https://accounts.google.com")
  expect(policy).toContain("object-src 'none'; base-uri 'none'; frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})

test('forms may lead to where the issuer has its authorization endpoint, once it says where', async ({
  start,
}) => {
  const issuer = await start((_request, response) =>
    response.end(JSON.stringify({ authorization_endpoint: 'https://login.example/authorize' })),
  )
  const own = `http://127.0.0.1:${issuer.port}`
  const { ask } = await start((_request, response) => response.writeHead(200, page()).end('<p>hello'), {
    issuer: own,
  })
  const policy = async () => (await ask()).headers['content-security-policy']
  await expect.poll(policy).toContain(`form-action 'self' ${own} https://login.example`)
  expect(await policy()).toContain(`img-src 'self' data: https: ${own}`)
})

test('what is not a page may load nothing', async ({ start }) => {
  const { headers } = await (await start(echo)).ask()
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';/)
})

const caching: [
  title: string,
  path: string,
  headers: Record<string, string>,
  expected: string | undefined,
][] = [
  [
    'a page',
    '/',
    { 'Content-Type': 'text/html', 'Cache-Control': 's-maxage=31536000' },
    'private, no-store, no-transform',
  ],
  ['a page of the router', '/', { 'Content-Type': 'text/x-component' }, 'private, no-store, no-transform'],
  ['JSON', '/api/me', { 'Content-Type': 'application/json' }, 'private, no-store, no-transform'],
  ['a picture of the API', '/api/me.png', { 'Content-Type': 'image/png' }, 'private, no-store, no-transform'],
  [
    'a script',
    '/_next/static/a.js',
    { 'Content-Type': 'application/javascript', 'Cache-Control': 'public' },
    'public',
  ],
  [
    'a file with a cookie',
    '/a.css',
    { 'Content-Type': 'text/css', 'Set-Cookie': 'a=b' },
    'private, no-store, no-transform',
  ],
]

for (const [title, path, headers, expected] of caching) {
  test(`${title} is sent with Cache-Control: ${expected}`, async ({ start }) => {
    const { ask } = await start((_request, response) => response.writeHead(200, headers).end())
    expect((await ask(path)).headers['cache-control']).toBe(expected)
  })
}

const statuses = [
  { given: 200, wanted: 503, sent: 503 },
  { given: 500, wanted: 503, sent: 503 },
  { given: 404, wanted: 503, sent: 404 },
  { given: 307, wanted: 503, sent: 307 },
  { given: 200, wanted: undefined, sent: 200 },
]

for (const { given, wanted, sent } of statuses) {
  test(`a page of status ${given} that asks for ${wanted ?? 'nothing'} is sent with ${sent}`, async ({
    start,
  }) => {
    const { ask } = await start(async (_request, response) => {
      await new Promise((resolve) => setImmediate(resolve))
      Object.assign(currentContext(), { status: wanted, retryAfterSeconds: wanted && 5 })
      response.statusCode = given
      response.end()
    })
    const { status, headers } = await ask()
    expect(status).toBe(sent)
    expect(headers['retry-after']).toBe(sent === 503 ? '5' : undefined)
  })
}

test('a handler that breaks is a bare 500 with a reference', async ({ start }) => {
  const { ask } = await start(() => Promise.reject(new Error('a secret')))
  const { status, headers, body } = await ask()
  expect({ status, body }).toEqual({ status: 500, body: 'Internal Server Error\n' })
  expect(headers['x-request-id']).toBeTruthy()
})
