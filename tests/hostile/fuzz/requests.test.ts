import { createHmac, randomInt } from 'node:crypto'
import fc from 'fast-check'
import { callbackPath, type ProviderId, providerIds } from '#lib/provider-ids'
import type { Lie } from '#tests/support/lying-provider'
import { test as base, type Lied } from '#tests/support/lying-stack'
import { createRawBrowser, OURS, placeOf, type RawBrowser, readForm } from '#tests/support/raw-browser'
import { expect } from './expect.ts'
import { fuzz } from './run.ts'
import { expectBounded, type FuzzedSite, fuzzedSite } from './site.ts'
import { cookies, headers, jsonOf, oneOf, query, text } from './texts.ts'

const LANES = 16
const FORM = 'application/x-www-form-urlencoded'

type Fuzzed = {
  target: FuzzedSite & { url: string }
  /** Somebody who is signed in there; and as many as are busy at once, since each may begin only so much in a minute. */
  ada: RawBrowser
  crowd: RawBrowser[]
}

const test = base.extend<object, Fuzzed>({
  target: [
    async ({ lied }, use) => {
      const { url, process } = await lied.startSecondApp()
      const target = fuzzedSite(lied, url, process)
      await use({ ...target, url })
      target.close()
    },
    { scope: 'worker' },
  ],
  ada: [async ({ lied, target }, use) => use(await signInAt(lied, target.url)), { scope: 'worker' }],
  crowd: [
    async ({ lied, target }, use) =>
      use(await Promise.all(Array.from({ length: LANES }, () => signInAt(lied, target.url)))),
    { scope: 'worker' },
  ],
})

async function signInAt({ liar }: Lied['lied'], appUrl: string): Promise<RawBrowser> {
  const browser = createRawBrowser({ appUrl })
  const address = placeOf(await browser.post('/sign-in/start', { provider: 'google' }))
  if (address) await browser.get(liar.answer(address, newSubject()).path)
  return browser
}

function newSubject(): string {
  return String(randomInt(1e12, 2e12))
}

test.describe.configure({ mode: 'default' })
test.beforeEach(({ lied }) => lied.liar.lie({}))

/** Tries it, and holds what is left of it against what was there: no fault in the log, nothing that grows. */
async function leavesNothing(target: FuzzedSite, work: () => Promise<void>, grown = {}): Promise<void> {
  // What a process makes room for once is no leak.
  for (let turn = 0; turn < 20; turn++) await target.ask('/sign-in')
  const [before, faults] = [await target.measure(), target.faults().length]
  await work()
  expect(target.faults().slice(faults, faults + 3)).toEqual([])
  expectBounded(before, await target.measure(), grown)
}

test('no callback makes a session or a fault, whatever is in it', {
  tag: ['@R31', '@R35', '@R42', '@R59'],
}, async ({ lied, target }) => {
  const held: { state: string; cookie: string }[] = []
  const open = async (provider: ProviderId) => {
    const browser = createRawBrowser({ appUrl: target.url })
    const address = placeOf(await browser.post('/sign-in/start', { provider }))
    const [[name, value] = ['', '']] = [...browser.jar]
    held.push({ state: address?.searchParams.get('state') ?? '', cookie: `${name}=${value}` })
    if (held.length > 40) held.shift()
  }
  for (const provider of providerIds) await open(provider)
  const names = oneOf('code', 'iss', 'error', 'error_code', 'scope', 'id_token', 'state', 'error_description')
  const codes = oneOf('code-of-nobody', 'GOOD')
  await leavesNothing(target, () =>
    fuzz({
      share: 0.16,
      lanes: LANES,
      of: fc.record({
        provider: fc.constantFrom(...providerIds),
        other: fc.option(oneOf('github', '..%2fgoogle', 'google/'), { freq: 9 }),
        query: query(names, fc.oneof(text, codes)),
        held: fc.option(fc.nat(39), { freq: 1 }),
        begin: fc.option(fc.constantFrom(...providerIds), { freq: 11 }),
        cookie: cookies(
          lied.sessionCookie,
          lied.sessionCookie.replace('session', 'attempt-0123456789abcdef'),
          'authjs.callback-url',
        ),
        headers,
      }),
      async holds({ provider, other, held: index, begin, cookie, ...asked }) {
        if (begin) await open(begin)
        const attempt = index === null ? undefined : held[index % held.length]
        const path = other === null ? callbackPath(provider) : `/api/auth/callback/${other}`
        const heard = await target.expectSound(
          `${path}?${attempt ? `state=${attempt.state}&` : ''}${asked.query}`,
          {
            headers: { ...asked.headers, cookie: [attempt?.cookie, cookie].filter(Boolean).join('; ') },
          },
        )
        expect(target.makesSession(heard)).toBe(false)
      },
    }),
  )
})

