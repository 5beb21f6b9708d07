import { send } from '#tests/support/http'
import { expect, test } from '#tests/support/test'

const CALLBACK = '/api/auth/callback/google'

async function begin(appUrl: string) {
  const body = 'returnTo=/dashboard'
  const answer = await send(`${appUrl}/sign-in/start`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'content-length': String(body.length),
    },
    body,
  })
  const state = new URL(answer.headers.get('location') ?? '').searchParams.get('state') ?? ''
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { state, cookie }
}

/** Where a callback leads, and the code of the problem page when it leads there. */
async function call(appUrl: string, query: string, cookie = '') {
  const answer = await send(`${appUrl}${CALLBACK}?${query}`, { headers: cookie ? { cookie } : {} })
  const target = new URL(answer.headers.get('location') ?? appUrl)
  const session = answer.headers.getSetCookie().find((line) => /^latchkey-\d+-session=/.test(line))
  return { answer, target, code: target.searchParams.get('code'), session }
}

const malformed = [
  ['@R34', 'two codes', (state: string) => `state=${state}&code=GOOD&code=EVIL`],
  ['@R34', 'two states', (state: string) => `state=${state}&state=x&code=c`],
  ['@R34', 'code and error', (state: string) => `state=${state}&code=c&error=access_denied`],
  ['@R35', 'a long code', (state: string) => `state=${state}&code=${'c'.repeat(3_000)}`],
  [[], 'no code', (state: string) => `state=${state}`],
  [[], 'no state', () => 'code=c'],
] as const

for (const [tag, title, query] of malformed) {
  test(`${title}: refused before anybody is asked`, { tag: [tag].flat() }, async ({ stack, google }) => {
    const { state, cookie } = await begin(stack.appUrl)
    const before = (await google.counts()).token
    const { code, session, answer } = await call(stack.appUrl, query(state), cookie)
    expect(code).toBe('invalid_callback')
    expect(session).toBeUndefined()
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect((await google.counts()).token).toBe(before)
  })
}

test('a missing, wrong, cut or foreign attempt cookie is refused without a token request', {
  tag: '@R31',
}, async ({ stack, google }) => {
  const mine = await begin(stack.appUrl)
  const other = await begin(stack.appUrl)
  const name = mine.cookie.split('=')[0]
  const before = (await google.counts()).token
  for (const cookie of [
    '',
    `${name}=`,
    `${name}=x`,
    mine.cookie.slice(0, -1),
    other.cookie,
    `${name}=${other.cookie.split('=')[1]}`,
  ]) {
    const { code, session } = await call(stack.appUrl, `state=${mine.state}&code=c`, cookie)
    expect(code, cookie).toBe(cookie === '' ? 'cookies_blocked' : 'other_browser')
    expect(session).toBeUndefined()
  }
  expect((await google.counts()).token).toBe(before)
})

test('fifty callbacks at once make one token request at most and no session twice', { tag: '@R29' }, async ({
  stack,
  google,
}) => {
  const { state, cookie } = await begin(stack.appUrl)
  const before = (await google.counts()).token
  const results = await Promise.all(
    Array.from({ length: 50 }, () => call(stack.appUrl, `state=${state}&code=made-up`, cookie)),
  )
  expect(results.filter(({ session }) => session)).toEqual([])
  expect((await google.counts()).token - before).toBeLessThanOrEqual(1)
})

test('what stands in error and error_description is never repeated', { tag: '@R36' }, async ({ stack }) => {
  for (const text of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'javascript:alert(1)']) {
    const { state, cookie } = await begin(stack.appUrl)
    const query = new URLSearchParams({ state, error: text, error_description: text, error_uri: text })
    const { target, code } = await call(stack.appUrl, query.toString(), cookie)
    expect(code).toBe('provider_invalid')
    expect(decodeURIComponent(target.href)).not.toContain(text)
    const page = await send(
      `${stack.appUrl}/sign-in/problem?code=${encodeURIComponent(text)}&ref=${encodeURIComponent(text)}`,
    )
    expect(page.text).not.toContain(text)
  }
})

test('a refusal at Google clears the attempt and keeps where to return to', { tag: '@R37' }, async ({
  stack,
}) => {
  const { state, cookie } = await begin(stack.appUrl)
  const { code, target, answer } = await call(stack.appUrl, `state=${state}&error=access_denied`, cookie)
  expect(code).toBe('cancelled')
  expect(target.searchParams.get('returnTo')).toBe('/dashboard')
  expect(answer.headers.getSetCookie().join()).toMatch(/attempt-[^=]+=; Path=\/; Max-Age=0/)
})

test('only GET is a callback', { tag: '@R39' }, async ({ stack }) => {
  const { state, cookie } = await begin(stack.appUrl)
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
    const answer = await send(`${stack.appUrl}${CALLBACK}?state=${state}&code=c`, {
      method,
      headers: { cookie },
    })
    expect(answer.status, method).toBe(405)
    expect(answer.headers.getSetCookie(), method).toEqual([])
  }
})

test('junk cookies neither break a page nor end a session', { tag: '@R59' }, async ({
  stack,
  context,
  page,
  signIn,
}) => {
  await signIn(page)
  const [session] = await context.cookies(stack.appUrl)
  const good = `${session?.name}=${session?.value}`
  const junk = [
    `${stack.sessionCookie}.0=x; ${stack.sessionCookie}.1=y`,
    'latchkey-callback=javascript:alert(1)',
    'authjs.callback-url=%00; __Secure-authjs.session-token=x',
    'pkce=x; state=y; nonce=z',
    Array.from({ length: 60 }, (_, i) => `junk-${i}=${'x'.repeat(50)}`).join('; '),
    'bad=%E0%A4%A; =nothing; novalue',
  ]
  for (const cookies of junk) {
    for (const cookie of [`${good}; ${cookies}`, `${cookies}; ${good}`]) {
      const answer = await send(`${stack.appUrl}/api/me`, { headers: { cookie } })
      expect(answer.status, cookie.slice(0, 60)).toBe(200)
    }
  }
})

test('a planted session cookie is never adopted', { tag: '@R48' }, async ({
  stack,
  context,
  page,
  signIn,
}) => {
  const planted = 'A'.repeat(43)
  await context.addCookies([{ name: stack.sessionCookie, value: planted, url: stack.appUrl }])
  await signIn(page)
  const [session] = await context.cookies(stack.appUrl)
  expect(session?.value).not.toBe(planted)
  expect(
    (await send(`${stack.appUrl}/api/me`, { headers: { cookie: `${stack.sessionCookie}=${planted}` } }))
      .status,
  ).toBe(401)
})

test('/api/me says who is signed in, to them alone and to no cache', { tag: ['@R47', '@R104'] }, async ({
  page,
  person,
  signIn,
  stack,
}) => {
  const nobody = await send(`${stack.appUrl}/api/me`)
  expect(nobody.status).toBe(401)
  expect(nobody.headers.get('content-type')).toContain('application/problem+json')
  expect(JSON.parse(nobody.text)).toMatchObject({ code: 'signed_out', status: 401 })
  await signIn(page)
  const answer = await page.request.get('/api/me')
  expect(answer.headers()['cache-control']).toBe('private, no-store, no-transform')
  expect(Object.keys(await answer.json()).sort()).toEqual([
    'email',
    'emailVerified',
    'image',
    'memberSince',
    'name',
  ])
  expect(await answer.json()).toMatchObject({ email: person.email, name: person.name, emailVerified: true })
})
