import { newToken } from '#lib/sessions/cookie'
import type { Person } from '#scripts/sandbox/people'
import { readActions, readPaths } from '#tests/support/build'
import type { Sql } from '#tests/support/database'
import { createRawBrowser, destination, FOREIGN, OURS, readForm, sendForm } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

/** What was ordered of the job queue before is done: it changes what is compared. */
function settled(sql: Sql): Promise<void> {
  return expect.poll(async () => (await sql('SELECT 1 FROM revocations')).length).toBe(0)
}

type Form = {
  page: string
  button: string
  fields?: Record<string, string>
  before?: string
  /** Which of the lines about signing in the page is of: `$1` in its path. */
  line?: 'first' | 'last'
  /** What it changes, where that is a cookie alone. */
  cookie?: 'theme'
}

/** Where each Server Action is called, and what has to be so before. */
const actions: Record<string, Form> = {
  signOut: { page: '/dashboard', button: 'Sign out' },
  confirmBrowsers: {
    page: '/dashboard',
    button: 'It was me',
    before: `INSERT INTO events (user_id, kind, details) SELECT id, 'browser_changed', '{"from":null,"to":null}' FROM users`,
  },
  saveOwnName: { page: '/settings', button: 'Save<', fields: { name: 'Mallory' } },
  setLanguage: { page: '/settings', button: 'Save the language', fields: { language: 'ar' } },
  saveNotices: { page: '/settings', button: 'Save my choice' },
  signOutOne: { page: '/sessions', button: 'Sign out here' },
  signOutOthers: { page: '/sessions', button: 'Sign it out' },
  setTheme: { page: '/dashboard', button: 'Dark', fields: { theme: 'dark' }, cookie: 'theme' },
  endSessionOfLine: {
    page: '/activity/$1',
    line: 'last',
    button: 'Sign that browser out',
    // The newest session is that in the tab.
    before: `INSERT INTO events (user_id, kind, details, session_id)
             SELECT user_id, 'signed_in', '{"account":"ada"}', id FROM sessions ORDER BY created_at DESC LIMIT 1`,
  },
  endOthersFromLine: { page: '/activity/$1', line: 'first', button: 'Sign out everywhere else' },
  turnOff: { page: '/connections', button: 'Turn off' },
  turnOn: { page: '/connections', button: 'Turn on', before: 'UPDATE grants SET scopes_off = scopes' },
  disconnect: { page: '/connections', button: 'Disconnect' },
  deleteAccount: { page: '/settings/delete', button: 'Delete my account', fields: { sure: 'on' } },
}

/** Each route that changes something, with what makes it do so. */
const changing: Record<string, Record<string, string>> = {
  '/sign-in/start': { provider: 'google' },
  '/connections/start': { intent: 'link' },
  '/api/export': {},
}

/** What only answers, or asks for a secret of its own: the callback's `state` and cookie. */
const reading = [
  '/.well-known/change-password',
  '/.well-known/security.txt',
  '/api/auth/[...nextauth]',
  '/api/health/live',
  '/api/health/ready',
  '/api/me',
  '/apple-icon.png',
  '/favicon.ico',
  '/icon.svg',
]

/** What a provider's server sends, which its signature alone decides on (facebook-callbacks.test.ts, security-events.test.ts). */
const signed = ['/api/facebook/data-deletion', '/api/facebook/deauthorize', '/api/security-events']

/** Names that a page of another site could go by. */
const SPOOFED = { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' }
const elsewhere = [
  ...FOREIGN,
  SPOOFED,
  { referer: 'http://localhost/dashboard' },
  { origin: 'http://localhost.evil.example' },
]

test('every action and every route of the build is tried here, or known to change nothing', {
  tag: '@R98',
}, () => {
  expect(Object.keys(readActions()).sort()).toEqual(Object.keys(actions).sort())
  expect(readPaths('route').sort()).toEqual([...Object.keys(changing), ...reading, ...signed].sort())
})

/** The lines about signing in, the oldest first. */
async function signIns(sql: Sql, { email }: Person): Promise<string[]> {
  const ofPerson = `kind ~ '^signed_in' AND user_id = (SELECT id FROM users WHERE email = $1)`
  const lines = await sql(`SELECT id FROM events WHERE ${ofPerson} ORDER BY created_at`, [email])
  return lines.map(({ id }) => String(id))
}

for (const [name, { page: path, line, button, fields, before, cookie }] of Object.entries(actions)) {
  test(`${name} from anywhere but our own pages, or without a session, is refused, and nothing happens`, {
    tag: ['@R98', '@R101'],
  }, async ({ ada, enter, page: tab, person, sql, everything, stack }) => {
    const setCookie = () => cookie && ada.jar.get(stack.sessionCookie.replace('session', cookie))
    // One more session of hers, so that there is one to end.
    await enter(tab, '/dashboard')
    if (before) await sql(before)
    const page = path.replace('$1', (await signIns(sql, person)).at(line === 'first' ? 0 : -1) ?? '')
    const form = await readForm(ada, page, button)
    const id = readActions()[name] ?? ''
    await settled(sql)
    const state = await everything()
    for (const headers of elsewhere) {
      const where = JSON.stringify(headers)
      expect(['cross_site', '403'], where).toContain(destination(await sendForm(ada, form, fields, headers)))
      for (const type of ['text/plain;charset=UTF-8', 'application/x-www-form-urlencoded']) {
        const called = { ...headers, 'next-action': id, 'content-type': type }
        const answer = await ada.request(page, { method: 'POST', headers: called, body: '[{}]' })
        const refused =
          answer.status >= 400 || answer.headers.get('x-action-redirect')?.includes('cross_site')
        expect(refused, `${where} ${type}`).toBe(true)
      }
    }
    const forged = createRawBrowser(stack)
    forged.jar.set(stack.sessionCookie, newToken())
    for (const browser of [createRawBrowser(stack), forged])
      expect(['/sign-in', '/signed-out']).toContain(destination(await sendForm(browser, form, fields)))
    expect([await everything(), setCookie()]).toEqual([state, undefined])
    expect(destination(await sendForm(ada, form, fields)), 'the same from our own page').not.toBe(
      'cross_site',
    )
    expect([await everything(), setCookie()]).not.toEqual([state, undefined])
  })
}

for (const [path, fields] of Object.entries(changing)) {
  test(`${path} from anywhere but our own pages is refused, and nothing happens`, { tag: '@R98' }, async ({
    ada,
    sql,
    everything,
  }) => {
    const attempts = () => sql('SELECT count(*)::int FROM sign_in_attempts')
    await settled(sql)
    const state = [await everything(), await attempts()]
    for (const headers of elsewhere) {
      for (const type of [
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data; boundary=x',
      ]) {
        const body = new URLSearchParams(fields).toString()
        const length = String(Buffer.byteLength(body))
        const sent = { ...headers, 'content-type': type, 'content-length': length }
        const answer = await ada.request(path, { method: 'POST', headers: sent, body })
        expect(['cross_site', '403'], `${JSON.stringify(headers)} ${type}`).toContain(destination(answer))
      }
    }
    expect([await everything(), await attempts()]).toEqual(state)
    expect(destination(await ada.post(path, fields, OURS)), 'the same from our own page').not.toBe(
      'cross_site',
    )
  })
}
