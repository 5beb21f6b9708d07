import { expect } from '@playwright/test'
import { brand } from '#lib/brand'
import type { RequestContext } from '#lib/context'
import type { speculationHeaders } from '#lib/request/navigation'
import { echo, test } from '#tests/support/http-server'

const page = (html = '<p>hello') => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Length': html.length,
})

function currentContext(): RequestContext {
  const shared = globalThis as unknown as Record<symbol, { getStore(): RequestContext }>
  return shared[Symbol.for(brand.globals.request)]!.getStore()
}

test('every response carries the security headers, refusals and files included', { tag: '@R103' }, async ({
  start,
}) => {
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

test('forms lead to this site alone, whoever the issuers are, and scripts need the nonce', {
  tag: '@R102',
}, async ({ start }) => {
  const [google, sandbox, other] = ['https://accounts.google.com', 'http://127.0.0.1:1', 'http://127.0.0.1:2']
  for (const issuers of [[google], [sandbox], [google, sandbox], [sandbox, google, other], []]) {
    const { ask } = await start((_request, response) => response.writeHead(200, page()).end('<p>hello'), {
      issuers,
    })
    const policy = (await ask()).headers['content-security-policy']
    expect(policy).toMatch(/; form-action 'self'(;|$)/)
    expect(policy).toContain("object-src 'none'; base-uri 'none'; frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    const plain = issuers.filter((issuer) => issuer !== google).map((issuer) => ` ${issuer}`)
    expect(policy).toContain(`img-src 'self' data: https:${plain.join('')};`)
  }
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

test('what is written within a turn is sent in one go', async ({ start }) => {
  const writes: string[] = []
  const { ask } = await start(async ({ socket }, response) => {
    for (const name of ['_write', '_writev'] as const) {
      const write = socket[name]?.bind(socket) as (...args: unknown[]) => void
      socket[name] = (...args: unknown[]) => {
        writes.push(name)
        write(...args)
      }
    }
    response.writeHead(200, page())
    await new Promise(process.nextTick)
    response.write('<p>')
    await new Promise(process.nextTick)
    response.end('hello')
  })
  expect((await ask()).body).toBe('<p>hello')
  expect(writes).toEqual(['_writev'])
})

test('what is written in pieces is sent in pieces: nobody waits for its end', async ({ start }) => {
  const seen = Promise.withResolvers<void>()
  const { port } = await start(async (_request, response) => {
    response.writeHead(200, page())
    response.write('<p>')
    await seen.promise
    response.end('hello')
  })
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  const reader = answer.body!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('<p>')
  seen.resolve()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('hello')
})

/** What browsers send of those headers, and what they do not yet. */
const speculation: Record<(typeof speculationHeaders)[number], string[]> = {
  'sec-purpose': [
    'prefetch',
    'prefetch;prerender',
    'prefetch; anonymous-client-ip',
    'prefetch;prerender;prerender-until-script',
    'something-new',
  ],
  'sec-speculation-tags': ['null', '"my-rules"'],
  purpose: ['prefetch', 'preview', 'Prefetch'],
  'x-purpose': ['preview', 'prefetch', 'instant', ': preview'],
  'x-moz': ['prefetch'],
}

test('a browser that only looks ahead is answered 503 on every route, and nothing is run', {
  tag: ['@R99', '@R110'],
}, async ({ start }) => {
  let run = 0
  const { ask } = await start((request, response) => {
    run += 1
    echo(request, response)
  })
  const paths = ['/', '/drive?q=x', '/api/auth/callback/google?state=s&code=c', '/api/me', '/sign-in/start']
  for (const [name, values] of Object.entries(speculation)) {
    for (const value of values) {
      for (const path of paths) {
        const { status, headers, body } = await ask(path, { headers: { [name]: value } })
        expect({ status, body }, `${name}: ${value}`).toEqual({ status: 503, body: 'Service Unavailable\n' })
        expect(headers['cache-control']).toBe('private, no-store, no-transform')
        expect(headers['set-cookie']).toBeUndefined()
      }
    }
  }
  expect(run).toBe(0)
  const headers = { 'sec-purpose': 'prefetch' }
  expect((await ask('/_next/static/a.js', { headers })).status).toBe(200)
  expect((await ask('/', { headers: { 'sec-fetch-mode': 'navigate', purpose: '' } })).status).toBe(200)
})
