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
