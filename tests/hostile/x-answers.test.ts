import { describeFailure, type FailureCode } from '#lib/errors'
import type { PersonEverywhere } from '#tests/support/google'
import { createRawBrowser, placeOf } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'
import { controlX, invalidToken } from '#tests/support/x'

/** What X answers a question of ours with, as the sandbox is told it. */
type Answer = { status?: number; body?: unknown; headers?: Record<string, string>; cut?: boolean }
type Endpoint = 'x-token' | 'x-me'

const page = (status: number, body = '<html><h1>Just a moment…</h1>'): Answer => ({
  status,
  body,
  headers: { 'content-type': 'text/html' },
})
const problem = (status: number, more: object = {}): Answer => ({
  status,
  body: { title: 'A title', detail: 'A detail of x.com.', type: 'about:blank', status, ...more },
})
const old = (status: number, code: number, message: string): Answer => ({
  status,
  body: { errors: [{ code, message }] },
})
const tokenError = (status: number, error: unknown, error_description?: unknown): Answer => ({
  status,
  body: { error, error_description },
})
const me = (data: unknown): Answer => ({ status: 200, body: { data } })
const ada = { id: '1500000000000000077', name: 'Ada', username: 'ada' }
const token = {
  token_type: 'bearer',
  access_token: 'of-the-test',
  scope: 'users.read tweet.read',
  expires_in: 7200,
}

const answers: [title: string, endpoint: Endpoint, answer: Answer, code: FailureCode][] = [
  [
    'a code that has expired',
    'x-token',
    tokenError(400, 'invalid_request', 'Value passed for the authorization code was invalid.'),
    'attempt_expired',
  ],
  ['the words of a dead token', 'x-token', { status: 400, body: invalidToken }, 'attempt_expired'],
  ['invalid_grant', 'x-token', tokenError(400, 'invalid_grant'), 'attempt_expired'],
  [
    'another redirect URI',
    'x-token',
    tokenError(
      400,
      'invalid_request',
      'Value passed for the redirect uri did not match the uri of the authorization code.',
    ),
    'redirect_mismatch',
  ],
  [
    'a wrong secret',
    'x-token',
    tokenError(401, 'unauthorized_client', 'Missing valid authorization header'),
    'provider_refused',
  ],
  ['an unknown client', 'x-token', tokenError(400, 'invalid_client'), 'provider_refused'],
  [
    'an unknown text',
    'x-token',
    tokenError(400, 'invalid_request', 'Value passed for the moon was invalid.'),
    'provider_invalid',
  ],
  [
    'an object where the code of an error belongs',
    'x-token',
    tokenError(400, { message: 'no' }),
    'provider_invalid',
  ],
  ['an error of the API for tokens', 'x-token', problem(403), 'provider_invalid'],
  ['a page with 403 for tokens', 'x-token', page(403), 'provider_invalid'],
  ['a page with 200 for tokens', 'x-token', page(200), 'provider_invalid'],
  ['a limit for tokens', 'x-token', problem(429), 'provider_unavailable'],
  ['an outage for tokens', 'x-token', page(503), 'provider_unavailable'],
  [
    'a redirect for tokens',
    'x-token',
    { status: 302, headers: { location: 'https://x.com/' } },
    'provider_unavailable',
  ],
  ['no answer for tokens', 'x-token', { cut: true }, 'provider_unavailable'],
  ['nothing for tokens', 'x-token', { status: 200, body: '' }, 'provider_invalid'],
  [
    'an object as the token',
    'x-token',
    { status: 200, body: { ...token, access_token: {} } },
    'provider_invalid',
  ],
  [
    'a token of another type',
    'x-token',
    { status: 200, body: { ...token, token_type: 'mac' } },
    'provider_invalid',
  ],
  ['a token that X does not know', 'x-token', { status: 200, body: token }, 'provider_denied'],
  [
    'a token that may not read who somebody is',
    'x-token',
    { status: 200, body: { ...token, scope: 'tweet.read' } },
    'provider_asks',
  ],

  ['no credits', 'x-me', problem(402, { title: 'CreditsDepleted' }), 'provider_unpaid'],
  ['402 with a page', 'x-me', page(402), 'provider_unpaid'],
  [
    'a cap of the month',
    'x-me',
    problem(429, { type: 'https://api.x.com/2/problems/usage-capped' }),
    'provider_unpaid',
  ],
  ['a limit', 'x-me', problem(429), 'provider_limit'],
  ['a limit in the older shape', 'x-me', old(429, 88, 'Rate limit exceeded'), 'provider_limit'],
  ['401', 'x-me', problem(401), 'provider_denied'],
  ['403', 'x-me', problem(403), 'provider_denied'],
  [
    'an app that is not enrolled',
    'x-me',
    problem(403, { type: 'https://api.x.com/2/problems/client-forbidden' }),
    'provider_refused',
  ],
  ['a suspended account', 'x-me', problem(403, { detail: 'Your account is suspended.' }), 'provider_policy'],
  ['a locked account', 'x-me', old(403, 326, 'This account is temporarily locked.'), 'provider_policy'],
  [
    'somebody who is not there any more',
    'x-me',
    {
      status: 200,
      body: {
        errors: [{ type: 'https://api.x.com/2/problems/resource-not-found', title: 'Not Found Error' }],
      },
    },
    'provider_policy',
  ],
  [
    'errors of another kind',
    'x-me',
    { status: 200, body: { errors: [{ title: 'Something' }] } },
    'provider_denied',
  ],
  ['a page with 403', 'x-me', page(403), 'provider_unavailable'],
  ['a page with 200', 'x-me', page(200), 'provider_unavailable'],
  ['an outage', 'x-me', problem(503), 'provider_unavailable'],
  ['no answer', 'x-me', { cut: true }, 'provider_unavailable'],
  [
    'a redirect',
    'x-me',
    { status: 302, headers: { location: 'https://evil.example/' } },
    'provider_unavailable',
  ],
  [
    'a question that X does not understand',
    'x-me',
    problem(400, { type: 'https://api.x.com/2/problems/invalid-request' }),
    'provider_misunderstood',
  ],
  ['nothing', 'x-me', { status: 200, body: '' }, 'provider_unavailable'],
  ['nobody', 'x-me', { status: 200, body: {} }, 'provider_invalid'],
  ['null in the place of somebody', 'x-me', me(null), 'provider_invalid'],
  ['a list of people', 'x-me', me([ada]), 'provider_invalid'],
  ['a text in the place of somebody', 'x-me', me('ada'), 'provider_invalid'],
  ...(
    [
      ['an object', { of: 'x' }],
      ['a list', ['1']],
      ['a number', 15],
      ['nothing', undefined],
      ['null', null],
      ['an empty text', ''],
      ['a text that is no number', 'ada'],
      ['zero', '0'],
      ['a number with a zero before it', '0123'],
      ['twenty digits', '12345678901234567890'],
      ['digits of another script', '١٢٣'],
      ['a number and a line', '123\n'],
    ] as const
  ).map(([title, id]): [string, Endpoint, Answer, FailureCode] => [
    `${title} as the id`,
    'x-me',
    me({ ...ada, id }),
    'provider_invalid',
  ]),
]