test('no form starts anything that it should not, whatever is in it', {
  tag: ['@R5', '@R98', '@R107'],
}, async ({ lied, target }) => {
  const names = oneOf('provider', 'returnTo', 'anyway', 'scope', 'redirect_uri', 'client_id', 'state')
  await leavesNothing(target, () =>
    fuzz({
      share: 0.08,
      lanes: LANES,
      of: fc.record({
        body: query(names, fc.oneof(text, fc.constantFrom(...providerIds, '/drive', '/dashboard'))),
        type: fc.oneof(
          fc.constant(FORM),
          fc.constantFrom(
            'application/json',
            'text/plain',
            'multipart/form-data; boundary=x',
            `${FORM}; charset=utf-16`,
          ),
        ),
        cookie: cookies(lied.sessionCookie),
        headers,
        ours: fc.boolean(),
        query: query(names),
      }),
      async holds({ body, type, cookie, ours, query: more, ...asked }) {
        const heard = await target.expectSound(`/sign-in/start?${more}`, {
          headers: { ...asked.headers, ...(ours && OURS), 'content-type': type, cookie },
          body,
        })
        expect(target.makesSession(heard)).toBe(false)
        const address = placeOf(heard)
        if (!address || address.origin !== lied.liar.url) return
        expect(
          ours || asked.headers['sec-fetch-target'] === 'same-origin' || asked.headers.origin === lied.appUrl,
        ).toBe(true)
        expect(address.searchParams.get('redirect_uri')).toMatch(
          new RegExp(`^${lied.appUrl}/api/auth/callback/\\w+$`),
        )
        expect(Object.values(lied.liar.clients)).toContain(address.searchParams.get('client_id'))
      },
    }),
  )
})

test('nobody who is signed in is led anywhere else, or loses anything, whatever they send', {
  tag: ['@R5', '@R93', '@R107', '@R109'],
}, async ({ target, crowd }) => {
  const names = oneOf('intent', 'account', 'feature', 'provider', 'returnTo', 'scope', 'userId')
  const values = fc.oneof(
    text,
    fc.constantFrom('link', 'grant', 'reconnect', 'confirm', 'drive', 'posts', ...providerIds),
  )
  const free = [...crowd]
  await leavesNothing(target, async () => {
    await fuzz({
      share: 0.07,
      lanes: LANES,
      of: fc.record({ body: query(names, values), headers, type: oneOf(FORM) }),
      async holds({ body, type, ...asked }) {
        await target.forgetRequests()
        const somebody = free.pop()
        const heard = await target.expectSound('/connections/start', {
          method: 'POST',
          headers: {
            ...asked.headers,
            ...OURS,
            'content-type': printable(type),
            ...somebody?.jar.headersFor('/'),
          },
          body,
        })
        if (somebody) free.push(somebody)
        expect(target.makesSession(heard)).toBe(false)
        const scope = placeOf(heard)?.searchParams.get('scope')
        if (scope)
          expect(scope).toMatch(
            /^(openid email profile|openid email public_profile|users\.read tweet\.read users\.email)/,
          )
      },
    })
    for (const one of crowd) expect((await one.get('/api/me')).status).toBe(200)
  })
})

test('no page breaks or repeats what it is asked with, and no cookie signs in or out', {
  tag: ['@R36', '@R46', '@R59', '@R107'],
}, async ({ lied, target, ada }) => {
  const styles = (await target.ask('/sign-in')).text.match(/\/_next\/static\/[\w./~-]+\.css/g) ?? []
  expect(styles).not.toEqual([])
  const path = fc.oneof(
    fc.constantFrom(
      '/',
      '/dashboard',
      '/sessions',
      '/activity',
      '/drive',
      '/posts',
      '/connections',
      '/settings',
      '/settings/delete',
      '/confirm',
      '/sign-in',
      '/sign-in/problem',
      '/signed-out',
      '/goodbye',
      '/privacy',
      '/api/me',
      '/api/export',
      '/api/health/ready',
      '/.well-known/security.txt',
      '/robots.txt',
      '/icon.svg',
      '/link-preview.png',
      ...styles,
    ),
    text.map((part) => `/activity/${encodeURIComponent(part.toWellFormed())}`),
    text.map((part) => `/data-deletion/${encodeURIComponent(part.toWellFormed())}`),
    text.map((part) => `/${part}`),
  )
  const names = oneOf(
    'q',
    'sort',
    'kind',
    'page',
    'account',
    'code',
    'ref',
    'provider',
    'returnTo',
    '_rsc',
    'whole',
  )
  const session = ada.jar.get(lied.sessionCookie) ?? ''
  await leavesNothing(target, async () => {
    await fuzz({
      share: 0.11,
      lanes: LANES,
      of: fc.record({
        path,
        query: query(names),
        headers,
        cookie: cookies(
          `${lied.sessionCookie}.0`,
          'zone',
          'latchkey-language',
          'theme',
          'authjs.callback-url',
        ),
        signedIn: fc.boolean(),
        method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'OPTIONS', 'DELETE'),
      }),
      async holds({ path, query, cookie, signedIn, method, ...asked }) {
        const line = [cookie, signedIn && `${lied.sessionCookie}=${session}`].filter(Boolean).join('; ')
        const sent = method === 'POST' ? multipart([]) : undefined
        const heard = await target.expectSound(`${path}?${query}`, {
          method,
          headers: { ...asked.headers, cookie: line, ...(sent && { 'content-type': sent.type }) },
          ...(sent && { body: sent.body }),
        })
        expect(target.makesSession(heard)).toBe(false)
        if (path === '/api/me' && method === 'GET' && heard.status < 300) expect(signedIn).toBe(true)
        if (path === '/api/me' && method === 'GET' && signedIn) expect([200, 503]).toContain(heard.status)
      },
    })
    expect((await ada.get('/api/me')).status).toBe(200)
  })
})

