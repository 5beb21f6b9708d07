import { pages } from '#lib/pages'
import { hashToken, newToken } from '#lib/sessions/cookie'
import { send } from '#tests/support/http'
import { createRawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

type Options = NonNullable<Parameters<typeof send>[1]>

const accountPages = pages
  .filter(({ account }) => account)
  .map(({ path, returnTo }) => ({ path: path.replace('[id]', '7'), returnTo }))

/** What a browser without a session may have in the place of its cookie. */
const strangers: [title: string, value: string | null][] = [
  ['no cookie', null],
  ['an empty cookie', ''],
  ['a cookie that no session has', 'x'.repeat(43)],
  ['a cookie that is too short', 'x'.repeat(42)],
  ['a cookie of the wrong letters', '/'.repeat(43)],
  ['a cookie that is not well-formed', '%'.repeat(43)],
]

/** Reads an answer that only our own server gives: Next would send a document, or parts of one, with a redirect of its own. */
function isOfServer({ headers, text }: Awaited<ReturnType<typeof send>>): boolean {
  return text === '' && headers.get('content-length') === '0' && !headers.has('vary')
}

for (const [title, value] of strangers) {
  test(`${title} opens no page of an account, and no page is rendered for it`, { tag: '@R101' }, async ({
    stack,
  }) => {
    const cookie: Record<string, string> =
      value === null ? {} : { cookie: `other=1; ${stack.sessionCookie}=${value}` }
    for (const { path, returnTo } of accountPages) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await send(`${stack.appUrl}${path}`, { method, headers: cookie })
        const back = encodeURIComponent(returnTo ? path : '/dashboard')
        expect(answer.status, path).toBe(307)
        expect(answer.headers.get('location'), path).toBe(`/sign-in?returnTo=${back}`)
        expect(answer.headers.get('cache-control'), path).toBe('private, no-store, no-transform')
        expect(answer.headers.get('x-request-id'), path).toMatch(/^[\w-]{22}$/)
        expect(answer.headers.getSetCookie(), path).toEqual([])
        // Percent signs that decode to nothing are read by Next alone.
        expect(isOfServer(answer), path).toBe(value?.includes('%') !== true)
      }
    }
  })
}

/** Addresses that a page and whoever answers before it could read in different ways. */
const addresses = [
  '/drive?q=tax&sort=largest',
  '/drive?q=a+b%20c%2Bd%26e&empty=&q=second&plain',
  '/drive?2=b&1=a',
  '/drive?q=%zz',
  '/drive?q=%C3%A9%00%ED%A0%80',
  '/drive??q=1#x',
  '/drive?',
  '/drive?&&a==b&=c',
  `/drive?q=${'x'.repeat(3_000)}`,
  '/dashboard?returnTo=//evil.example',
  '/confirm?returnTo=/drive',
  '/%64ashboard',
  '/dashboard/',
  '//dashboard',
  '/Dashboard',
  '/settings%2Fdelete',
  '/dashboard/..',
]

/** What else may ask for a page, which is Next's to answer however it does. */
const askers: [title: string, options: Options][] = [
  ["Next's router", { headers: { rsc: '1' } }],
  ["Next's router, looking ahead", { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
  ['a browser that looks ahead', { headers: { 'sec-purpose': 'prefetch' } }],
  [
    'a form without JavaScript',
    { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
  ],
  ['a form of the router', { method: 'POST', headers: { 'next-action': 'x'.repeat(42) } }],
]

test('whoever has no session is led on like one whose session is over, wherever they ask', {
  tag: ['@R97', '@R101'],
}, async ({ stack, sql, person }) => {
  const ada = createRawBrowser(stack)
  await ada.signIn(person)
  const token = ada.jar.get(stack.sessionCookie) ?? ''
  await sql('UPDATE sessions SET ended_at = now(), ended_reason = $2 WHERE token_hash = $1', [
    hashToken(token),
    'signed_out_elsewhere',
  ])
  const ask = (path: string, { headers = {}, ...options }: Options, cookie: string) =>
    send(`${stack.appUrl}${path}`, { ...options, headers: { ...headers, cookie } })
  const over = `${stack.sessionCookie}=${token}`
  const unknown = `${stack.sessionCookie}=${newToken()}`
  const requests = [
    ...addresses.map((path) => [path, {}] as const),
    ...['/drive?_rsc=1a2b3&q=tax', '/dashboard?_rsc='].map(
      (path) => [path, { headers: { rsc: '1' } }] as const,
    ),
    ['/drive?_rsc=1a2b3&q=tax', {}] as const,
    ...askers.map(([, options]) => ['/drive?q=tax', options] as const),
  ]
  for (const [path, options] of requests) {
    const page = await ask(path, options, over)
    const asked = `${path} ${JSON.stringify(options)}`
    // A page of somebody whose session is over is Next's: it is what this is held against.
    expect(isOfServer(page), asked).toBe(false)
    for (const cookie of [unknown, 'other=1']) {
      const { status, headers } = await ask(path, options, cookie)
      expect([status, headers.get('location')], asked).toEqual([page.status, page.headers.get('location')])
    }
  }
  for (const [title, options] of askers)
    expect(isOfServer(await ask('/dashboard', options, unknown)), title).toBe(false)
})