test('every answer of X that is no sign-in leads to a page that says in plain words what it is, and leaves nothing', {
  tag: ['@R21', '@R25'],
}, async ({ stack, google, person, sql }) => {
  test.setTimeout(120_000)
  const seen: Record<string, string> = {}
  const pages = new Map<FailureCode, string>()
  for (const [title, endpoint, answer, code] of answers) {
    const browser = createRawBrowser(stack)
    const back = await travel(browser, person)
    await google.failNext(endpoint, { ...answer, body: answer.body as never })
    const response = await browser.get(back)
    const place = placeOf(response)
    const names = [...browser.jar.keys()].filter((name) => name.endsWith('session'))
    expect(names, title).toEqual([])
    expect([place?.pathname, place?.searchParams.get('provider')], title).toEqual([
      '/sign-in/problem',
      'twitter',
    ])
    seen[title] = place?.searchParams.get('code') ?? ''
    if (place) pages.set(code, place.pathname + place.search)
  }
  expect(seen).toEqual(Object.fromEntries(answers.map(([title, , , code]) => [title, code])))
  expect(await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [person.x.id])).toEqual([])

  for (const [code, address] of pages) {
    const { text, status } = await createRawBrowser(stack).get(address)
    const { title, status: expected } = describeFailure(code, 'twitter')
    expect([status, text.includes(title)], code).toEqual([expected, true])
    expect(text, code).not.toContain('{provider}')
  }
})

