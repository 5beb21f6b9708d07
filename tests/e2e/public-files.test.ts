import { readFile } from 'node:fs/promises'
import { expect, test } from '#tests/support/test'

const DAY_MS = 24 * 60 * 60 * 1000

test('robots may read the pages, without a session and without a cookie', async ({ request }) => {
  const answer = await request.get('/robots.txt')
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toMatch(/^text\/plain/)
  expect(answer.headers()['set-cookie']).toBeUndefined()
  expect(await answer.text()).toContain('Disallow: /api/')
})

test('whom to write to about a vulnerability is said when the operator says it, and is never out of date', async ({
  request,
  stack,
}) => {
  expect((await request.get('/.well-known/security.txt')).status()).toBe(404)
  const { url, process } = await stack.startSecondApp({ SECURITY_CONTACT: 'mailto:security@app.example' })
  const answer = await request.get(`${url}/.well-known/security.txt`)
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8')
  const fields = Object.fromEntries((await answer.text()).split('\n').map((line) => line.split(/: (.*)/)))
  expect(fields).toMatchObject({
    Contact: 'mailto:security@app.example',
    Canonical: `${stack.appUrl}/.well-known/security.txt`,
  })
  const daysLeft = (Date.parse(fields.Expires) - Date.now()) / DAY_MS
  expect(daysLeft).toBeGreaterThan(90)
  expect(daysLeft).toBeLessThan(365)
  await process.stop()
})

test('nobody has pictures made for them in other sizes', async ({ request }) => {
  for (const url of ['/link-preview.png', 'https://lh3.googleusercontent.com/a/picture']) {
    const query = new URLSearchParams({ url, w: '640', q: '75' })
    expect((await request.get(`/_next/image?${query}`)).status()).toBe(404)
  }
})

test('a page is compressed by us, and by nobody on the way', async ({ request }) => {
  const { 'content-encoding': encoding, 'cache-control': caching } = (await request.get('/')).headers()
  expect({ encoding, caching }).toEqual({
    encoding: expect.stringMatching(/gzip|br/),
    caching: 'private, no-store, no-transform',
  })
})

test('scripts and styles are sent as the build compressed them, to whoever reads that', async ({
  request,
  stack,
}) => {
  const html = await (await request.get('/sign-in')).text()
  const paths = [...new Set(html.match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g))]
  expect(paths.length).toBeGreaterThan(3)
  for (const path of paths) {
    const [browser, old, none] = await Promise.all(
      ['gzip, deflate, br, zstd', 'gzip, br;q=0', 'identity'].map((encoding) =>
        fetch(stack.appUrl + path, { headers: { 'accept-encoding': encoding } }),
      ),
    )
    const encodings = [browser, old, none].map((answer) => answer?.headers.get('content-encoding'))
    expect(encodings, path).toEqual(['br', 'gzip', null])
    for (const name of ['content-type', 'cache-control', 'vary'])
      expect(browser?.headers.get(name), name).toBe(old?.headers.get(name))
    expect(browser?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const file = await readFile(path.replace('/_next', '.next'), 'utf8')
    for (const answer of [browser, old, none]) expect(await answer?.text()).toBe(file)
    const headers = { 'accept-encoding': 'br', 'if-none-match': browser?.headers.get('etag') ?? '' }
    expect((await request.get(path, { headers })).status(), path).toBe(304)
  }
})

test('a part or a version of a file that is not there is refused, and one that is there is sent', async ({
  request,
}) => {
  const html = await (await request.get('/sign-in')).text()
  const [style = ''] = html.match(/\/_next\/static\/[\w./~-]+\.css/) ?? []
  const [, file = '', kind = ''] = /^(.*)\.(\w+)$/.exec(style) ?? []
  for (const path of [
    style,
    `${file.replace('static', '%73tatic')}.${kind}`,
    '/link-preview.png',
    '/robots.txt',
  ]) {
    const ask = async (headers: Record<string, string>, method = 'GET') => {
      const answer = await request.fetch(path, { method, headers })
      return { status: answer.status(), headers: answer.headers(), text: await answer.text() }
    }
    for (const encoding of ['identity', 'gzip', 'br']) {
      const accept = { 'accept-encoding': encoding }
      for (const range of ['bytes=9000000-', 'bytes=5-2']) {
        const { status, headers, text } = await ask({ ...accept, range })
        expect({ status, text }, `${path} ${range} ${encoding}`).toEqual({
          status: 416,
          text: 'Range Not Satisfiable\n',
        })
        expect(headers['content-range']).toMatch(/^bytes \*\/\d+$/)
        expect([headers['content-encoding'], headers.etag]).toEqual([undefined, undefined])
      }
      for (const condition of ['if-match', 'if-unmodified-since']) {
        const value = condition === 'if-match' ? '"another"' : 'Thu, 01 Jan 1970 00:00:00 GMT'
        const { status, headers, text } = await ask({ ...accept, [condition]: value })
        expect({ status, text }, `${path} ${condition} ${encoding}`).toEqual({
          status: 412,
          text: 'Precondition Failed\n',
        })
        expect(headers['cache-control']).toContain('no-store')
        expect([headers['content-encoding'], headers.etag]).toEqual([undefined, undefined])
      }
      expect(await ask(accept, 'HEAD')).toMatchObject({ status: 200, text: '' })
    }
    const part = await ask({ 'accept-encoding': 'identity', range: 'bytes=0-9' })
    expect(part).toMatchObject({
      status: 206,
      text: (await ask({ 'accept-encoding': 'br' })).text.slice(0, 10),
    })
  }
})

test('a password manager is led to where people end sessions, and knows that it was no accident', async ({
  request,
  stack,
}) => {
  const answer = await request.get('/.well-known/change-password', { maxRedirects: 0 })
  expect(answer.status()).toBe(303)
  expect(answer.headers().location).toBe(`${stack.appUrl}/sessions`)
  const missing = '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200'
  expect((await request.get(missing)).status()).toBe(404)
})

test('a link to the site is shown with a picture, which anybody may load and keep for a while', async ({
  page,
  request,
  stack,
}) => {
  await page.goto('/sign-in')
  const read = (property: string) => page.locator(`meta[property="og:${property}"]`).getAttribute('content')
  expect(await read('title')).toMatch(/^Sign in – /)
  expect([await read('image:width'), await read('image:height')]).toEqual(['1200', '630'])
  const address = await read('image')
  expect(address).toBe(`${stack.appUrl}/link-preview.png`)
  const answer = await request.get(String(address))
  expect(answer.status()).toBe(200)
  expect(answer.headers()['content-type']).toBe('image/png')
  expect(answer.headers()['cache-control']).not.toContain('no-store')
  const picture = await answer.body()
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630])
})
