import { request } from 'node:http'
import { callbackPath, type ProviderId, providerIds } from '#lib/provider-ids'
import type { Endpoint } from '#scripts/sandbox/endpoints'
import { CookieJar, send } from '#tests/support/http'
import { startTcpProxy } from '#tests/support/proxies'
import { createRawBrowser, destination, placeOf } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

/** What counts as asking each provider for tokens. */
const tokenEndpoints = {
  google: 'token',
  facebook: 'facebook-token',
  twitter: 'x-token',
} as const satisfies Record<ProviderId, Endpoint>

async function begin(appUrl: string, provider: ProviderId = 'google') {
  const body = `provider=${provider}&returnTo=/dashboard`
  const answer = await send(`${appUrl}/sign-in/start`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'content-length': String(body.length),
    },
    body,
  })
  const state = placeOf(answer)?.searchParams.get('state') ?? ''
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { state, cookie }
}

/** Where a callback leads, and the code of the problem page when it leads there. */
async function call(appUrl: string, query: string, cookie = '', provider: ProviderId = 'google') {
  const answer = await send(`${appUrl}${callbackPath(provider)}?${query}`, {
    headers: cookie ? { cookie } : {},
  })
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
    for (const provider of providerIds) {
      const { state, cookie } = await begin(stack.appUrl, provider)
      const before = (await google.counts())[tokenEndpoints[provider]]
      const { code, session, answer } = await call(stack.appUrl, query(state), cookie, provider)
      expect(code, provider).toBe('invalid_callback')
      expect(session).toBeUndefined()
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect((await google.counts())[tokenEndpoints[provider]]).toBe(before)
    }
  })
}

test('a missing, wrong, cut or foreign attempt cookie is refused without a token request', {
  tag: '@R31',
}, async ({ stack, google }) => {
  for (const provider of providerIds) {
    const [mine, other] = [await begin(stack.appUrl, provider), await begin(stack.appUrl, provider)]
    const name = mine.cookie.split('=')[0]
    const before = (await google.counts())[tokenEndpoints[provider]]
    for (const cookie of [
      '',
      `${name}=`,
      `${name}=x`,
      mine.cookie.slice(0, -1),
      other.cookie,
      `${name}=${other.cookie.split('=')[1]}`,
    ]) {
      const { code, session } = await call(stack.appUrl, `state=${mine.state}&code=c`, cookie, provider)
      expect(code, cookie).toBe(cookie === '' ? 'cookies_blocked' : 'other_browser')
      expect(session).toBeUndefined()
    }
    expect((await google.counts())[tokenEndpoints[provider]]).toBe(before)
  }
})

for (const provider of providerIds) {
  test(`fifty callbacks of ${provider} at once make one token request and one session, and one that comes later makes none`, {
    tag: '@R29',
  }, async ({ stack, google, person, sql }) => {
    const browser = createRawBrowser(stack)
    const back = await browser.travel('/sign-in/start', { provider, returnTo: '/dashboard' }, person)
    const { cookie = '' } = browser.jar.headersFor('/')
    const query = back.split('?')[1] ?? ''
    const before = (await google.counts())[tokenEndpoints[provider]]
    const take = () => call(stack.appUrl, query, cookie, provider)
    const results = [...(await Promise.all(Array.from({ length: 50 }, take))), await take()]
    expect(results.filter(({ session }) => session)).toHaveLength(1)
    expect(results.filter(({ code }) => code === 'attempt_used')).toHaveLength(50)
    expect((await google.counts())[tokenEndpoints[provider]] - before).toBe(1)
    const subject = { google: person.sub, facebook: person.facebook.id, twitter: person.x.id }[provider]
    const sessions = await sql(
      `SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE a.provider = $1 AND a.provider_account_id = $2`,
      [provider, subject],
    )
    expect(sessions).toHaveLength(1)
  })
}

/** The parameters in which a provider may say something in words of its own. */
const TEXT_PARAMETERS = ['error', 'error_description', 'error_uri', 'error_reason', 'error_message']