test('whatever else stands in an answer is stored clean, or not at all', { tag: '@R23' }, async ({
  stack,
  google,
  sql,
}) => {
  const odd: [data: object, stored: object][] = [
    [
      { username: { of: 'x' }, name: ['Ada'], profile_image_url: 42, confirmed_email: { of: 'x' } },
      { handle: null, name: null, image: null, email: null },
    ],
    [
      {
        username: '../evil',
        name: '\u202eAda\u0000',
        profile_image_url: 'javascript:alert(1)',
        confirmed_email: 'ada@mail.example, eve@mail.example',
      },
      { handle: null, name: 'Ada', image: null, email: null },
    ],
    [
      {
        username: 'ada_l',
        name: null,
        profile_image_url: 'https://pbs.twimg.example/a.png',
        confirmed_email: 'Ada@Mail.example',
      },
      { handle: 'ada_l', name: null, image: 'https://pbs.twimg.example/a.png', email: 'Ada@Mail.example' },
    ],
    [
      { verified: 'x', username: undefined, name: undefined },
      { handle: null, name: null, image: null, email: null },
    ],
  ]
  for (const [index, [data, stored]] of odd.entries()) {
    const { sub } = await google.addPerson({
      sub: `odd-${index}-${stack.appUrl.slice(-5)}`,
      email: `odd-${index}@gmail.example`,
      name: 'Odd',
      x: { id: `17000000000000000${index}0`, username: 'odd' },
    })
    const browser = createRawBrowser(stack)
    const back = await travel(browser, { sub })
    await google.failNext('x-me', me({ id: `17000000000000000${index}0`, ...data }) as never)
    expect(placeOf(await browser.get(back))?.pathname).toBe('/dashboard')
    const [row] = await sql(
      'SELECT handle, name, image, email, email_verified FROM accounts WHERE provider_account_id = $1',
      [`17000000000000000${index}0`],
    )
    expect(row).toEqual({ ...stored, email_verified: false })
    expect((await browser.get('/dashboard')).status).toBe(200)
  }
})

test('an answer about somebody else signs in nobody who began as somebody: a link, a confirmation', {
  tag: ['@R17', '@R49'],
}, async ({ stack, google, person, friend, sql }) => {
  const browser = createRawBrowser(stack)
  await browser.signIn(person, 'twitter')
  const [account] = await sql('SELECT id, user_id FROM accounts WHERE provider_account_id = $1', [
    person.x.id,
  ])
  const other = createRawBrowser(stack)
  await other.signIn(friend, 'twitter')

  // Whoever confirms must be the same person at X.
  const confirming = await browser.travel(
    '/connections/start',
    { intent: 'confirm', returnTo: '/settings' },
    person,
  )
  await google.failNext('x-me', me({ id: friend.x.id, username: friend.x.username, name: 'Grace' }) as never)
  expect(placeOf(await browser.get(confirming))?.searchParams.get('code')).toBe('other_account')

  // And nobody connects what is somebody else's.
  const linking = await browser.travel(
    '/connections/start',
    { intent: 'link', provider: 'twitter', returnTo: '/connections' },
    person,
  )
  await google.failNext('x-me', me({ id: friend.x.id, username: friend.x.username, name: 'Grace' }) as never)
  expect(placeOf(await browser.get(linking))?.searchParams.get('code')).toBe('account_taken')
  const owners = await sql('SELECT user_id FROM accounts WHERE provider_account_id = $1', [friend.x.id])
  expect(owners).toHaveLength(1)
  expect(owners[0]?.user_id).not.toBe(account?.user_id)
})

test('an answer of X at the redirect URI of another provider, and the reverse, redeems nothing', {
  tag: '@R9',
}, async ({ stack, google, person }) => {
  const browser = createRawBrowser(stack)
  const atX = await travel(browser, person)
  const atGoogle = await browser.travel(
    '/sign-in/start',
    { provider: 'google', returnTo: '/dashboard' },
    person,
  )
  await google.resetCounts()
  for (const [path, to] of [
    [atX, 'google'],
    [atGoogle, 'twitter'],
  ] as const) {
    const answer = await browser.get(path.replace(/callback\/\w+/, `callback/${to}`))
    expect(placeOf(answer)?.searchParams.get('code')).toBe('invalid_callback')
  }
  expect(await google.counts()).toMatchObject({ token: 0, 'x-token': 0, 'x-me': 0 })
})

test('somebody who is suspended meanwhile is not let in, and their account stays as it was', {
  tag: '@R21',
}, async ({ stack, google, issuer, person, sql }) => {
  const x = controlX(issuer)
  await createRawBrowser(stack).signIn(person, 'twitter')
  const read = () => sql('SELECT * FROM accounts WHERE provider_account_id = $1', [person.x.id])
  const before = await read()
  await google.changeProfile(person.sub, { x: { suspended: true } })
  for (const [suspendedAs, code] of [
    ['forbidden', 'provider_policy'],
    ['partial', 'provider_policy'],
    ['unauthorized', 'provider_denied'],
  ] as const) {
    await x.settings({ suspendedAs })
    const browser = createRawBrowser(stack)
    const answer = await browser.get(await travel(browser, person))
    expect(placeOf(answer)?.searchParams.get('code'), suspendedAs).toBe(code)
  }
  expect(await read()).toEqual(before)
})

/** A sign-in with X up to the way back, which is not taken yet. */
function travel(
  browser: ReturnType<typeof createRawBrowser>,
  person: Pick<PersonEverywhere, 'sub'>,
): Promise<string> {
  return browser.travel('/sign-in/start', { provider: 'twitter', returnTo: '/dashboard' }, person)
}
