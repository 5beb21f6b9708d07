import { pages } from '#lib/pages'
import { CookieJar } from '#tests/support/http'
import { createRawBrowser, findForm, sendForm } from '#tests/support/raw-browser'
import { startSharedCache } from '#tests/support/shared-cache'
import { expect, test } from '#tests/support/test'

/** Ways to ask for a page so that a cache takes it for a file, or a router for parts of one (web cache deception). */
const DISGUISES: [ending: string, headers?: Record<string, string>][] = [
  [''],
  ['?_rsc=1a2b3', { rsc: '1' }],
  ['?_rsc=1a2b3', { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }],
  ['/x.css'],
  ['.js'],
  [';x.css'],
  ['%2Fx.css'],
  ['%3Fx.css'],
  ['?x.css'],
  ['/%2e%2e/_next/static/x.css'],
]

/** What a cache may be made to keep by whoever asks first. */
const POISON: Record<string, string>[] = [
  { 'x-forwarded-host': 'evil.example' },
  { 'x-forwarded-proto': 'http', 'x-forwarded-port': '1' },
  { 'x-nextjs-data': '1', 'x-invoke-status': '500', 'x-middleware-prefetch': '1' },
  { 'accept-language': 'ar', cookie: 'theme=dark' },
]

test('two people behind one cache never see each other, and a file is kept for both', {
  tag: '@R104',
}, async ({ ada, person, google, stack }) => {
  const cache = await startSharedCache(stack.appUrl)
  try {
    const first = createRawBrowser({ appUrl: cache.url }, { jar: new CookieJar(ada.jar) })
    const sub = `edith-${Date.now()}`
    const edith = await google.addPerson({ sub, email: `${sub}@gmail.example`, name: 'Edith Clarke' })
    const second = createRawBrowser(stack)
    await second.signIn(edith)
    const others = [
      createRawBrowser({ appUrl: cache.url }, { jar: second.jar }),
      createRawBrowser({ appUrl: cache.url }),
    ]
    const paths = [
      ...pages
        .map(({ path }) => path.replace(/\[\w+\]/, 'x'))
        .filter((path) => !['/drive', '/posts'].includes(path)),
      '/api/me',
      '/sign-in/start',
      '/api/auth/callback/google',
    ]
    const asked = paths.flatMap((path) =>
      DISGUISES.map(
        ([end, headers]) => [path === '/' ? `/${end.replace(/^\//, '')}` : path + end, headers] as const,
      ),
    )
    const hers: RegExp = new RegExp(`${person.email}|${person.name}`)
    let seen = 0
    for (const [path, headers] of asked) if (hers.test((await first.get(path, headers)).text)) seen += 1
    expect(seen, 'pages that are hers').toBeGreaterThan(20)
    for (const [path, headers] of asked) {
      for (const other of others) {
        const { text, headers: got } = await other.get(path, headers)
        expect(text, path).not.toMatch(hers)
        expect(got.get('cache-control'), path).toMatch(/no-store/)
      }
    }
    for (const headers of POISON)
      for (const path of ['/', '/sign-in', '/api/me', '/robots.txt']) await others[1]!.get(path, headers)
    const start = (await others[1]!.get('/')).text
    expect(start).not.toMatch(/evil\.example|dir="rtl"/)
    expect(cache.hits.filter((hit) => !hit.endsWith('.txt'))).toEqual([])
    // What sets a cookie belongs to whoever asked.
    const form = findForm((await first.get('/settings')).text, '/settings', 'Sign out')
    if (!form) throw new Error('There is nothing to sign out with')
    expect((await sendForm(first, form)).headers.getSetCookie().join()).toContain(stack.sessionCookie)
    expect((await second.get('/api/me')).status).toBe(200)

    const file = /\/_next\/static\/[^"]+\.(?:css|js)/.exec(start)?.[0] ?? ''
    for (const other of others) expect((await other.get(file)).status).toBe(200)
    expect(
      cache.hits.filter((hit) => !hit.endsWith('.txt')),
      'a cache that keeps nothing proves nothing',
    ).toEqual([`GET ${file}`])
  } finally {
    await cache.stop()
  }
})
