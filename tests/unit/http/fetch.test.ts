import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { boundedFetch } from '#lib/http/fetch'

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
let answer: (response: ServerResponse) => void

test.beforeAll(async () => {
  server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

test.afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function ask(): Promise<Response> {
  return boundedFetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
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
