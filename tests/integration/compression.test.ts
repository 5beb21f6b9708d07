import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type RequestOptions, request, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createZstdDecompress,
  gunzipSync,
  zstdDecompressSync,
} from 'node:zlib'
import { expect } from '@playwright/test'
import { test } from '#tests/support/http-server'

const long = '<p>An ordinary sentence of a page. '.repeat(400)
const html = { 'Content-Type': 'text/html; charset=utf-8' }
const every = 'gzip, deflate, br, zstd'

const undo = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync }
const reader = { zstd: createZstdDecompress, br: createBrotliDecompress, gzip: createGunzip }

/** The answer of a server, whose body is read by the test. */
async function open(port: number, options: RequestOptions): Promise<IncomingMessage> {
  const asked = request({ host: '127.0.0.1', port, agent: false, ...options })
  asked.end()
  const [incoming] = (await once(asked, 'response')) as [IncomingMessage]
  return incoming
}

async function read(port: number, options: RequestOptions) {
  const incoming = await open(port, options)
  return { headers: incoming.headers, body: await buffer(incoming) }
}

type Write = (response: ServerResponse) => unknown

/** Each way in which a body can be written that is all there within one turn, or not. */
const writings: Record<string, Write> = {
  'at once': (response) => response.writeHead(200, html).end(long),
  'at once, without a head before': (response) =>
    response.setHeaders(new Map(Object.entries(html))).end(long),
  'with its length': (response) =>
    response.writeHead(200, { ...html, 'Content-Length': Buffer.byteLength(long) }).end(long),
  'in parts of one turn': (response) => {
    response.writeHead(200, html)
    response.write(long.slice(0, 5_000))
    response.end(long.slice(5_000))
  },
  'in parts, over turns': async (response) => {
    response.writeHead(200, html)
    for (let at = 0; at < long.length; at += 5_000) {
      response.write(Buffer.from(long.slice(at, at + 5_000)))
      await sleep(5)
    }
    response.end()
  },
}

for (const [how, write] of Object.entries(writings))
  for (const name of ['zstd', 'br', 'gzip'] as const)
    test(`a page that is written ${how} arrives whole as ${name}`, async ({ start }) => {
      const { port } = await start((_request, response) => write(response))
      const { headers, body } = await read(port, { headers: { 'accept-encoding': name } })
      expect(headers).toMatchObject({ 'content-encoding': name, vary: 'Accept-Encoding' })
      expect(undo[name](body).toString()).toBe(long)
    })

/** What a browser takes, and what it is sent. */
const wishes: Record<string, string | undefined> = {
  [every]: 'zstd',
  'gzip, deflate, br': 'br',
  'br;q=0, gzip;q=0.2': 'gzip',
  'zstd;q=0.0, GZIP': 'gzip',
  deflate: undefined,
  '': undefined,
}

for (const [accepted, expected] of Object.entries(wishes))
  test(`who takes "${accepted}" is sent ${expected ?? 'what it is'}`, async ({ start }) => {
    const { port } = await start((_request, response) => response.writeHead(200, html).end(long))
    const { headers, body } = await read(port, { headers: { 'accept-encoding': accepted } })
    expect(headers['content-encoding']).toBe(expected)
    expect(headers.vary).toBe('Accept-Encoding')
    if (expected === undefined) expect(body.toString()).toBe(long)
  })

/** What is sent as it is, whatever a browser takes. */
const plain: Record<string, { write: Write; method?: string; length?: string | undefined }> = {
  'what is small': {
    write: (response) => response.setHeader('Content-Type', 'text/plain').end('yes'),
    length: '3',
  },
  'a picture': { write: (response) => response.writeHead(200, { 'Content-Type': 'image/png' }).end(long) },
  'a file that nobody may transform': {
    write: (response) =>
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-transform' })
        .end(long),
  },
  'what is compressed already': {
    write: (response) => response.writeHead(200, { ...html, 'Content-Encoding': 'identity' }).end(long),
  },
  'a part of a file': { write: (response) => response.writeHead(206, html).end(long) },
  'a redirect': { write: (response) => response.writeHead(307, { Location: '/' }).end() },
  'an empty page': {
    write: (response) => response.setHeader('Content-Type', 'text/html').end(),
    length: '0',
  },
  'that nothing has changed': { write: (response) => response.writeHead(304, html).end() },
  'what there would be': { method: 'HEAD', write: (response) => response.writeHead(200, html).end(long) },
}

for (const [what, { write, method, length }] of Object.entries(plain))
  test(`${what} is not compressed`, async ({ start }) => {
    const { port } = await start((_request, response) => write(response))
    const { headers, body } = await read(port, { method, headers: { 'accept-encoding': every } })
    expect(['zstd', 'br', 'gzip']).not.toContain(headers['content-encoding'])
    if (length !== undefined) expect(headers['content-length']).toBe(length)
    if (body.length > 100) expect(body.toString()).toBe(long)
  })

for (const name of ['zstd', 'br', 'gzip'] as const)
  test(`what is there of a page that is streamed as ${name} can be read before the rest is`, async ({
    start,
  }) => {
    const { port } = await start(async (request, response) => {
      response.writeHead(200, html)
      response.write('<p>The beginning')
      await new Promise((resolve) => request.once('close', resolve))
    })
    const incoming = await open(port, { headers: { 'accept-encoding': name } })
    const [first] = await incoming.pipe(reader[name]()).take(1).toArray()
    expect(String(first)).toBe('<p>The beginning')
    incoming.destroy()
  })

test('a file that its reader takes slowly is not read ahead of them', async ({ start }) => {
  // Of random digits, so that it stays large: what the kernel holds for a reader is some megabytes.
  const part = () => Buffer.from(randomBytes(64 * 1_024).toString('hex'))
  let written = 0
  const { port } = await start(async (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' })
    for (; written < 400; written += 1)
      if (!response.write(part())) await new Promise((resolve) => response.once('drain', resolve))
    response.end()
  })
  const incoming = await open(port, { headers: { 'accept-encoding': every } })
  let before = -1
  await expect
    .poll(
      () => {
        const still = written === before
        before = written
        return still
      },
      { intervals: [500] },
    )
    .toBe(true)
  expect(written).toBeLessThan(300)
  let size = 0
  for await (const chunk of incoming.pipe(createZstdDecompress())) size += chunk.length
  expect(size).toBe(400 * 128 * 1_024)
})