test('no payload of a Server Action is a fault, or runs anything that is not ours', {
  tag: ['@R98', '@R107', '@R109'],
}, async ({ lied, target, ada }) => {
  const forms = [await readForm(ada, '/sessions', ''), await readForm(ada, '/settings', '')]
  const ids = forms
    .flatMap(({ fields }) => Object.keys(fields))
    .map((name) => name.replace('$ACTION_ID_', ''))
  const cookie = ada.jar.headersFor('/').cookie ?? ''
  const flight = fc.oneof(
    jsonOf('0', '1', 'then', 'status', '_response', '_prefix', '_formData', 'get'),
    fc.constantFrom(
      '[]',
      '["$K1"]',
      '["$F1"]',
      '["$@0"]',
      '["$1"]',
      '["$B1"]',
      '["$Q0"]',
      '["$n9999999999999999999"]',
      '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B0\\"}","_response":{"_prefix":"process.exit();","_formData":{"get":"$1:constructor:constructor"}}}',
      '['.repeat(10_000),
    ),
  )
  const field = fc.tuple(
    oneOf(
      '0',
      '1',
      '1_id',
      '1_name',
      'id',
      'name',
      ...ids.map((id) => `$ACTION_ID_${id}`),
      '$ACTION_REF_1',
      '$ACTION_1:0',
      '$ACTION_KEY',
    ),
    fc.oneof(text, flight),
  )
  await leavesNothing(target, async () => {
    await fuzz({
      share: 0.07,
      lanes: LANES,
      of: fc.record({
        path: fc.constantFrom('/sessions', '/settings', '/connections', '/activity', '/', '/sign-in'),
        id: fc.option(oneOf('0'.repeat(42), ...ids)),
        fields: fc.array(field, { maxLength: 6 }),
        body: flight,
        form: fc.boolean(),
        headers,
        signedIn: fc.boolean(),
      }),
      async holds({ path, id, fields, body, form, signedIn, ...asked }) {
        const sent = form ? multipart(fields) : { type: 'text/plain;charset=UTF-8', body }
        const heard = await target.expectSound(path, {
          method: 'POST',
          headers: {
            ...asked.headers,
            ...OURS,
            origin: lied.appUrl,
            'content-type': sent.type,
            ...(id !== null && { 'next-action': printable(id) }),
            ...(signedIn && { cookie }),
          },
          body: sent.body,
        })
        expect(target.makesSession(heard)).toBe(false)
      },
    })
    expect((await target.ask('/api/health/live')).status).toBe(200)
  })
})

test('no report is believed that its provider has not signed', { tag: ['@R13', '@R107', '@R116'] }, async ({
  lied,
  target,
}) => {
  const secret = lied.environment.AUTH_FACEBOOK_SECRET ?? ''
  const payload = fc.oneof(
    jsonOf('algorithm', 'issued_at', 'user_id'),
    fc
      .record({ algorithm: oneOf('HMAC-SHA256'), issued_at: fc.integer(), user_id: oneOf('122') })
      .map((one) => JSON.stringify(one)),
  )
  const token = fc.tuple(
    jsonOf('alg', 'kid', 'typ', 'crit'),
    jsonOf('iss', 'aud', 'iat', 'jti', 'events', 'sub'),
    text,
  )
  await leavesNothing(target, () =>
    fuzz({
      share: 0.07,
      lanes: LANES,
      of: fc.record({
        path: fc.constantFrom(
          '/api/facebook/deauthorize',
          '/api/facebook/data-deletion',
          '/api/security-events',
        ),
        payload,
        key: fc.constantFrom(secret, ''),
        token,
        more: query(oneOf('signed_request', 'x')),
        type: oneOf(FORM, 'application/secevent+jwt'),
        headers,
      }),
      async holds({ path, payload, key, token: [head, claims, rest], more, type, ...asked }) {
        const encoded = Buffer.from(payload).toString('base64url')
        const signature = createHmac('sha256', key).update(encoded).digest('base64url')
        const jwt = [head, claims, rest].map((part) => Buffer.from(part).toString('base64url')).join('.')
        const body = path === '/api/security-events' ? jwt : `signed_request=${signature}.${encoded}&${more}`
        await target.expectSound(path, {
          method: 'POST',
          headers: { ...asked.headers, 'content-type': printable(type) },
          body,
        })
      },
    }),
  )
})

