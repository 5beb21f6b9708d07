import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { readProcessCount, readServerSettings } from '#server/settings'
import { echo, test } from '#tests/support/http-server'

const { clientAddress, clientProof } = brand.headers

test('no header of a caller changes the origin, the path or the method that the application sees', {
  tag: '@R4',
}, async ({ start }) => {
  const { ask } = await start(echo)
  const spoofed = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'ftp',
    'x-forwarded-port': '666',
    forwarded: 'host=evil.example;proto=ftp',
    'x-original-url': '/evil',
    'x-rewrite-url': '/evil',
    'x-http-method-override': 'DELETE',
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-real-ip': '6.6.6.6',
  }
  const seen = JSON.parse((await ask('/here', { headers: spoofed })).body)
  expect(seen).toMatchObject({ method: 'GET', url: '/here' })
  expect(JSON.stringify(seen)).not.toMatch(/evil|666|6\.6\.6\.6|ftp|DELETE|proxy:/)
  expect(seen.headers).toMatchObject({
    host: 'app.example',
    'x-forwarded-host': 'app.example',
    'x-forwarded-proto': 'https',
  })
})

const chains = [
  { hops: 0, forwarded: '6.6.6.6', seen: '127.0.0.1' },
  { hops: 1, forwarded: '6.6.6.6, 203.0.113.9', seen: '203.0.113.9' },
  { hops: 2, forwarded: '6.6.6.6, 2001:db8::7, 10.0.0.1', seen: '2001:db8::7' },
  { hops: 2, forwarded: '6.6.6.6', seen: '127.0.0.1' },
  { hops: 1, forwarded: '6.6.6.6, <script>', seen: '127.0.0.1' },
  { hops: 1, forwarded: '6.6.6.6, 203.0.113.9:50123', seen: '203.0.113.9' },
  { hops: 1, forwarded: '6.6.6.6:1, [2001:DB8::7]:50123', seen: '2001:db8::7' },
  { hops: 2, forwarded: '6.6.6.6, ::ffff:203.0.113.9,, 10.0.0.1:443,', seen: '203.0.113.9' },
  { hops: 1, forwarded: '6.6.6.6, unknown', seen: '127.0.0.1' },
]

for (const { hops, forwarded, seen } of chains) {
  test(`behind ${hops} proxies of ours, the client of "${forwarded}" is ${seen}`, async ({ start }) => {
    const { ask } = await start(echo, { trustedProxyHops: hops })
    const headers = { 'x-forwarded-for': forwarded, [clientAddress]: '6.6.6.6' }
    const { headers: received } = JSON.parse((await ask('/', { headers })).body)
    expect(received[clientAddress]).toBe(seen)
    expect(received['x-forwarded-for']).toBe(seen)
  })
}

for (const hops of [0, 1, 2]) {
  test(`behind ${hops} proxies, what the application asks itself has the client of the request that it does so for`, async ({
    start,
  }) => {
    const { ask } = await start(echo, { trustedProxyHops: hops })
    const client = hops === 0 ? '127.0.0.1' : '203.0.113.9'
    const chain = ['203.0.113.9', '10.0.0.1'].slice(0, hops).join(', ')
    const [first, plain] = await Promise.all(
      ['POST', 'GET'].map((method) =>
        ask('/', {
          method,
          headers: { 'content-type': 'multipart/form-data', ...(hops > 0 && { 'x-forwarded-for': chain }) },
        }),
      ),
    )
    // As Next does it after a form: with the headers that the application saw, and from this machine.
    const own = JSON.parse(first!.body).headers
    expect(JSON.parse(plain!.body).headers).not.toHaveProperty(clientProof)
    for (const headers of [own, { ...own, 'x-forwarded-for': '6.6.6.6' }]) {
      const second = JSON.parse((await ask('/', { headers })).body)
      expect(second.headers[clientAddress]).toBe(client)
      expect(second.headers['x-forwarded-for']).toBe(client)
    }
    for (const forged of ['', 'A'.repeat(43), own[clientProof]]) {
      const headers = { ...own, [clientAddress]: '6.6.6.6', [clientProof]: forged }
      expect((await ask('/', { headers })).body).not.toContain('6.6.6.6')
    }
  })
}

test('each request has an id of ours, whatever the caller calls it', async ({ start }) => {
  const { ask } = await start(echo)
  const answers = await Promise.all([1, 2].map(() => ask('/', { headers: { 'x-request-id': 'forged' } })))
  const [first, second] = answers.map(({ headers }) => headers['x-request-id'])
  expect(first).toMatch(/^[\w-]{22}$/)
  expect(second).not.toBe(first)
  expect(JSON.parse(answers[0]!.body).headers['x-request-id']).toBe(first)
})

for (const method of ['TRACE', 'PROPFIND', 'PURGE']) {
  test(`${method} is refused before the application sees it`, { tag: '@R105' }, async ({ start }) => {
    const { status, headers } = await (await start(echo)).ask('/', { method })
    expect(status).toBe(405)
    expect(headers.allow).toContain('GET')
  })
}

const raw: [title: string, head: string, expected: RegExp][] = [
  ['a tunnel is refused', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: a', /^HTTP\/1.1 405 /],
  [
    'an address of another site is refused',
    'GET http://evil.example/ HTTP/1.1\r\nHost: a',
    /^HTTP\/1.1 400 /,
  ],
  [
    'a WebSocket is answered as a plain request',
    'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade, close',
    /^HTTP\/1.1 200 /,
  ],
]

for (const [title, head, expected] of raw) {
  test(title, async ({ start }) => {
    const { port } = await start(echo)
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.end(`${head}\r\n\r\n`)
    expect(await text(socket)).toMatch(expected)
  })
}

test('a server process goes by the rules of the application', { tag: '@R115' }, () => {
  const environment = {
    NODE_ENV: 'production',
    AUTH_URL: 'https://app.example',
    AUTH_SECRET: ' a secret for tests that is long enough ',
    PORT: '',
  }
  expect(readServerSettings(environment)).toMatchObject({
    origin: 'https://app.example',
    authSecret: 'a secret for tests that is long enough',
    issuers: ['https://accounts.google.com'],
    port: 3000,
    host: undefined,
  })
  for (const [name, value] of [
    ['AUTH_URL', 'https://app.example/path'],
    ['AUTH_URL', 'http://app.example'],
    ['AUTH_SECRET', 'short'],
    ['AUTH_SECRET', ''],
    ['AUTH_GOOGLE_ISSUER', 'http://accounts.example'],
    ['NODE_ENV', 'test'],
  ] as const)
    expect(() => readServerSettings({ ...environment, [name]: value })).toThrow(new RegExp(`^${name} `))
})

test('settings that are wrong are named, and no value is repeated', { tag: '@R115' }, () => {
  const wrong = { NODE_ENV: 'production', PORT: 'hunter2', AUTH_URL: 'nothing' } as const
  expect(() => readServerSettings(wrong)).toThrow(/^(?=.*PORT)(?=.*AUTH_URL)(?!.*hunter2)/)
  expect(() => readProcessCount({ NODE_ENV: 'production', WEB_CONCURRENCY: '0' })).toThrow(/WEB_CONCURRENCY/)
})
