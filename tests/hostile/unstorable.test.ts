import { pages } from '#lib/pages'
import {
  createRawBrowser,
  destination,
  placeOf,
  type RawBrowser,
  type RawForm,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import type { Stack } from '#tests/support/stack'
import { expect, test } from '#tests/support/test'

/** What PostgreSQL refuses as a text (22021), as JSON (22P05) or as a `uuid` (22P02), or takes for one and should not. */
const UNSTORABLE = [
  '\0',
  'a\0b',
  '00000000-0000-4000-8000-000000000000\0',
  '\0'.repeat(200),
  '\ud83d',
  '\\u0000',
  '%00',
  '\ufeff',
  '00000000-0000-4000-8000-00000000000',
  '{00000000-0000-4000-8000-000000000000}',
  '00000000000040008000000000000000',
  '0000-0000-0000-4000-8000-0000-0000-0000',
  'urn:uuid:00000000-0000-4000-8000-000000000000',
  ' 00000000-0000-4000-8000-000000000000 ',
  '00000000-0000-4000-8000-000000000000;',
  'zzzzzzzz-zzzz-4zzz-8zzz-zzzzzzzzzzzz',
  '-1',
  '99999999999999999999',
  'NaN',
]

/** Bytes that are no UTF-8, as they stand in a form or an address. */
const RAW = ['%FF', '%C0%80', '%ED%A0%80', '%F5%80%80%80', '%E2%82', '%', '%zz', '%00', 'a%00b', '%u0000']

/** Where a form of somebody may lead that asks for what is not there. */
const REFUSED = ['not_found', 'invalid_input', 'cross_site']

const ACTIONS: [page: string, button: string][] = [
  ['/connections', 'Turn off'],
  ['/connections', 'Disconnect'],
  ['/sessions', 'Sign out'],
  ['/settings/delete', 'Delete my account'],
]

const LEAVING: Record<string, string>[] = [
  { intent: 'grant', account: '', feature: 'drive', returnTo: '/drive' },
  { intent: 'reconnect', account: '', returnTo: '/connections' },
]

test('no field of a form brings anything to the database that it refuses', {
  tag: ['@R107', '@R109'],
}, async ({ ada, everything, stack }) => {
  const from = stack.logs().length
  const forms: RawForm[] = []
  for (const [page, button] of ACTIONS) forms.push(await readForm(ada, page, button))
  const before = await everything()
  for (const form of forms) {
    const own = Object.keys(form.fields).filter((name) => !name.startsWith('$'))
    for (const value of UNSTORABLE) {
      // Its page says that there is no such thing, or no more.
      for (const name of own)
        expect([...REFUSED, form.page], `${form.page}: ${name}=${value}`).toContain(
          destination(await sendForm(ada, form, { [name]: value })),
        )
    }
  }
  for (const fields of LEAVING) {
    for (const value of UNSTORABLE) {
      for (const name of Object.keys(fields))
        expect(REFUSED, `${name}=${value}`).toContain(
          destination(await ada.post('/connections/start', { ...fields, [name]: value })),
        )
    }
    for (const raw of RAW)
      expect(REFUSED).toContain(destination(await postRaw(ada, '/connections/start', fields, raw)))
  }
  expect(await everything()).toBe(before)
  expectNoDefect(stack, from)
})

test('a field that only says where to come back to loses nobody their way', { tag: '@R97' }, async ({
  stack,
}) => {
  const from = stack.logs().length
  for (const value of UNSTORABLE) {
    const place = placeOf(await createRawBrowser(stack).post('/sign-in/start', { returnTo: value }))
    expect(place?.pathname, value).not.toBe('/sign-in/problem')
  }
  expectNoDefect(stack, from)
})

test('no address brings anything to the database that it refuses', { tag: '@R107' }, async ({
  ada,
  stack,
}) => {
  const from = stack.logs().length
  const names = [
    'q',
    'page',
    'sort',
    'kind',
    'before',
    'confirm',
    'returnTo',
    'code',
    'ref',
    'provider',
    'state',
    'error',
    'iss',
  ]
  const values = [...UNSTORABLE.map((value) => encodeURIComponent(value.toWellFormed())), ...RAW]
  for (const { path } of pages) {
    // Some of these names do nothing on most pages: all at once for each value.
    for (const value of values) {
      const query = names.map((name) => `${name}=${value}`).join('&')
      const address = `${path.replace(/\[\w+\]/, value)}?${query}`
      const { status } = await ada.get(address)
      // A problem page has the status of its problem, and leads on whoever came without a reference.
      const usual = path === '/sign-in/problem' ? [500, 404, 400, 307] : [200, 303, 307, 400]
      const expected = path.includes('[') ? [...usual, 404] : usual
      expect(expected, address).toContain(status)
    }
  }
  for (const value of values) {
    expect((await ada.get(`/api/auth/callback/${value}`)).status, value).toBeLessThan(500)
    for (const query of [
      `state=${value}&code=${value}`,
      `state=${value}&error=${value}`,
      `state=a&code=b&iss=${value}`,
    ]) {
      const answer = await ada.get(`/api/auth/callback/google?${query}`)
      expect(destination(answer), query).not.toBe('unknown')
      expect(answer.status, query).toBeLessThan(500)
    }
  }
  expectNoDefect(stack, from)
})

test('no cookie and no header brings anything to the database that it refuses', { tag: '@R107' }, async ({
  ada,
  stack,
}) => {
  const from = stack.logs().length
  const session = ada.jar.get(stack.sessionCookie) ?? ''
  for (const userAgent of ['\u00ff\u00fe', '\u0080', '\\0', '%00', '\t\t', 'x'.repeat(5_000)])
    expect((await ada.get('/api/me', { 'user-agent': userAgent })).status).toBe(200)
  for (const value of ['%00', '\u00ff'.repeat(43), `${session}%00`, `${session}\u0080`, `"${session}`]) {
    ada.jar.set(stack.sessionCookie, value)
    expect((await ada.get('/api/me')).status, value).toBe(401)
  }
  expectNoDefect(stack, from)
})

/** Of what the application has written since `from`: others may have had defects of their own. */
function expectNoDefect({ logs }: Stack, from: number): void {
  expect(logs().slice(from)).not.toMatch(/"event":"defect"|"code":"(?:unknown|22021|22P02|22P05)"/)
}

function postRaw(browser: RawBrowser, path: string, fields: Record<string, string>, account: string) {
  const body = `${new URLSearchParams({ ...fields, account: 'ACCOUNT' })}`.replace('ACCOUNT', account)
  return browser.request(path, {
    method: 'POST',
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  })
}
