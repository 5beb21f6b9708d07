import { randomInt } from 'node:crypto'
import { signRequest } from '#scripts/sandbox/facebook/signed-request'
import { only } from '#tests/support/clients'
import { createFacebookVisitor, type FacebookLanding } from '#tests/support/facebook-visitor'
import { type Answer, send } from '#tests/support/http'
import { logLines } from '#tests/support/pages'
import { startTcpProxy } from '#tests/support/proxies'
import { createRawBrowser, destination, FOREIGN, placeOf } from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

const FORM = 'application/x-www-form-urlencoded'
const DEAUTHORIZE = '/api/facebook/deauthorize'
const DELETION = '/api/facebook/data-deletion'

type Sent = { headers?: Record<string, string>; body?: string | string[] }

/** Signs somebody in with Facebook, or goes on with whatever they press there. */
type Travel = (press?: 'cancel') => Promise<{ landing: FacebookLanding; answer: Answer }>

const test = base.extend<{
  id: string
  secret: string
  travel: Travel
  /** Somebody who came by Facebook alone, in a browser. */
  arrived: ReturnType<typeof createRawBrowser>
}>({
  id: ({ person }, use) => use(person.facebook.id),
  secret: ({ site }, use) => use(site.facebook.secret),
  travel: async ({ stack, site, id }, use) => {
    await use(async (press) => {
      const browser = createRawBrowser(stack)
      return travelIn(browser, createFacebookVisitor(stack.issuer, site.facebook), id, press)
    })
  },
  arrived: async ({ stack, site, id }, use) => {
    const browser = createRawBrowser(stack)
    await travelIn(browser, createFacebookVisitor(stack.issuer, site.facebook), id)
    await use(browser)
  },
})

async function travelIn(
  browser: ReturnType<typeof createRawBrowser>,
  visitor: ReturnType<typeof createFacebookVisitor>,
  id: string,
  press?: 'cancel',
) {
  const start = placeOf(
    await browser.post('/sign-in/start', { provider: 'facebook', returnTo: '/settings?a=1' }),
  )
  if (!start?.pathname.endsWith('/dialog/oauth'))
    throw new Error(`It does not lead to Facebook, but to ${start}`)
  let landing = press ? await visitor.follow(start.href) : await visitor.travel(start.href, id)
  if (press && !landing.location) landing = await visitor.press(press)
  const back = new URL(landing.location ?? '')
  return { landing, answer: await browser.get(back.pathname + back.search) }
}

function post(url: string, { headers = {}, body = '' }: Sent): Promise<Answer> {
  const length: Record<string, string> = Array.isArray(body)
    ? {}
    : { 'content-length': String(Buffer.byteLength(body)) }
  return send(url, { method: 'POST', headers: { 'content-type': FORM, ...length, ...headers }, body })
}

const now = () => Math.floor(Date.now() / 1000)

const payloadOf = (id: string, issued_at = now()) => ({ user_id: id, algorithm: 'HMAC-SHA256', issued_at })

const formOf = (signed: string) => new URLSearchParams({ signed_request: signed }).toString()

const goodForm = (id: string, secret: string) => formOf(signRequest(payloadOf(id), secret))

