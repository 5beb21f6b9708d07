import type { PagePath } from '#lib/pages'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { startStatementReader } from '#tests/support/proxies'
import { createRawBrowser } from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

/** What each step of a sign-in asks the database for. */
const START = ['INSERT rate_limits', 'INSERT sign_in_attempts']
const TAKE = ['TAKE sign_in_attempts']
const KNOWN = ['BEGIN', 'UPDATE accounts', 'SELECT accounts, grants, events', 'WRITE sign-in', 'COMMIT']
const FIRST = [
  'BEGIN',
  'UPDATE accounts',
  'LOCK',
  'UPDATE accounts',
  'SELECT users',
  'WRITE sign-in',
  'COMMIT',
]
/** Without an address that its provider asserts, nobody else can have it. */
const FIRST_WITHOUT_ADDRESS = FIRST.filter((statement) => statement !== 'SELECT users')

type Expected = { again: string[]; first: string[]; requests: Record<string, number> }

/** One request for tokens; X has to be asked who it is besides. */
const signIns: Record<ProviderId, Expected> = {
  google: { again: KNOWN, first: FIRST, requests: { token: 1 } },
  facebook: { again: KNOWN, first: FIRST_WITHOUT_ADDRESS, requests: { 'facebook-token': 1 } },
  twitter: { again: KNOWN, first: FIRST_WITHOUT_ADDRESS, requests: { 'x-token': 1, 'x-me': 1 } },
}

/** The most statements that a page sends for somebody who is signed in and has allowed nothing beyond signing in. */
const pages: Record<PagePath | '/api/me', number> = {
  '/': 1,
  '/sign-in': 1,
  '/sign-in/problem': 1,
  '/signed-out': 1,
  '/goodbye': 1,
  '/data-deletion/[code]': 2,
  '/dashboard': 3,
  '/sessions': 2,
  '/activity': 2,
  '/drive': 3,
  '/posts': 2,
  '/connections': 2,
  '/settings': 2,
  '/settings/delete': 2,
  '/confirm': 1,
  '/api/me': 1,
}

/** The statements whose text says most of what they do; of any other, the verb and the table. */
const SHAPES: [RegExp, string][] = [
  [/^SELECT s.id AS sessionId.*FROM sessions s/, 'SELECT sessions'],
  [/^WITH found AS .*UPDATE sign_in_attempts/, 'TAKE sign_in_attempts'],
  [/^WITH person AS .*INSERT INTO sessions/, 'WRITE sign-in'],
  [/^SELECT \(SELECT json_agg.*FROM accounts.*FROM grants.*FROM events/, 'SELECT accounts, grants, events'],
  [/^SELECT pg_advisory_xact_lock/, 'LOCK'],
]

function shapeOf(statement: string): string {
  const text = statement
    .replaceAll('"', '')
    .replace(/\bpublic\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const known = SHAPES.find(([pattern]) => pattern.test(text))
  if (known) return known[1]
  const [verb = ''] = /^\w+/.exec(text) ?? []
  const [, table] = /\b(?:FROM|INTO|UPDATE)(?: ONLY)? ([a-z_]\w*)/.exec(text) ?? []
  return [verb.toUpperCase(), table].filter(Boolean).join(' ')
}

/** An application whose statements are read, and those that it has sent since they were last asked for. */
const test = base.extend<{ app: { url: string; take: () => string[] } }>({
  app: async ({ stack }, use) => {
    const address = new URL(stack.databaseUrl)
    const reader = await startStatementReader({ host: address.hostname, port: Number(address.port) })
    address.port = String(reader.port)
    const { url, process } = await stack.startSecondApp({ DATABASE_URL: address.href })
    // The job queue asks by the clock, and a connection is set up once.
    const take = () => reader.take().filter((text) => !/pgboss|^(SET|LISTEN) /i.test(text))
    await use({ url, take })
    await process.stop()
    await reader.stop()
  },
})

test('a sign-in sends eight statements, the first one ten at the most, and makes one request for tokens', async ({
  app,
  google: control,
  person,
  friend,
}) => {
  for (const id of providerIds) {
    const name = providerNames[id]
    // What is asked once for a process has been asked then.
    await createRawBrowser({ appUrl: app.url }).signIn(friend, id)
    const ada = createRawBrowser({ appUrl: app.url })
    // The third is in the browser of the second, whose session it replaces.
    for (const time of ['first', 'again', 'again'] as const) {
      await control.resetCounts()
      app.take()
      const fields = { provider: id, returnTo: '/dashboard' }
      const back = await ada.travel('/sign-in/start', fields, person)
      expect(app.take().map(shapeOf), name).toEqual(START)
      await ada.get(back)
      expect(app.take().map(shapeOf), `${name}, ${time}`).toEqual([...TAKE, ...signIns[id][time]])
      const counts = Object.entries(await control.counts())
      const asked = counts.filter(([endpoint, count]) => count > 0 && !/authorize$|dialog$/.test(endpoint))
      expect(Object.fromEntries(asked), name).toEqual(signIns[id].requests)
    }
  }
})

test('whoever cancels costs one statement, and so does whoever comes with what is not theirs', async ({
  app,
  person,
}) => {
  const ada = createRawBrowser({ appUrl: app.url })
  const back = await ada.travel('/sign-in/start', { returnTo: '/' }, person, { cancelAt: 'account' })
  app.take()
  await createRawBrowser({ appUrl: app.url }).get(back)
  expect(app.take().map(shapeOf)).toEqual(TAKE)
  await ada.get(back)
  expect(app.take().map(shapeOf)).toEqual(TAKE)
})

test('no page sends more statements than the table allows', async ({ app, person }) => {
  const ada = createRawBrowser({ appUrl: app.url }, { userAgent: 'Tests/1.0' })
  await ada.signIn(person)
  for (const [path, most] of Object.entries(pages)) {
    const address = path.replace('[code]', 'a'.repeat(32))
    // What a process or a session does once has been done then.
    await ada.get(address)
    app.take()
    await ada.get(address)
    const statements = app.take()
    expect.soft(statements.length, `${path}\n${statements.map(shapeOf).join('\n')}`).toBeLessThanOrEqual(most)
  }
})

test('whoever has no session costs no statement, or one when a cookie looks like theirs', async ({
  app,
  stack,
}) => {
  const name = stack.sessionCookie
  for (const [value, statements] of [
    [null, []],
    ['', []],
    ['x'.repeat(42), []],
    ['x'.repeat(43), ['SELECT sessions']],
  ] as const) {
    const headers: Record<string, string> = value === null ? {} : { cookie: `${name}=${value}` }
    for (const path of ['/dashboard', '/settings/delete']) {
      app.take()
      await createRawBrowser({ appUrl: app.url }).get(path, headers)
      // A process asks for itself what is of no table.
      const sent = app
        .take()
        .map(shapeOf)
        .filter((shape) => shape !== 'SELECT')
      expect(sent, `${path} ${value}`).toEqual(statements)
    }
  }
})
