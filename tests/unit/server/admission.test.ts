import { once } from 'node:events'
import { type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { metrics } from '#lib/metrics'
import { admit, LIMITS } from '#server/admission'
import { createHttpServer } from '#server/http-server'

const LONG = 60_000

type Server = {
  /** Sends a request, and resolves when the server has it. */
  ask: (path: string, method?: string, headers?: IncomingMessage['headers']) => Promise<Asked>
  /** The paths of those that are worked on and not answered, in the order in which they began. */
  working: () => string[]
  finish: (path: string) => void
  /** The headers with which a request that is worked on has reached the application. */
  headersOf: (path: string) => IncomingMessage['headers'] | undefined
}

type Asked = {
  answer: Promise<{ status: number; headers: IncomingMessage['headers']; text: string }>
  leave: () => void
}

type Fixtures = { serve: (limits: Partial<typeof LIMITS>) => Promise<Server> }

/** A server whose answers the test gives one by one. */
const test = base.extend<Fixtures>({
  serve: async ({}, use) => {
    const ends: (() => void)[] = []
    await use(async (changes) => {
      const limits = { ...LIMITS, places: 2, placeMs: LONG, mostMs: 2 * LONG, waitMs: LONG, ...changes }
      const open = new Map<string, ServerResponse>()
      let seen = 0
      const handle: RequestListener = ({ url = '' }, response) => {
        open.set(url, response)
        response.once('close', () => open.delete(url))
      }
      const admitted = admit(handle, limits)
      const settings = {
        development: false,
        origin: 'http://localhost',
        authSecret: 'secret',
        issuers: [],
        trustedProxyHops: 0,
        port: 0,
        host: '127.0.0.1',
        measured: false,
        traced: false,
        stopDelayMs: 0,
        pemFile: undefined,
      }
      const server = createHttpServer(settings, (request, response) => {
        seen += 1
        return admitted(request, response)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      ends.push(() => void server.close().closeAllConnections())
      return {
        working: () => [...open.keys()],
        finish: (path) => void open.get(path)?.end(path),
        headersOf: (path) => open.get(path)?.req.headers,
        async ask(path, method = 'GET', more = {}) {
          const before = seen
          const asked = request({
            port,
            host: '127.0.0.1',
            path,
            method,
            headers: { ...more, host: 'localhost' },
          }).end()
          const answer = once(asked, 'response').then(async ([response]: IncomingMessage[]) => {
            const { statusCode: status = 0, headers } = response!
            return { status, headers, text: (await response!.setEncoding('utf8').toArray()).join('') }
          })
          answer.catch(() => undefined)
          await expect.poll(() => seen).toBe(before + 1)
          return { answer, leave: () => void asked.destroy() }
        },
      }
    })
    for (const end of ends) end()
  },
})

test('requests have their turn in the order in which they came, and what comes back from a provider before them', async ({
  serve,
}) => {
  const { ask, working, finish } = await serve({})
  for (const path of ['/1', '/2', '/3', '/api/me', '/api/auth/callback/google?code=c']) await ask(path)
  expect(working()).toEqual(['/1', '/2'])
  expect(metrics().requests).toMatchObject({})
  expect([metrics().requests?.working(), metrics().requests?.waiting()]).toEqual([2, 3])
  finish('/2')
  await expect.poll(working).toEqual(['/1', '/api/auth/callback/google?code=c'])
  finish('/1')
  await expect.poll(working).toEqual(['/api/auth/callback/google?code=c', '/3'])
  finish('/3')
  await expect.poll(working).toEqual(['/api/auth/callback/google?code=c', '/api/me'])
})

test('monitors and files of the build never wait', async ({ serve }) => {
  const { ask, working } = await serve({ waiting: 0 })
  const paths = ['/1', '/2', '/api/health/live', '/api/health/ready', '/_next/static/chunks/a.js']
  for (const path of paths) await ask(path)
  expect(working()).toEqual(paths)
})

test('what Next asks for itself while it answers a form has its place in that, and nobody else can say so', async ({
  serve,
}) => {
  const { ask, working, headersOf } = await serve({ places: 1 })
  await ask('/settings', 'POST', { 'content-type': 'multipart/form-data' })
  const { [brand.headers.clientAddress]: address, [brand.headers.clientProof]: proof } =
    headersOf('/settings') ?? {}
  await ask('/own', 'GET', { [brand.headers.clientAddress]: address, [brand.headers.clientProof]: proof })
  await ask('/forged', 'GET', {
    [brand.headers.clientAddress]: address,
    [brand.headers.clientProof]: 'proof',
  })
  expect(working()).toEqual(['/settings', '/own'])
})

const KINDS: [path: string, method: string, type: string, link: boolean][] = [
  ['/dashboard', 'GET', 'text/html; charset=utf-8', true],
  ['/api/auth/callback/google?state=s&code=c', 'GET', 'text/html; charset=utf-8', true],
  ['/sign-in/start', 'POST', 'text/html; charset=utf-8', false],
  ['/api/me', 'GET', 'application/problem+json', false],
  ['/api/export', 'POST', 'application/problem+json', false],
]

test('one too many is told so at once, in the words of the site, with when to come again and nothing kept', {
  tag: ['@R60', '@R86'],
}, async ({ serve }) => {
  const { ask } = await serve({ waiting: 0 })
  for (const path of ['/1', '/2']) await ask(path)
  for (const [path, method, type, link] of KINDS) {
    const { status, headers, text } = await (await ask(path, method)).answer
    expect(status, path).toBe(503)
    expect(headers, path).toMatchObject({
      'content-type': type,
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      connection: 'close',
    })
    expect(Number(headers['retry-after']), path).toBeGreaterThanOrEqual(5)
    expect(headers['set-cookie'], path).toBeUndefined()
    expect(text, path).toContain('Nothing was lost, and nobody was signed out.')
    expect(text.includes('<a href="">'), path).toBe(link)
    const policy = String(headers['content-security-policy'])
    if (type.startsWith('text/html')) {
      const nonce = /<style nonce="([\w-]+)">/.exec(text)?.[1]
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(text).not.toContain('code=c')
    } else {
      expect(JSON.parse(text)).toMatchObject({ code: 'overloaded', status: 503 })
      expect(policy).toContain("default-src 'none'")
    }
  }
})

test('nobody is let in behind somebody who has waited for too long, and who waits is served all the same', async ({
  serve,
}) => {
  const { ask, finish, working } = await serve({ places: 1, waitMs: -1 })
  await ask('/1')
  const second = await ask('/2')
  expect((await (await ask('/3')).answer).status).toBe(503)
  finish('/1')
  await expect.poll(working).toEqual(['/2'])
  finish('/2')
  expect((await second.answer).status).toBe(200)
})

test('whoever leaves while they wait is not worked for', async ({ serve }) => {
  const { ask, finish, working } = await serve({ places: 1 })
  await ask('/1')
  const { leave } = await ask('/2')
  await ask('/3')
  leave()
  await expect.poll(() => metrics().requests?.waiting()).toBe(1)
  finish('/1')
  await expect.poll(working).toEqual(['/3'])
})

test('a request that takes long gives its place away and goes on, up to a number of them, and then counts no more', async ({
  serve,
}) => {
  const { ask, working, finish } = await serve({ places: 1, placeMs: 1, most: 2 })
  for (const path of ['/1', '/2', '/3']) await ask(path)
  await expect.poll(working).toEqual(['/1', '/2'])
  expect(metrics().requests?.waiting()).toBe(1)
  finish('/1')
  await expect.poll(working).toEqual(['/2', '/3'])
  const other = await serve({ places: 1, placeMs: 1, most: 1, mostMs: 2 })
  for (const path of ['/1', '/2', '/3']) await other.ask(path)
  await expect.poll(other.working).toEqual(['/1', '/2', '/3'])
})