const TOKEN_FIELDS = [
  'access_token',
  'token_type',
  'id_token',
  'expires_in',
  'refresh_token',
  'scope',
  'error',
]
const CLAIMS = [
  'iss',
  'aud',
  'azp',
  'sub',
  'nonce',
  'exp',
  'iat',
  'nbf',
  'at_hash',
  'email',
  'email_verified',
  'name',
  'picture',
  'hd',
  'auth_time',
]

const ODD_HEADERS: Record<string, string>[] = [
  {},
  { 'content-type': 'text/html' },
  { 'content-encoding': 'gzip' },
  { location: '/evil' },
]

/** What no provider may say of whoever is let in. */
const MUST_BE_TRUE = ['iss', 'aud', 'nonce', 'azp'] as const

test('whoever a provider names oddly is not signed in, or signed in as what it has said', {
  tag: ['@R3', '@R11', '@R16', '@R22', '@R25'],
}, async ({ lied, target }) => {
  const odd = (names: string[]) =>
    fc.dictionary(fc.constantFrom(...names), fc.oneof(text, fc.jsonValue({ maxDepth: 2 })), { maxKeys: 3 })
  const raw = fc.record({
    status: fc.constantFrom(200, 200, 400, 401, 403, 429, 500),
    headers: fc.constantFrom(...ODD_HEADERS),
    body: jsonOf(...TOKEN_FIELDS),
  })
  const lie: fc.Arbitrary<Lie> = fc.oneof(
    { weight: 4, arbitrary: odd(CLAIMS).map((claims) => ({ claims })) },
    { weight: 2, arbitrary: odd(TOKEN_FIELDS).map((tokens) => ({ tokens })) },
    { weight: 1, arbitrary: odd(['alg', 'kid', 'crit', 'typ', 'jwk']).map((header) => ({ header })) },
    { weight: 1, arbitrary: raw.map((token) => ({ token })) },
    { weight: 1, arbitrary: raw.map((me) => ({ me })) },
  )
  const before = target.faults().length
  const { rows } = await target.measure()
  await fuzz({
    share: 0.05,
    lanes: LANES,
    of: fc.tuple(lie, fc.constantFrom(...providerIds)),
    async holds([said, provider]) {
      const browser = createRawBrowser({ appUrl: target.url })
      const address = placeOf(await browser.post('/sign-in/start', { provider }))
      if (address?.origin !== lied.liar.url) throw new Error('It does not lead to the provider')
      const { path } = lied.liar.answer(address, newSubject(), said)
      const heard = await target.expectSound(path, { headers: browser.jar.headersFor('/') })
      if (!target.makesSession(heard)) return
      expect(heard.headers.get('location')).toBe(
        `${lied.appUrl}/dashboard${provider === 'facebook' ? '#' : ''}`,
      )
      if (provider === 'twitter') return
      for (const name of MUST_BE_TRUE) expect(Object.hasOwn(said.claims ?? {}, name)).toBe(false)
      expect(said.header?.alg ?? 'RS256').toBe('RS256')
      if (provider === 'google') expect(said.claims?.email_verified ?? true).toBe(true)
    },
  })
  expect(target.faults().slice(before, before + 3)).toEqual([])
  const after = (await target.measure()).rows
  // Nobody is there twice, and nobody in part.
  expect(after.accounts - rows.accounts).toBe(after.users - rows.users)
  expect(after.sessions).toBeGreaterThanOrEqual(rows.sessions)
})

function printable(value: string): string {
  return value.replaceAll(/[^\x20-\x7e]/g, '').trim() || 'x'
}

function multipart(fields: [string, string][]): { type: string; body: string } {
  const part = ([name, value]: [string, string]) =>
    `--zz\r\nContent-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, '')}"\r\n\r\n${value}\r\n`
  return { type: 'multipart/form-data; boundary=zz', body: `${fields.map(part).join('')}--zz--\r\n` }
}
