import { pages } from '#lib/pages'
import { readManifest, readPaths } from '#tests/support/build'
import type { Sql } from '#tests/support/database'
import {
  createRawBrowser,
  destination,
  OURS,
  type RawBrowser,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

/** What each route of the build answers somebody who is not signed in: a status, or where it leads. A new one needs a row. */
const ofNobody: Record<string, { method: 'GET' | 'POST'; answers: string[] }> = {
  '/.well-known/change-password': { method: 'GET', answers: ['/sessions'] },
  '/.well-known/security.txt': { method: 'GET', answers: ['404'] },
  '/api/auth/[...nextauth]': { method: 'GET', answers: ['404'] },
  '/api/export': { method: 'POST', answers: ['/sign-in'] },
  '/api/facebook/data-deletion': { method: 'POST', answers: ['400'] },
  '/api/facebook/deauthorize': { method: 'POST', answers: ['400'] },
  '/api/health/live': { method: 'GET', answers: ['200'] },
  '/api/health/ready': { method: 'GET', answers: ['200'] },
  '/api/me': { method: 'GET', answers: ['401'] },
  '/api/security-events': { method: 'POST', answers: ['400'] },
  '/apple-icon.png': { method: 'GET', answers: ['200'] },
  '/connections/start': { method: 'POST', answers: ['/sign-in'] },
  '/favicon.ico': { method: 'GET', answers: ['200'] },
  '/icon.svg': { method: 'GET', answers: ['200'] },
  '/sign-in/start': { method: 'POST', answers: ['/o/oauth2/v2/auth'] },
}

/** What is somebody's own behind brackets in a path: how to find what is Ada's. A new one needs a row. */
const owned: Record<string, (sql: Sql, userId: string) => Promise<string>> = {
  '/activity/[id]': async (sql, userId) =>
    String((await sql('SELECT id FROM events WHERE user_id = $1 LIMIT 1', [userId]))[0]?.id),
}

const NOBODYS = [
  '00000000-0000-4000-8000-000000000000',
  '7',
  "' OR 1=1 --",
  '%00',
  '../me',
  'x'.repeat(3_000),
]

test('nothing decides on who may see a page before the page itself does', { tag: '@R101' }, () => {
  expect(readManifest('server/middleware-manifest.json')).toMatchObject({ middleware: {}, functions: {} })
  expect(readPaths('page').sort()).toEqual(pages.map(({ path }) => path as string).sort())
})

test('every route of the build answers somebody who is not signed in as this table says', {
  tag: '@R101',
}, async ({ stack }) => {
  expect(readPaths('route').sort()).toEqual(Object.keys(ofNobody).sort())
  for (const [path, { method, answers }] of Object.entries(ofNobody)) {
    const nobody = createRawBrowser(stack)
    const place = path.replace('[...nextauth]', 'session')
    const fields = { provider: 'google', intent: 'link', returnTo: '/connections' }
    const answer = method === 'GET' ? await nobody.get(place) : await nobody.post(place, fields, OURS)
    expect(answers, path).toContain(destination(answer))
  }
})

/** Everything that is kept of somebody and that others could reach for, but when they were last here. */
async function rowsOf(sql: Sql, userId: string): Promise<string> {
  const rows = await sql(
    'SELECT id, account_id, ended_at, ended_reason, authenticated_at, notice::text FROM sessions WHERE user_id = $1 ORDER BY id',
    [userId],
  )
  for (const table of ['users', 'accounts', 'events'])
    rows.push(
      ...(await sql(`SELECT t::text FROM ${table} t WHERE t::text LIKE '%' || $1 || '%' ORDER BY 1`, [
        userId,
      ])),
    )
  rows.push(
    ...(await sql(
      'SELECT g::text FROM grants g JOIN accounts a ON a.id = g.account_id WHERE a.user_id = $1 ORDER BY 1',
      [userId],
    )),
  )
  return JSON.stringify(rows)
}

/** The forms of Ada's that say whose they are. `$1` in a path is a line of her history. */
const FORMS: [page: string, button: string][] = [
  ['/sessions', 'Sign out<span'],
  ['/connections', 'Turn off'],
  ['/connections', 'Disconnect'],
  ['/activity/$1', 'Sign that browser out'],
]

test('with what is somebody else’s, made up or over, nobody sees, changes or begins anything', {
  tag: ['@R101', '@R109'],
}, async ({ ada, person, google, stack, sql, enter, page: tab }) => {
  await enter(tab, '/dashboard')
  const [found] = await sql('SELECT user_id FROM accounts WHERE provider_account_id = $1', [person.sub])
  const userId = String(found?.user_id)
  await sql(
    `INSERT INTO events (user_id, kind, details, session_id)
     SELECT user_id, 'signed_in', '{"account":"ada"}', id FROM sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [userId],
  )
  const [line] = await sql(
    `SELECT id FROM events WHERE user_id = $1 AND kind = 'signed_in' ORDER BY created_at DESC LIMIT 1`,
    [userId],
  )
  const sub = `edith-${Date.now()}`
  const edith = createRawBrowser(stack)
  await edith.signIn(await google.addPerson({ sub, email: `${sub}@gmail.example`, name: 'Edith' }))

  const withBrackets = readPaths('page').filter(
    (path) => path.includes('[') && pages.find((page) => page.path === path)?.account,
  )
  expect(withBrackets).toEqual(Object.keys(owned))
  for (const [path, find] of Object.entries(owned)) {
    const id = await find(sql, userId)
    expect((await ada.get(path.replace(/\[.+\]/, id))).status, path).toBe(200)
    for (const other of [id, ...NOBODYS.map(encodeURIComponent)])
      expect((await edith.get(path.replace(/\[.+\]/, other))).status, other).toBe(404)
  }

  const ids = await idsOf(sql, userId)
  const before = await rowsOf(sql, userId)
  const refuses = async (browser: RawBrowser, path: string, fields: Record<string, string>) => {
    const answer = await browser.post(path, fields)
    expect(answer.headers.getSetCookie().join(), JSON.stringify(fields)).not.toContain('attempt')
  }
  for (const id of [...ids, ...NOBODYS]) {
    for (const intent of ['grant', 'reconnect', 'confirm'])
      await refuses(edith, '/connections/start', {
        intent,
        account: id,
        feature: 'drive',
        returnTo: '/drive',
      })
    for (const path of ['/drive', '/connections', '/confirm'])
      expect(
        (await edith.get(`${path}?account=${encodeURIComponent(id)}&confirm=${encodeURIComponent(id)}`)).text,
      ).not.toContain(person.email)
  }
  for (const [path, button] of FORMS) {
    const form = await readForm(ada, path.replace('$1', String(line?.id)), button)
    for (const id of [null, ...ids]) {
      const own = Object.keys(form.fields).filter((name) => !name.startsWith('$'))
      const fields = id === null ? {} : Object.fromEntries(own.map((name) => [name, id]))
      expect((await sendForm(edith, form, fields)).status, `${path} ${button} ${id}`).toBeLessThan(500)
    }
  }
  expect(await rowsOf(sql, userId)).toBe(before)
  expect((await edith.get('/api/me')).status, 'who tried is still here').toBe(200)
})

/** Every id that a row of somebody's has. */
async function idsOf(sql: Sql, userId: string): Promise<string[]> {
  const found = [userId]
  for (const table of ['accounts', 'sessions', 'events'])
    for (const { id } of await sql(`SELECT id FROM ${table} WHERE user_id = $1 LIMIT 3`, [userId]))
      found.push(String(id))
  return found
}