/** What Facebook never sends: for an id and the secret of the app. */
const wrong: [title: string, status: number, sent: (id: string, secret: string) => Sent][] = [
  ['signed by somebody else', 403, (id) => ({ body: goodForm(id, 'another secret') })],
  [
    'of yesterday',
    403,
    (id, secret) => ({ body: formOf(signRequest(payloadOf(id, now() - 90_000), secret)) }),
  ],
  ['of tomorrow', 403, (id, secret) => ({ body: formOf(signRequest(payloadOf(id, now() + 3_600), secret)) })],
  [
    'by another algorithm',
    403,
    (id, secret) => ({ body: formOf(signRequest({ ...payloadOf(id), algorithm: 'none' }, secret)) }),
  ],
  ['cut', 400, (id, secret) => ({ body: goodForm(id, secret).slice(0, 50) })],
  ['with two dots', 400, (id, secret) => ({ body: formOf(`${signRequest(payloadOf(id), secret)}.x`) })],
  ['unsigned', 400, (id) => ({ body: `user_id=${id}` })],
  ['twice in one form', 400, (id, secret) => ({ body: `${goodForm(id, secret)}&${goodForm(id, secret)}` })],
  ['without a body', 400, () => ({})],
  [
    'as JSON',
    415,
    (id, secret) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signed_request: signRequest(payloadOf(id), secret) }),
    }),
  ],
  [
    'as text',
    415,
    (id, secret) => ({ headers: { 'content-type': 'text/plain' }, body: goodForm(id, secret) }),
  ],
  [
    'as many parts',
    415,
    (id, secret) => ({
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="signed_request"\r\n\r\n${signRequest(payloadOf(id), secret)}\r\n--x--\r\n`,
    }),
  ],
  [
    'longer than 8 KB',
    413,
    (id, secret) => ({ body: `${goodForm(id, secret)}&padding=${'x'.repeat(8_192)}` }),
  ],
  [
    'longer than 8 KB in pieces',
    413,
    (id, secret) => ({
      headers: { 'transfer-encoding': 'chunked' },
      body: [goodForm(id, secret), '&padding=', ...Array.from({ length: 9 }, () => 'x'.repeat(1_000))],
    }),
  ],
]

for (const path of [DEAUTHORIZE, DELETION]) {
  for (const [title, status, sent] of wrong) {
    test(`${path} ${title} is refused with ${status}, and nothing changes`, {
      tag: '@R98',
    }, async ({ stack, sql, arrived, id, secret, everything }) => {
      const requests = () => sql('SELECT count(*)::int FROM deletion_requests')
      const before = [await everything(), await requests()]
      const answer = await post(stack.appUrl + path, sent(id, secret))
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect([await everything(), await requests()]).toEqual(before)
      expect((await arrived.get('/api/me')).status).toBe(200)
      const { reference } = JSON.parse(answer.text)
      await expect.poll(() => logLines(stack).filter((line) => line.reference === reference)).toHaveLength(1)
      expect(stack.logs()).not.toContain(signRequest(payloadOf(id), secret).split('.')[0])
    })
  }

  test(`${path} is for POST alone`, async ({ stack, id, secret }) => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      expect((await send(`${stack.appUrl}${path}?${goodForm(id, secret)}`, { method })).status).toBe(405)
  })

  test(`${path} of Facebook is taken from wherever it comes: no page of ours sends it`, {
    tag: '@R98',
  }, async ({ stack, secret }) => {
    for (const headers of FOREIGN)
      expect((await post(stack.appUrl + path, { headers, body: goodForm('5', secret) })).status).toBe(200)
  })

  test(`${path} is not there while Facebook is not set up`, async ({ stack, id, secret }) => {
    const { url, process } = await stack.startSecondApp(only('google', 'twitter'))
    for (const body of [goodForm(id, secret), 'x'])
      expect((await post(url + path, { body })).status).toBe(404)
    await process.stop()
  })

  test(`${path} is unavailable while the database is, so that Facebook tries again`, async ({
    stack,
    sql,
    arrived: _came,
    id,
    secret,
  }) => {
    const address = new URL(stack.databaseUrl)
    const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
    address.port = String(database.port)
    const { url, process } = await stack.startSecondApp({ DATABASE_URL: address.href })
    await database.cut()
    const body = goodForm(id, secret)
    const away = await post(url + path, { body })
    expect(away.status).toBe(503)
    expect(away.headers.get('retry-after')).toBeTruthy()
    expect(await sql('SELECT 1 FROM accounts WHERE provider_account_id = $1', [id])).toHaveLength(1)
    await database.restore()
    await expect.poll(async () => (await post(url + path, { body })).status).toBe(200)
    await process.stop()
    await database.stop()
  })

  test(`nobody can keep Facebook out of ${path}: only what is refused is counted`, { tag: '@R110' }, async ({
    stack,
    id,
    secret,
  }) => {
    const { url, process } = await stack.startSecondApp({
      SIGN_IN_ATTEMPTS_PER_MINUTE: '5',
      TRUSTED_PROXY_HOPS: '1',
    })
    // A network that no other test is in.
    const headers = { 'x-forwarded-for': `198.51.${randomInt(256)}.${randomInt(256)}` }
    const statuses: number[] = []
    for (let turn = 0; turn < 8; turn += 1)
      statuses.push((await post(url + path, { headers, body: goodForm(id, 'wrong') })).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429])
    for (let turn = 0; turn < 8; turn += 1)
      expect((await post(url + path, { headers, body: goodForm(id, secret) })).status).toBe(200)
    await process.stop()
  })
}

test('somebody who removes the app at Facebook is signed out, and reads why', { tag: '@R55' }, async ({
  arrived,
  facebook,
  id,
  site,
}) => {
  expect(await facebook.deauthorize(id, site.facebook.id)).toEqual({ status: 200, body: {} })
  const { status, text } = await arrived.get('/api/me')
  expect(status).toBe(401)
  expect(JSON.parse(text)).toMatchObject({ code: 'session_removed' })
  expect((await arrived.get('/sign-in')).text).toContain(
    'You removed this site in the settings of the account',
  )
})

test('somebody who asks Facebook for it is deleted, and a page tells how far that is and nothing else', {
  tag: '@R113',
}, async ({ stack, arrived, facebook, id, site, sql, person }) => {
  const { status, body } = await facebook.deleteData(id, site.facebook.id)
  expect(status).toBe(200)
  const { url, confirmation_code: code } = body as { url: string; confirmation_code: string }
  expect(url).toBe(`${stack.appUrl}/data-deletion/${code}`)
  expect(await sql('SELECT 1 FROM accounts WHERE provider_account_id = $1', [id])).toEqual([])
  expect((await arrived.get('/api/me')).status).toBe(401)

  const other = (await facebook.deleteData('122100000000000002', site.facebook.id)).body as { url: string }
  const textOf = (html: string) =>
    html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<time[\s\S]*?<\/time>/g, '')
  const [known, unknown] = [await send(url), await send(other.url)]
  expect(known.status).toBe(200)
  expect(known.text).toContain('Your data is deleted')
  expect(visible(textOf(known.text)), 'the same of somebody who was never here').toBe(
    visible(textOf(unknown.text)),
  )
  for (const trace of [id, person.email, person.name]) expect(known.text).not.toContain(trace)
  const wrong = await send(`${stack.appUrl}/data-deletion/${'0'.repeat(32)}`)
  expect(wrong.status).toBe(404)
  expect(wrong.text).toContain('We know of no such request')
})

const visible = (html: string) => (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replace(/<[^>]*>/g, ' ')

test('after Facebook no redirect of ours lets its fragment live on', async ({ travel, facebook, google }) => {
  const success = await travel()
  expect(success.landing.location).toMatch(/#_=_$/)
  expect(success.answer.headers.get('location')).toMatch(/\/settings\?a=1#$/)
  const cancelled = await travel('cancel')
  expect(destination(cancelled.answer)).toBe('cancelled_or_closed')
  expect(cancelled.answer.headers.get('location')).toMatch(/#$/)
  await google.failNext('facebook-token', { status: 503 })
  const failed = await travel()
  expect(destination(failed.answer)).toBe('provider_unavailable')
  expect(failed.answer.headers.get('location')).toMatch(/#$/)
  await facebook.settings({ refusal: { code: 2, message: 'Later' } })
  expect((await travel('cancel')).answer.headers.get('location')).toMatch(/#$/)
})

/** What the dialog says with a number alone, and the page that it leads to. */
const refusals: [code: number, page: string][] = [
  [200, 'cancelled_or_closed'],
  [1349048, 'redirect_mismatch'],
  [101, 'provider_refused'],
  [2, 'provider_unavailable'],
  [987654, 'provider_unavailable'],
]

for (const [code, page] of refusals) {
  test(`a way back with error_code ${code} and no error leads to ${page}, and keeps where they wanted to go`, async ({
    travel,
    facebook,
  }) => {
    await facebook.settings({ refusal: { code, message: '<script>alert(1)</script>' } })
    const { answer } = await travel('cancel')
    expect(destination(answer)).toBe(page)
    expect(placeOf(answer)?.searchParams.get('returnTo')).toBe('/settings?a=1')
    expect(answer.headers.get('location')).not.toContain('script')
  })
}

test('somebody without a role is told of an app in development mode', async ({ travel, facebook }) => {
  await facebook.settings({ developmentMode: true })
  const { answer } = await travel()
  expect(destination(answer)).toBe('cancelled_or_closed')
})

test('without PKCE, whose challenge Facebook may drop, the nonce still binds the answer', {
  tag: '@R32',
}, async ({ stack, site, person, facebook }) => {
  await facebook.settings({ pkce: 'dropped' })
  const { url, process } = await stack.startSecondApp({ AUTH_FACEBOOK_PKCE: '0' })
  const visitor = createFacebookVisitor(stack.issuer, site.facebook)
  const go = async () => {
    const { landing, answer } = await travelIn(createRawBrowser({ appUrl: url }), visitor, person.facebook.id)
    return { landing, to: destination(answer) }
  }
  expect((await go()).to).toBe('/settings')
  await facebook.tamperIdToken({ claims: { nonce: null } })
  expect((await go()).to).toBe('provider_invalid')
  await process.stop()
})