test('what stands in an error of a provider is never repeated', { tag: '@R36' }, async ({ stack }) => {
  for (const provider of providerIds)
    for (const text of [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)',
    ]) {
      const { state, cookie } = await begin(stack.appUrl, provider)
      const query = new URLSearchParams({
        state,
        ...Object.fromEntries(TEXT_PARAMETERS.map((name) => [name, text])),
      })
      const { target, code } = await call(stack.appUrl, query.toString(), cookie, provider)
      expect(code, provider).toBe('provider_denied')
      expect(decodeURIComponent(target.href)).not.toContain(text)
      const encoded = encodeURIComponent(text)
      const page = await send(
        `${stack.appUrl}/sign-in/problem?code=${encoded}&ref=${encoded}&provider=${encoded}`,
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
  for (const provider of providerIds) {
    const { state, cookie } = await begin(stack.appUrl, provider)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
      const answer = await send(`${stack.appUrl}${callbackPath(provider)}?state=${state}&code=c`, {
        method,
        headers: { cookie },
      })
      expect(answer.status, method).toBe(405)
      expect(answer.headers.getSetCookie(), method).toEqual([])
    }
  }
})

test('an answer to a provider that there is none of is nobody’s', { tag: '@R9' }, async ({
  stack,
  google,
}) => {
  const { state, cookie } = await begin(stack.appUrl)
  for (const name of [
    'github',
    'x',
    'Google',
    'google/',
    'google%2F..%2Ftwitter',
    '__proto__',
    'constructor',
    '',
  ]) {
    const before = await google.counts()
    const answer = await send(`${stack.appUrl}/api/auth/callback/${name}?state=${state}&code=c`, {
      headers: { cookie },
    })
    expect([307, 308, 404], name).toContain(answer.status)
    expect(answer.headers.getSetCookie(), name).toEqual([])
    expect(await google.counts()).toEqual(before)
  }
})

