import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import { precompress } from '#scripts/build/precompress'
import { openFiles } from '#server/files'
import { test as base } from '#tests/support/http-server'

const SCRIPT = 'console.log("of the build");'.repeat(20)

/** Who answers for everything else. */
const NEXT = 418

type Folder = {
  path: string
  put: (path: string, content: string) => Promise<void>
}

const test = base.extend<{ folder: Folder }>({
  folder: async ({}, use) => {
    const path = await mkdtemp(join(tmpdir(), 'latchkey-files-'))
    const put = async (name: string, content: string) => {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), content)
    }
    await use({ path, put })
    await rm(path, { recursive: true })
  },
})

test('a script is sent in the best encoding that is there and read, and its copies have no address', async ({
  folder,
  start,
}) => {
  await folder.put('.next/static/chunks/[id]~a.js', SCRIPT)
  await folder.put('.next/static/media/a.woff2', 'wOF2')
  await folder.put('public/notes/read me.txt', 'Read me')
  await precompress(join(folder.path, '.next'))
  const files = openFiles(folder.path)
  const { ask } = await start(
    (request, response) => files(request, response) ?? response.writeHead(NEXT).end(),
  )

  const encodings = {
    'gzip, deflate, br, zstd': 'br',
    'br;q=0, gzip': 'gzip',
    deflate: undefined,
    '': undefined,
  }
  for (const [accepted, encoding] of Object.entries(encodings)) {
    const { status, headers } = await ask('/_next/static/chunks/%5Bid%5D~a.js?v=1', {
      headers: { 'accept-encoding': accepted },
    })
    expect({ status, encoding: headers['content-encoding'] }, accepted).toEqual({ status: 200, encoding })
    expect(headers).toMatchObject({
      'content-type': 'application/javascript; charset=UTF-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(Number(headers['content-length']) < SCRIPT.length).toBe(encoding !== undefined)
  }
  const { headers, body } = await ask('/notes/read%20me.txt', { headers: { 'accept-encoding': 'br' } })
  expect(body).toBe('Read me')
  expect(headers['content-encoding']).toBeUndefined()
  expect((await ask('/_next/static/media/a.woff2')).body).toBe('wOF2')
  for (const path of [
    '/_next/static/chunks/[id]~a.js.br',
    '/_next/static/chunks',
    '/_next/static/../BUILD_ID',
    '/',
  ])
    expect((await ask(path)).status, path).toBe(NEXT)
})

test('a file that goes while the server runs is not there, and a folder need not be', async ({
  folder,
  start,
}) => {
  await folder.put('public/link.txt', 'A link')
  const files = openFiles(folder.path)
  const { ask } = await start(
    (request, response) => files(request, response) ?? response.writeHead(NEXT).end(),
  )
  expect((await ask('/link.txt')).body).toBe('A link')
  await unlink(join(folder.path, 'public/link.txt'))
  const { status, body, headers } = await ask('/link.txt')
  expect({ status, body }).toEqual({ status: 404, body: 'Not Found\n' })
  expect(headers['cache-control']).toContain('no-store')
  expect(headers.etag).toBeUndefined()
})
