import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { boundedAsk, boundedFetch, type Question } from '#lib/http/fetch'

const MEGABYTE = 1_000_000

type Send = (response: ServerResponse, bytes: number) => void

const framings: [framing: string, send: Send][] = [
  ['with its length', (response, bytes) => response.end('x'.repeat(bytes))],
  [
    'in chunks',
    (response, bytes) => {
      response.write('x'.repeat(bytes - 1))
      response.end('x')
    },
  ],
]

let server: Server
let answer: (response: ServerResponse, request: IncomingMessage) => void

test.beforeAll(async () => {
  server = createServer((request, response) => answer(response, request)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

function ask(init?: Question): Promise<Response> {
  return boundedFetch(address(), init)
}

for (const [framing, send] of framings) {
  test(`an answer of a megabyte ${framing} is read, and not one that is a byte longer`, {
    tag: '@R79',
  }, async () => {
    answer = (response) => send(response, MEGABYTE)
    expect((await (await ask()).text()).length).toBe(MEGABYTE)
    answer = (response) => send(response, MEGABYTE + 1)
    await expect(ask()).rejects.toThrow('the answer is longer than 1000000 bytes')
  })
}

test('an answer without end is hung up on, not read to the last', { tag: '@R79' }, async () => {
  const closed = Promise.withResolvers<void>()
  answer = (response) => {
    response.once('close', closed.resolve)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    more()
  }
  await expect(ask()).rejects.toThrow('the answer is longer than 1000000 bytes')
  await closed.promise
})

test('what is asked one after the other takes one connection, whether it has a body or not', async () => {
  const ports = new Set<number | undefined>()
  answer = (response, request) => {
    ports.add(request.socket.remotePort)
    request.resume().once('end', () => response.end('{}'))
  }
  const form = { method: 'POST', body: new URLSearchParams({ code: 'a code' }) }
  for (const init of [{}, form, form, {}]) await ask(init)
  expect(ports.size).toBe(1)
})

test('a form says what it is and how long, and everybody says that Node asks', async () => {
  const asked: Record<string, unknown>[] = []
  answer = async (response, request) => {
    const { host: _, connection: _kept, ...headers } = request.headers
    asked.push({ method: request.method, ...headers, body: (await request.toArray()).join('') })
    response.end()
  }
  await ask()
  await ask({
    method: 'POST',
    headers: new Headers({ Accept: 'application/json' }),
    body: new URLSearchParams({ a: 'ä b' }),
  })
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '10' }
  expect(asked).toEqual([
    { method: 'GET', accept: '*/*', 'user-agent': 'node', body: '' },
    { method: 'POST', accept: 'application/json', 'user-agent': 'node', ...form, body: 'a=%C3%A4+b' },
  ])
})

test('an answer keeps its status and headers, also those that come twice', async () => {
  answer = (response) =>
    response.writeHead(404, { 'X-Of': ['one', 'two'], 'Content-Type': 'text/plain' }).end('no')
  const { status, headers } = await ask()
  expect([status, headers.get('x-of'), headers.get('content-type')]).toEqual([404, 'one, two', 'text/plain'])
})

test('a redirect is an answer without a body, or none at all, and is never followed', {
  tag: '@R79',
}, async () => {
  let asked = 0
  answer = (response) => {
    asked += 1
    response.writeHead(302, { location: address() }).write('a body without end')
  }
  const { status, headers, body } = await boundedAsk(address())
  expect([status, headers.get('location'), body]).toEqual([302, address(), null])
  await expect(ask()).rejects.toThrow('answered with a redirect')
  expect(asked).toBe(2)
})

/** What is no answer: the server gives up midway, or sends what nobody can read. */
const broken: Record<string, (response: ServerResponse) => void> = {
  'breaks off before it began': (response) => response.destroy(),
  'breaks off midway': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy())
  },
  'is compressed, which nobody asked for': (response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{}')),
  'is no HTTP': (response) => response.socket?.end('220 mail.example ESMTP\r\n'),
  'has a status that there is not': (response) => response.writeHead(999).end(),
}

for (const [title, send] of Object.entries(broken)) {
  test(`an answer that ${title} is none`, { tag: '@R79' }, async () => {
    answer = send
    await expect(ask()).rejects.toMatchObject({ name: 'NoAnswerError' })
  })
}

test('whoever wants an end of their own gets it, before an answer begins and while it comes', async () => {
  for (const begin of [() => undefined, (response: ServerResponse) => void response.write('a part')]) {
    const end = new AbortController()
    const closed = Promise.withResolvers<void>()
    answer = (response) => {
      response.once('close', closed.resolve)
      begin(response)
      setImmediate(() => end.abort())
    }
    await expect(ask({ signal: end.signal })).rejects.toMatchObject({ name: 'NoAnswerError' })
    await closed.promise
  }
})
