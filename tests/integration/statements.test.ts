import { readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brand } from '#lib/brand'
import type { PagePath } from '#lib/pages'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { hashToken } from '#lib/sessions/cookie'
import { signRequest } from '#scripts/sandbox/facebook/signed-request'
import type { PersonEverywhere } from '#tests/support/google'
import { driveScope } from '#tests/support/google-visitor'
import type { Answer } from '#tests/support/http'
import { startStatementReader } from '#tests/support/proxies'
import {
  createRawBrowser,
  destination,
  type RawBrowser,
  type RawForm,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { test as base, expect, FIREFOX, SAFARI } from '#tests/support/test'

const VIEWER = 'SELECT session'

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
  '/privacy': 1,
  '/data-deletion/[code]': 2,
  '/dashboard': 3,
  '/sessions': 2,
  '/activity': 2,
  '/activity/[id]': 2,
  '/drive': 3,
  '/posts': 2,
  '/connections': 2,
  // What somebody chose of mail is read here alone, beside their connections: no other page is to pay for it.
  '/settings': 3,
  '/settings/delete': 2,
  '/confirm': 1,
  '/api/me': 1,
}

/** The statements whose text says most of what they do; of any other, the verb and the table. */
const SHAPES: [RegExp, string][] = [
  [/^SELECT s\.id AS sessionId/, VIEWER],
  [/^SELECT found\.\* FROM string_to_table/, 'SELECT sessions'],
  [/^WITH found AS .*UPDATE sign_in_attempts/, 'TAKE sign_in_attempts'],
  [/^WITH person AS .*INSERT INTO sessions/, 'WRITE sign-in'],
  [/^WITH person AS .*UPDATE sessions/, 'WRITE session'],
  [/^SELECT \(SELECT json_agg.*FROM accounts.*FROM grants.*FROM events/, 'SELECT accounts, grants, events'],
  [/^SELECT \(SELECT json_agg.*FROM accounts.*FROM grants/, 'SELECT accounts, grants'],
  [/^SELECT pg_advisory_xact_lock/, 'LOCK'],
  [/^UPDATE sessions SET notice .* WHERE .*notice/, 'REMOVE notice'],
  [/^WITH locked AS .*FROM accounts.*FOR UPDATE/, 'LOCK accounts'],
  [/^WITH locked AS .*FROM grants.*FOR UPDATE/, 'LOCK grants'],
  [/^SELECT id, user_agent AS userAgent.*FROM sessions .*FOR UPDATE/, 'LOCK sessions'],
  [/^SELECT (?:.*?)FROM (\w+).* FOR (?:KEY SHARE|NO KEY UPDATE|UPDATE)/, 'LOCK $1'],
  [/^SELECT a\.provider.*FROM accounts a LEFT JOIN grants/, 'SELECT accounts, grants'],
  [/^WITH moved AS /, 'NOTE browser'],
  [/^WITH reader AS .*UPDATE sessions SET last_active_at/, 'NOTE activity'],
  [/^WITH ended AS \( ?DELETE FROM sessions/, 'DELETE sessions, INSERT events'],
  [/^WITH line AS \(.*INSERT INTO events.*INSERT INTO pgboss/, 'INSERT events'],
  [/^WITH mail AS \(.*INSERT INTO mails/, 'INSERT mails'],
  [/^WITH line AS .* UPDATE (\w+) SET/, 'UPDATE $1, INSERT events'],
]

function shapeOf(statement: string): string {
  const text = statement
    .replaceAll('"', '')
    .replace(/\bpublic\./g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const known = SHAPES.find(([pattern]) => pattern.test(text))
  if (known) return (known[0].exec(text)?.[0] ?? '').replace(...known)
  const [verb = ''] = /^\w+/.exec(text) ?? []
  const [, table] = /\b(?:FROM|INTO|UPDATE)(?: ONLY)? ([a-z_]\w*)/.exec(text) ?? []
  return [verb.toUpperCase(), table].filter(Boolean).join(' ')
}

/** What jobs, and whoever orders one, send through the connection of the requests. */
const JOBS = /pgboss|mails|^(?:SELECT|DELETE) .*FROM "public"\."revocations"/i

/** What names the job queue or its mails, and is a statement of ours. */
const OURS = /^\s*WITH (?:person|line|mail|moved) AS|^SELECT .* FROM "public"\."mails" WHERE .*"user_id"/

/** A transaction of the job queue has nothing left within it; it may be under way when somebody looks. */
function isOfARequest(text: string, at: number, texts: string[]): boolean {
  if (/^BEGIN/i.test(text)) return !/^(COMMIT|ROLLBACK)/i.test(texts[at + 1] ?? 'COMMIT')
  if (/^(COMMIT|ROLLBACK)/i.test(text)) return !/^BEGIN/i.test(texts[at - 1] ?? 'BEGIN')
  return true
}

type Fixtures = {
  /** An application whose statements are read, and those that it has sent since they were last asked for. */
  app: { url: string; take: () => string[] }
  /** Whether it sends mail. */
  sendsMail: boolean
}

/**
 * It has one connection: a path that asks for a second while it holds one would wait for itself, and fail here by its name.
 * With ten, ten such requests at once would wait for each other.
 */
const test = base.extend<Fixtures>({
  sendsMail: [false, { option: true }],
  app: async ({ stack, sandbox, sendsMail, sql }, use) => {
    const address = new URL(stack.databaseUrl)
    // The job queue asks through connections of its own, by the clock and when it opens, which takes long on a busy machine.
    const reader = await startStatementReader(
      { host: address.hostname, port: Number(address.port) },
      brand.jobsConnection,
    )
    address.port = String(reader.port)
    const { url, process } = await stack.startSecondApp({
      DATABASE_URL: address.href,
      DATABASE_POOL_MAX: '1',
      ...(sendsMail && { SMTP_URL: sandbox.smtpUrl ?? '', MAIL_FROM: 'accounts@latchkey.example' }),
    })
    // Nothing is cleaned up meanwhile, which is done every hour.
    await sql('DELETE FROM pgboss.schedule')
    const take = () =>
      reader
        .take()
        .filter((text) => OURS.test(text) || !JOBS.test(text))
        .filter(isOfARequest)
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

test('no page sends more statements than the table allows', async ({ app, person, sql }) => {
  const ada = createRawBrowser({ appUrl: app.url }, { userAgent: 'Tests/1.0' })
  await ada.signIn(person)
  const [line] = await sql(
    'SELECT e.id FROM events e JOIN accounts a ON a.user_id = e.user_id WHERE a.provider_account_id = $1',
    [person.sub],
  )
  for (const [path, most] of Object.entries(pages)) {
    const address = path.replace('[code]', 'a'.repeat(32)).replace('[id]', String(line?.id))
    // What a process or a session does once has been done then.
    await ada.get(address)
    app.take()
    await ada.get(address)
    const statements = app.take()
    expect.soft(statements.length, `${path}\n${statements.map(shapeOf).join('\n')}`).toBeLessThanOrEqual(most)
  }
})

type Caller = {
  /** What the browser called itself when it signed in, and what it does from request to request. */
  was?: string
  is: (request: number) => string | undefined
  /** Whether it was not used for an hour. */
  rested?: boolean
  notes: string[]
}

const NOTE = 'NOTE browser'
const LONG = 'x'.repeat(10_000)

const callers: Record<string, Caller> = {
  'the same as before': { was: FIREFOX, is: () => FIREFOX, notes: [] },
  'none, as before': { is: () => undefined, notes: [] },
  'none any more': { was: FIREFOX, is: () => undefined, notes: [NOTE] },
  'one for the first time': { is: () => SAFARI, notes: [NOTE] },
  'two in turn': { was: FIREFOX, is: (request) => (request % 2 ? FIREFOX : SAFARI), notes: [NOTE] },
  'another each time': { was: FIREFOX, is: (request) => `made-up/${request}`, notes: [NOTE] },
  'ten kilobytes': { was: FIREFOX, is: () => LONG, notes: [NOTE] },
  'ten kilobytes, as before': { was: LONG, is: () => LONG, notes: [] },
  'the same after an hour': { was: FIREFOX, is: () => FIREFOX, rested: true, notes: ['NOTE activity'] },
  'another after an hour': { was: FIREFOX, is: () => SAFARI, rested: true, notes: [NOTE] },
}

test('whatever a browser calls itself, a request sends one statement, and all of a minute one more', {
  tag: '@R52',
}, async ({ app, person, sql, stack }) => {
  for (const [title, { was, is, rested, notes }] of Object.entries(callers)) {
    const { jar, signIn } = createRawBrowser({ appUrl: app.url }, { ...(was && { userAgent: was }) })
    await signIn(person)
    if (rested) await sql(`UPDATE sessions SET last_active_at = now() - interval '1 hour'`)
    const hash = () => hashToken(jar.get(stack.sessionCookie) ?? '')
    const sent: string[] = []
    let asked = 0
    app.take()
    const ask = async (userAgent: string | undefined) => {
      const browser = createRawBrowser({ appUrl: app.url }, { jar, ...(userAgent && { userAgent }) })
      expect((await browser.get(asked % 2 ? '/' : '/api/me')).status).toBe(200)
      asked += 1
      sent.push(...app.take().map(shapeOf))
    }
    await ask(is(0))
    // What is noted is noted after the answer. Who asks before it is there may note it, too, which changes nothing.
    const noted = rested ? 'last_active_at' : 'browser_noted_at'
    if (notes.length > 0)
      await expect
        .poll(() =>
          sql(`SELECT FROM sessions WHERE ${noted} > now() - interval '1 minute' AND token_hash = $1`, [
            hash(),
          ]),
        )
        .toHaveLength(1)
    for (let request = 1; request < 10; request++) await ask(is(request))
    const expected = [...Array.from({ length: asked }, () => VIEWER), ...notes]
    expect.soft(sent.toSorted(), title).toEqual(expected.toSorted())
  }
})

/** `ada` has an account of hers and, later, one of her friend's. */
type Who = {
  ada: RawBrowser
  person: PersonEverywhere
  friend: PersonEverywhere
  /** The secret of the application at Facebook. */
  secret: string
  /** One more browser in which she is signed in. */
  elsewhere: (userAgent?: string) => Promise<RawBrowser>
  idOf: (whose: PersonEverywhere) => Promise<string>
  /** Has Google tell the application something of somebody who is not here. The status of its answer. */
  sendEvent: () => Promise<number>
  /** The page of the newest line of hers that says this. */
  lineOf: (kind: string) => Promise<string>
}

type Deed = {
  title: string
  /** The route, or the action and the folder of its file. */
  of: string
  /** Everything before the request that is looked at. */
  prepare?: (who: Who) => Promise<unknown>
  run: (who: Who, prepared: unknown) => Promise<Answer>
  /** Where it leads, or the status that it answers: it was done. */
  leads: string
  sends: string[]
}

const CALLBACK = [
  ...TAKE,
  VIEWER,
  'BEGIN',
  'UPDATE accounts',
  'SELECT accounts, grants',
  'WRITE session',
  'COMMIT',
]

/** Where Google's authorization endpoint is, in the sandbox as at Google. */
const AT_GOOGLE = '/o/oauth2/v2/auth'

type Wanted = (who: Who) => Promise<Record<string, string>>
const linking: Wanted = async () => ({ intent: 'link', returnTo: '/connections' })
const forOwn =
  (intent: string, more = {}): Wanted =>
  async ({ idOf, person }) => ({ intent, account: await idOf(person), returnTo: '/connections', ...more })

/** What is begun at a provider by somebody who is signed in. */
function leaving(title: string, wanted: Wanted, reads: string[]): Deed {
  const run = async (who: Who) => who.ada.post('/connections/start', await wanted(who))
  const sends = [VIEWER, ...reads, 'INSERT rate_limits', 'INSERT sign_in_attempts']
  return { title: `${title}: there`, of: '/connections/start', run, leads: AT_GOOGLE, sends }
}

/** What comes of it. */
function comingBack(
  title: string,
  wanted: Wanted,
  sends = CALLBACK,
  whose: 'person' | 'friend' = 'person',
): Deed {
  return {
    title: `${title}: back`,
    of: '/api/auth/[...nextauth]',
    prepare: async (who) =>
      who.ada.travel('/connections/start', await wanted(who), who[whose], { ticked: [driveScope] }),
    run: ({ ada }, back) => ada.get(String(back)),
    leads: '/connections',
    sends,
  }
}

/** A form on a page that has this button. */
function pressing(of: string, button: string, sends: string[], changes: Partial<Form> = {}): Deed {
  const [folder] = of.split(' ')
  const { page = async () => String(folder), fields = {}, leads = String(folder), before } = changes
  return {
    title: of,
    of,
    prepare: async (who) => {
      await before?.(who)
      return readForm(who.ada, await page(who), button)
    },
    run: ({ ada }, form) => sendForm(ada, form as RawForm, fields),
    leads,
    sends: [VIEWER, ...sends],
  }
}

type Form = {
  page: (who: Who) => Promise<string>
  fields: Record<string, string>
  leads: string
  before: (who: Who) => Promise<unknown>
}

/** A route that anybody may ask. */
function asking(
  of: string,
  sends: string[],
  leads = '200',
  body?: (who: Who) => Record<string, string>,
): Deed {
  return {
    title: of,
    of,
    run: (who) => (body ? who.ada.post(of, body(who), {}) : who.ada.get(of)),
    leads,
    sends,
  }
}

/** What Facebook says of somebody who is not here. */
const report = ({ person, secret }: Who) => ({
  signed_request: signRequest(
    { user_id: person.facebook.id, algorithm: 'HMAC-SHA256', issued_at: Math.floor(Date.now() / 1000) },
    secret,
  ),
})

/** Whether the session is still there, asked before each part of what takes longer. */
const LIVE = 'SELECT sessions'

const END_SESSIONS = ['BEGIN', 'LOCK sessions', 'UPDATE sessions, INSERT events', 'COMMIT', 'UPDATE sessions']
const NAME = ['BEGIN', 'LOCK sessions', 'UPDATE users, INSERT events', 'COMMIT', 'UPDATE sessions']
const SWITCH = [
  'BEGIN',
  'LOCK sessions',
  'LOCK grants',
  'UPDATE grants, INSERT events',
  'COMMIT',
  'UPDATE sessions',
]
const DISCONNECT = [
  'BEGIN',
  'LOCK accounts',
  'LOCK sessions',
  'LOCK grants',
  'INSERT revocations',
  'DELETE sign_in_attempts',
  'UPDATE sessions',
  'DELETE accounts',
  'UPDATE users',
  'INSERT events',
  'COMMIT',
  'UPDATE sessions',
]
const DELETE = [
  'BEGIN',
  'LOCK accounts',
  'LOCK grants',
  'INSERT revocations',
  'LOCK users',
  'LOCK sessions',
  'LOCK accounts',
  'DELETE sign_in_attempts',
  'DELETE users',
  'COMMIT',
]
const grantDrive = forOwn('grant', { feature: 'drive' })

/** Whatever somebody can do, in an order in which she can do all of it. */
const deeds: Deed[] = [
  asking('/.well-known/change-password', [], '/sessions'),
  asking('/.well-known/security.txt', [], '404'),
  asking('/api/health/live', []),
  asking('/api/health/ready', ['SELECT _prisma_migrations']),
  asking('/api/me', [VIEWER]),
  asking('/api/facebook/deauthorize', ['BEGIN', 'SELECT accounts', 'COMMIT'], '200', report),
  asking(
    '/api/facebook/data-deletion',
    ['BEGIN', 'SELECT accounts', 'DELETE revocations', 'INSERT deletion_requests', 'COMMIT'],
    '200',
    report,
  ),
  {
    title: '/api/security-events',
    of: '/api/security-events',
    // It is about nobody who is here. The first one has the configuration and the keys fetched.
    prepare: ({ sendEvent }) => sendEvent(),
    run: async ({ sendEvent }) => ({ status: await sendEvent(), headers: new Headers(), text: '' }),
    leads: '202',
    sends: ['BEGIN', 'INSERT security_events', 'SELECT accounts', 'COMMIT'],
  },
  {
    title: 'signing in: there',
    of: '/sign-in/start',
    run: ({ ada }) => ada.post('/sign-in/start', { provider: 'google', returnTo: '/' }),
    leads: AT_GOOGLE,
    sends: START,
  },
  leaving('connecting', linking, []),
  comingBack(
    'connecting',
    linking,
    [...TAKE, VIEWER, 'BEGIN', 'UPDATE accounts', 'LOCK users', 'WRITE session', 'COMMIT'],
    'friend',
  ),
  comingBack('connecting what is connected', linking, CALLBACK, 'friend'),
  leaving('giving a permission', grantDrive, ['SELECT accounts, grants']),
  comingBack('giving a permission', grantDrive),
  comingBack('reconnecting', forOwn('reconnect')),
  comingBack('confirming', forOwn('confirm')),
  pressing('/connections turnOff', 'Turn off', SWITCH),
  pressing('/connections turnOn', 'Turn on', SWITCH),
  pressing('/activity/[id] endSessionOfLine', 'Sign that browser out', ['SELECT events', ...END_SESSIONS], {
    before: ({ elsewhere }) => elsewhere(),
    page: ({ lineOf }) => lineOf('signed_in'),
  }),
  pressing('/activity/[id] endOthersFromLine', 'Sign out everywhere else', END_SESSIONS, {
    before: ({ elsewhere }) => elsewhere(),
    page: ({ lineOf }) => lineOf('confirmed'),
  }),
  pressing('/settings/notices saveNotices', 'Save my choice', ['UPDATE users', 'UPDATE sessions'], {
    page: async () => '/settings',
    leads: '/settings',
  }),
  pressing('/settings/language setLanguage', 'Save the language', ['UPDATE users', 'UPDATE sessions'], {
    page: async () => '/settings',
    fields: { language: 'en' },
    leads: '/settings',
  }),
  pressing('/dashboard confirmBrowsers', 'It was me', ['UPDATE sessions', 'UPDATE sessions'], {
    before: ({ elsewhere }) => elsewhere(SAFARI),
  }),
  pressing('/settings saveOwnName', 'Save<', NAME, { fields: { name: 'Countess' } }),
  pressing('/sessions signOutOne', 'Sign out<span', END_SESSIONS, {
    before: ({ elsewhere }) => elsewhere(),
  }),
  pressing('/sessions signOutOthers', 'Sign them out', END_SESSIONS, {
    before: ({ elsewhere }) => elsewhere(),
  }),
  {
    title: 'the export',
    of: '/api/export',
    run: ({ ada }) => ada.post('/api/export', {}),
    leads: '200',
    sends: [
      VIEWER,
      // Ten an hour, in all processes together.
      'INSERT rate_limits',
      'INSERT events',
      'SELECT users',
      // The last is what was sent to them by mail.
      ...['accounts', 'grants', 'sessions', 'sign_in_attempts', 'events', 'mails'].flatMap((table) =>
        table === 'grants' ? [`SELECT ${table}`] : [LIVE, `SELECT ${table}`],
      ),
    ],
  },
  pressing('/connections disconnect', 'Disconnect', DISCONNECT, {
    page: async ({ idOf, friend }) => `/connections?confirm=${await idOf(friend)}`,
  }),
  pressing('/ setTheme', 'Dark', [], {
    page: async () => '/settings',
    fields: { theme: 'dark' },
    leads: '/dashboard',
  }),
  pressing('/ signOut', 'Sign out', ['DELETE sessions, INSERT events'], {
    page: async () => '/settings',
    leads: '/signed-out',
  }),
  pressing('/settings/delete deleteAccount', 'Delete my account', DELETE, {
    fields: { sure: 'on' },
    leads: '/goodbye',
    before: ({ ada, person }) => ada.signIn(person),
  }),
]

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/

const APP = fileURLToPath(new URL('../../app', import.meta.url))

/** Every route and every action of the application, as `of` names them. */
function findDeeds(): string[] {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  return files.flatMap((file) => {
    const folder = posix.join('/', dirname(file).replace(/\(\w+\)\/?/g, '')).replace(/(.)\/$/, '$1')
    if (posix.basename(file) === 'route.ts') return [folder]
    if (posix.basename(file) !== 'actions.ts') return []
    const text = readFileSync(`${APP}/${file}`, 'utf8')
    return [...text.matchAll(/^export (?:const|async function) (\w+)/gm)].map(
      ([, name]) => `${folder} ${name}`,
    )
  })
}

test('what each route and each action sends is known', async ({ app, site, person, friend, sql, google }) => {
  expect([...new Set(deeds.map(({ of }) => of))].sort()).toEqual(findDeeds().sort())
  const browser = (userAgent = 'Tests/1.0') => createRawBrowser({ appUrl: app.url }, { userAgent })
  const ada = browser()
  const who: Who = {
    ada,
    person,
    friend,
    secret: site.facebook.secret,
    sendEvent: async () => {
      const url = `${app.url}/api/security-events`
      const order = { event: 'sessions-revoked', account: 'nobody', clientId: site.client.id, url } as const
      return (await google.sendEvent(order)).answers[0]?.status ?? 0
    },
    elsewhere: async (userAgent) => {
      const other = browser(userAgent)
      await other.signIn(person)
      return other
    },
    idOf: async ({ sub }) => {
      const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [sub])
      return String(row?.id)
    },
    lineOf: async (kind) => {
      const [row] = await sql(
        `SELECT e.id FROM events e JOIN accounts a ON a.user_id = e.user_id
          WHERE a.provider_account_id = $1 AND e.kind = $2 ORDER BY e.created_at DESC LIMIT 1`,
        [person.sub, kind],
      )
      return `/activity/${row?.id}`
    },
  }
  await ada.signIn(person)
  for (const { title, prepare, run, leads, sends } of deeds) {
    const prepared = await prepare?.(who)
    app.take()
    const answer = await run(who, prepared)
    const statements = app
      .take()
      .map(shapeOf)
      .filter((shape) => shape !== 'REMOVE notice')
    expect.soft(destination(answer).replace(UUID, '[id]'), title).toBe(leads)
    expect.soft(statements, title).toEqual(sends)
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
    ['x'.repeat(43), [VIEWER]],
  ] as const) {
    const headers: Record<string, string> = value === null ? {} : { cookie: `${name}=${value}` }
    for (const path of ['/dashboard', '/settings/delete']) {
      app.take()
      await createRawBrowser({ appUrl: app.url }).get(path, headers)
      expect(app.take().map(shapeOf), `${path} ${value}`).toEqual(statements)
    }
  }
})

test.describe('where notices are sent by mail', () => {
  test.use({ sendsMail: true })

  test('what leaves one sends not one statement more, but a deletion, whose mail is all that is left', async ({
    app,
    person,
    sql,
  }) => {
    await createRawBrowser({ appUrl: app.url }, { userAgent: FIREFOX }).signIn(person)
    const ada = createRawBrowser({ appUrl: app.url }, { userAgent: SAFARI })
    const back = await ada.travel('/sign-in/start', { provider: 'google', returnTo: '/settings' }, person)
    app.take()
    await ada.get(back)
    expect(app.take().map(shapeOf)).toEqual([...TAKE, ...KNOWN])
    const written = () =>
      sql(
        `SELECT m.kind FROM mails m JOIN accounts a ON a.user_id = m.user_id WHERE a.provider_account_id = $1 ORDER BY m.created_at`,
        [person.sub],
      )
    expect(await written()).toEqual([{ kind: 'new-browser' }])
    app.take()
    await ada.post('/api/export', {})
    expect(app.take().map(shapeOf)).toContain('INSERT events')
    expect(await written()).toEqual([{ kind: 'new-browser' }, { kind: 'data-downloaded' }])
    const form = await readForm(ada, '/settings/delete', 'Delete my account')
    app.take()
    await sendForm(ada, form, { sure: 'on' })
    const deletion = [...DELETE.slice(0, -1), 'INSERT mails', 'COMMIT']
    expect(app.take().map(shapeOf)).toEqual([VIEWER, ...deletion])
  })
})
