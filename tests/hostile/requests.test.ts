import { pages } from '#lib/pages'
import { readPaths } from '#tests/support/build'
import { createRawBrowser, OURS, type RawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const FORM = 'application/x-www-form-urlencoded'
const PARTS = 'multipart/form-data; boundary=x'
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY']
const MEGABYTE = 1_048_576

/** Every path of the build, with a value for what stands in brackets. */
const pathsOf = (kind: 'page' | 'route') =>
  readPaths(kind).map((path) => ({
    path: path.replace('[...nextauth]', 'callback/google').replace(/\[\w+\]/, 'x'),
    kind,
  }))

/** The methods of each route that takes others than GET. Next adds OPTIONS, and HEAD to a GET. */
const posted = [
  '/api/export',
  '/api/facebook/data-deletion',
  '/api/facebook/deauthorize',
  '/api/security-events',
  '/connections/start',
  '/sign-in/start',
]
const files = ['/favicon.ico', '/icon.svg', '/apple-icon.png', '/robots.txt', '/link-preview.png']

function allowedAt(path: string, kind: 'page' | 'route'): string[] {
  if (kind === 'page') return ['GET', 'HEAD', 'POST']
  if (files.includes(path) || path.endsWith('.txt')) return ['GET', 'HEAD']
  if (posted.includes(path)) return ['POST', 'OPTIONS']
  if (path.startsWith('/api/auth/')) return ['GET', 'OPTIONS']
  return ['GET', 'HEAD', 'OPTIONS']
}

test('every page, route and file takes its own methods, and says which to whoever uses another', {
  tag: ['@R105', '@R39'],
}, async ({ stack }) => {
  const nobody = createRawBrowser(stack)
  const more = ['/robots.txt', '/link-preview.png', '/_next/static/x.js', '/%64ashboard'] as const
  const paths = [
    ...pathsOf('page'),
    ...pathsOf('route'),
    ...more.map((path) => ({ path, kind: 'route' as const })),
  ]
  expect(paths.filter(({ kind }) => kind === 'page').length).toBe(pages.length)
  for (const { path, kind } of paths) {
    const isFile = path.startsWith('/_next/')
    const allowed = allowedAt(isFile ? files[0]! : path, path.startsWith('/%') ? 'page' : kind)
    for (const method of METHODS) {
      const { status, headers } = await nobody.request(path, { method, headers: OURS })
      const asked = `${method} ${path}`
      expect(status, asked).toBeLessThan(500)
      if (!allowed.includes(method)) {
        expect(status, asked).toBe(405)
        const said = headers.get('allow')?.split(', ') ?? []
        expect(said, asked).not.toContain('TRACE')
        // Of a method that Next does not know, our server says all that it lets through.
        if (method !== 'PROPFIND' && method !== 'QUERY')
          expect(said, asked).toEqual(expect.arrayContaining(allowed.filter((one) => one !== 'OPTIONS')))
        else expect(said.length, asked).toBeGreaterThan(0)
      } else if (method !== 'GET' && method !== 'HEAD') expect(status, asked).not.toBe(405)
      for (const name of headers.keys())
        expect(name, asked).not.toMatch(/^access-control-|^x-powered-by$|^server$/)
    }
  }
})

type Body = { type: string | null; body: string | string[] }

/** Forms in parts that are none, or cut. Next takes each for a fault of its own. */
const MALFORMED = [
  ['no boundary', 'multipart/form-data', '--x\r\n'],
  ['another boundary', 'multipart/form-data; boundary=y', '--x\r\n\r\n\r\n--x--\r\n'],
  ['a strange boundary', `${PARTS}x;;=`, 'a=b'],
  ['no body', PARTS, ''],
  ['half of a part', PARTS, '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb'],
  ['a part without a name', PARTS, '--x\r\n\r\nb\r\n--x--\r\n'],
  ['a part with a broken head', PARTS, '--x\r\n\0:\0\r\n\r\nb\r\n--x--\r\n'],
].map(([title = '', type = '', body = '']): [string, Body, number[]] => [title, { type, body }, [400, 409]])

/** What no form of ours sends, and the status of the answer or of the page that it leads to. */
function wrongBodies(kind: 'page' | 'form' | 'report'): [title: string, body: Body, status: number[]][] {
  const parts = kind === 'page'
  const type = parts ? PARTS : FORM
  const filled = 'x'.repeat(MEGABYTE + 1)
  const chunks = Array.from({ length: 40 }, () => 'x'.repeat(32_768))
  return [
    ['JSON', { type: 'application/json', body: '{}' }, [415]],
    ['text', { type: 'text/plain', body: 'a=b' }, [415]],
    ['no type', { type: null, body: 'a=b' }, [415]],
    ['the other encoding', { type: parts ? FORM : PARTS, body: 'a=b' }, [415]],
    ['a type that is none', { type: `${type.split(';')[0]}x;;=`, body: 'a=b' }, [415]],
    ...(parts ? MALFORMED : []),
    ['more than a megabyte', { type, body: filled }, [413]],
    ['more than a megabyte in pieces', { type, body: chunks }, [413]],
    // A form of a page from before an update is answered so too (409).
    ['bytes that are no form', { type, body: '\0\x01\xff%zz&&==' }, parts ? [400, 409] : [400]],
  ]
}

/** The status of the answer, or of the page of ours that it leads to. */
async function statusOf(browser: RawBrowser, path: string, { type, body }: Body): Promise<number> {
  const headers: Record<string, string> = { ...OURS, ...(type !== null && { 'content-type': type }) }
  if (typeof body === 'string') headers['content-length'] = String(Buffer.byteLength(body))
  const answer = await browser.request(path, { method: 'POST', headers, body })
  const place = answer.headers.get('location')
  if (place === null) return answer.status
  const { pathname, search } = new URL(place, 'http://localhost')
  return (await browser.get(pathname + search)).status
}

test('what no form of ours sends is refused by its kind, its length or its contents, and nothing happens', {
  tag: '@R107',
}, async ({ ada, stack, everything }) => {
  const from = stack.logs().length
  const before = await everything()
  const targets = [
    ['/settings', 'page'],
    ['/', 'page'],
    ['/connections/start', 'form'],
    ['/api/facebook/deauthorize', 'report'],
  ] as const
  for (const [path, kind] of targets) {
    for (const [title, body, expected] of wrongBodies(kind))
      expect(expected, `${title} to ${path}`).toContain(await statusOf(ada, path, body))
  }
  expect(await everything()).toBe(before)
  expect((await ada.get('/api/me')).status).toBe(200)
  expect(stack.logs().slice(from)).not.toMatch(/"level":"error"|^Request /m)
})

/** What Next's script says of the page that it shows, as no script says it. Next takes each for a fault of its own. */
const BROKEN_STATES = ['', '1', '%', '[]', '{}', '[""]', encodeURIComponent('["",{},1,2]')]

test('a browser that names the page which it shows in no way that there is has made a bad request', {
  tag: '@R107',
}, async ({ ada }) => {
  for (const path of ['/', '/dashboard', '/nowhere']) {
    for (const state of BROKEN_STATES) {
      const asked = `${path} from ${state.slice(0, 20)}`
      const headers = { ...OURS, 'next-router-state-tree': state }
      expect((await ada.request(path, { headers: { ...headers, rsc: '1' } })).status, asked).toBe(400)
      // Whoever asks for the document shows no page yet.
      expect((await ada.request(path, { headers })).status, asked).not.toBe(400)
    }
  }
  const state = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null, 16]))
  const headers = { ...OURS, rsc: '1', 'next-router-state-tree': state }
  expect((await ada.request('/dashboard?_rsc=x', { headers })).status).not.toBe(400)
})