const others: [status: number, headers: Record<string, string>][] = [
  [503, { 'sec-purpose': 'prefetch' }],
  [503, { 'sec-purpose': 'prefetch;prerender', 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }],
  [503, { purpose: 'prefetch' }],
  [503, { 'x-moz': 'prefetch' }],
  [400, { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'same-site' }],
  [400, { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' }],
  [400, { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }],
]

test('a request that only looks ahead, or that leads nobody anywhere, takes nothing, and then the real one signs in', {
  tag: ['@R29', '@R99'],
}, async ({ stack, google, person, sql }) => {
  const ada = createRawBrowser(stack)
  const address = await ada.travel('/sign-in/start', { returnTo: '/sessions' }, person)
  const tables = () => sql('SELECT id, used_at FROM sign_in_attempts ORDER BY id')
  const [before, { token }] = [await tables(), await google.counts()]
  for (const [status, headers] of others) {
    const answer = await ada.get(address, headers)
    expect({ status: answer.status, cookies: answer.headers.getSetCookie() }).toEqual({ status, cookies: [] })
  }
  expect(await tables()).toEqual(before)
  expect((await google.counts()).token).toBe(token)
  const real = { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' }
  expect(destination(await ada.get(address, real))).toBe('/sessions')
  expect(ada.jar.get(stack.sessionCookie)).toBeTruthy()
})

test('a callback that meets an outage, or one too many, uses up nothing: the same address signs in afterwards', {
  tag: ['@R60', '@R110'],
}, async ({ stack, person, sql }) => {
  const address = new URL(stack.databaseUrl)
  const proxy = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
  address.port = String(proxy.port)
  const settings = { DATABASE_URL: address.href, SIGN_IN_ATTEMPTS_PER_MINUTE: '1' }
  const { url: appUrl, process } = await stack.startSecondApp(settings)
  try {
    await sql('DELETE FROM rate_limits')
    const ada = createRawBrowser({ appUrl })
    const back = await ada.travel('/sign-in/start', { returnTo: '/settings' }, person)
    const held = [...ada.jar.keys()]
    await proxy.cut()
    expect(destination(await ada.get(back))).toBe('unavailable')
    expect([...ada.jar.keys()]).toEqual(held)
    await proxy.restore()

    // Its share of callbacks is used up by another.
    await sql(`INSERT INTO rate_limits (key, points, expire)
      SELECT replace(key, ':start:', ':callback:'), points, expire FROM rate_limits`)
    const refused = await ada.get(back)
    expect(destination(refused)).toBe('too_many_attempts')
    expect(placeOf(refused)?.searchParams.get('returnTo')).toBe('/settings')
    expect([...ada.jar.keys()]).toEqual(held)

    await sql('DELETE FROM rate_limits')
    expect(destination(await ada.get(back))).toBe('/settings')
    expect([...ada.jar.keys()].map((name) => name.replace(/^.*-/, ''))).toEqual(['session'])
  } finally {
    await process.stop()
    await proxy.stop()
  }
})

test('of two callbacks at once one signs in, and the other leads back to where they wanted to go', {
  tag: '@R29',
}, async ({ stack, person, sql }) => {
  const ada = createRawBrowser(stack)
  const address = await ada.travel('/sign-in/start', { returnTo: '/sessions' }, person)
  const tabs = [1, 2].map(() => createRawBrowser(stack, { jar: new CookieJar(ada.jar) }))
  const answers = await Promise.all(tabs.map((tab) => tab.get(address)))
  expect(answers.map(destination).toSorted()).toEqual(['/sessions', 'attempt_used'])
  const lost = answers.findIndex((answer) => destination(answer) === 'attempt_used')
  const [winner, place] = [tabs[1 - lost]!, placeOf(answers[lost]!)!]
  expect(place.searchParams.get('returnTo')).toBe('/sessions')
  // Both tabs are of one browser, which has the session by now.
  const page = await winner.get(place.pathname + place.search)
  expect(page.text.replace(/<[^>]+>/g, '')).toContain(`You are still signed in as ${person.email}.`)
  expect(page.text).toContain('href="/sessions"')
  const sessions = await sql(
    'SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id = $1',
    [person.sub],
  )
  expect(sessions).toHaveLength(1)
})

test('a browser that is reloaded while it is signed in leaves no session that nobody holds, and keeps the one it has', {
  tag: '@R29',
}, async ({ stack, google, person, friend, sql }) => {
  const ada = createRawBrowser(stack)
  await ada.signIn(person)
  const address = await ada.travel('/sign-in/start', { returnTo: '/sessions' }, friend)
  const before = (await google.counts()).token
  await google.failNext('token', { delayMs: 1_500 })
  const headers = ada.jar.headersFor('/')
  const first = request(stack.appUrl + address, { headers, agent: false }).on('error', () => undefined)
  first.end()
  await expect.poll(async () => (await google.counts()).token).toBe(before + 1)
  first.destroy()
  const place = placeOf(await ada.get(address))
  expect(place?.searchParams.get('code')).toBe('attempt_used')
  expect(place?.searchParams.get('returnTo')).toBe('/sessions')
  await expect.poll(() => stack.logs().includes('"event":"callback left"')).toBe(true)
  const sessions = () =>
    sql('SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id = $1', [
      friend.sub,
    ])
  await expect.poll(sessions).toEqual([])
  expect((await ada.get('/api/me')).status).toBe(200)
  // What Google gave, and gives no second time, is not lost.
  const grants = await sql(
    `SELECT g.refresh_token IS NOT NULL AS lasting FROM grants g JOIN accounts a ON a.id = g.account_id
      WHERE a.provider_account_id = $1`,
    [friend.sub],
  )
  expect(grants).toEqual([{ lasting: true }])
  await ada.signIn(friend)
  expect(await sessions()).toHaveLength(1)
})

test('whoever only knows a state learns nothing of where its person wanted to go', async ({
  stack,
  person,
}) => {
  const ada = createRawBrowser(stack)
  const stranger = createRawBrowser(stack)
  const address = await ada.travel('/sign-in/start', { returnTo: '/drive?q=a+secret' }, person)
  const place = placeOf(await stranger.get(address))
  expect(place?.searchParams.get('code')).toBe('cookies_blocked')
  expect(place?.href).not.toContain('secret')
  expect(placeOf(await ada.get(address))?.href).toContain('secret')
})

test('what a provider says is classified, and never called a forged answer', { tag: '@R36' }, async ({
  stack,
}) => {
  for (const [error, expected] of [
    ['admin_policy_enforced', 'provider_policy'],
    ['login_required', 'provider_asks'],
    ['deleted_client', 'provider_refused'],
    ['rate_limit_exceeded', 'provider_limit'],
    ['something_new', 'provider_denied'],
  ] as const) {
    const { state, cookie } = await begin(stack.appUrl)
    const { code, target } = await call(stack.appUrl, `state=${state}&error=${error}`, cookie)
    expect(code, error).toBe(expected)
    const page = await send(target.href)
    expect(page.text, error).not.toMatch(/security check/)
  }
})

test('junk cookies neither break a page nor end a session', { tag: '@R59' }, async ({
  stack,
  context,
  page,
  signIn,
}) => {
  await signIn(page)
  const session = (await context.cookies(stack.appUrl)).find(({ name }) => name === stack.sessionCookie)
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
  const session = (await context.cookies(stack.appUrl)).find(({ name }) => name === stack.sessionCookie)
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
    'label',
    'memberSince',
    'name',
    'ownName',
  ])
  const { email, name } = person
  expect(await answer.json()).toMatchObject({ email, label: email, name, emailVerified: true })
})