/** The names that every object has, and others that code might take for its own. */
const NAMES = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'then', 'toJSON', 'length', '$$typeof', '_rsc', 'a[b]', 'a.b'],
]
const PARAMETERS = [
  'returnTo',
  'code',
  'ref',
  'provider',
  'kind',
  'q',
  'sort',
  'in',
  'account',
  'before',
  'confirm',
  'sure',
  'id',
]

test('no name and no value in an address, a form or a cookie is taken for what every object has', {
  tag: ['@R107', '@R59'],
}, async ({ ada, stack, sql }) => {
  const from = stack.logs().length
  const nobody = createRawBrowser(stack)
  const search = NAMES.map((name) => `${encodeURIComponent(name)}=x`)
  const twice = NAMES.map((name) => `${encodeURIComponent(name)}=x&${encodeURIComponent(name)}=y`)
  const values = NAMES.map((name) => PARAMETERS.map((key) => `${key}=${encodeURIComponent(name)}`).join('&'))
  const own = (name: string) => stack.sessionCookie.replace('session', name)
  const ask = async (browser: RawBrowser, path: string, headers: Record<string, string> = {}) =>
    expect((await browser.get(path, headers)).status, path).toBeLessThan(500)
  const askAll = async (browser: RawBrowser) => {
    // All in one address, and one by one on two pages that differ in who answers.
    for (const { path } of pages.map(({ path }) => ({ path: path.replace(/\[\w+\]/, 'constructor') })))
      for (const query of [search.join('&'), twice.join('&')]) await ask(browser, `${path}?${query}`)
    for (const query of [...search, ...values]) await ask(browser, `/activity?${query}`)
  }
  await askAll(ada)
  // A code that nobody lists is a defect's, and so its status.
  for (const query of values)
    await ask(nobody, `/sign-in/problem?${query.replace(/(?<=code=)[^&]*|(?<=ref=)[^&]*/g, 'cancelled')}`)
  for (const name of NAMES) {
    const cookie = [name, ...['language', 'theme', 'zone', 'attempt-x'].map((one) => `${own(one)}=${name}`)]
    await ask(nobody, '/sign-in', { cookie: `${cookie.join('; ')}; ${name}=x` })
    const fields = { provider: name, intent: name, account: name, feature: name, [name]: name }
    for (const path of ['/sign-in/start', '/connections/start'])
      expect((await ada.post(path, fields)).status, `${path} ${name}`).toBeLessThan(500)
  }
  await sql('UPDATE sessions SET ended_at = now()')
  await askAll(ada)
  expect(stack.logs().slice(from)).not.toMatch(/"level":"error"/)
})
