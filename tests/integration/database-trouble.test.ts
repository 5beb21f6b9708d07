import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { escapeIdentifier } from 'pg'
import { pages } from '#lib/pages'
import { createDatabase, dropDatabase, getAdminUrl, query } from '#tests/support/database'
import { type DatabaseFront, type Saying, startDatabaseFront } from '#tests/support/database-front'
import { ada as adaAtGoogle } from '#tests/support/google'
import type { Answer } from '#tests/support/http'
import type { TestProcess } from '#tests/support/processes'
import {
  createRawBrowser,
  destination,
  placeOf,
  type RawBrowser,
  type RawForm,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

/** One server for all, whose database is its own, behind a front of ours and under a role of its own. */
type Server = {
  process: TestProcess
  front: DatabaseFront
  /** As an operator does it, past the front. */
  operator: (text: string) => Promise<void>
  /** What the site's role and database are called, quoted. */
  role: string
  database: string
  /** Ends the connections that the site has open. */
  disconnect: () => Promise<void>
  /** Somebody who is signed in. */
  ada: RawBrowser
  /** Somebody who has just come to sign in. */
  visitor: RawBrowser
  signOut: RawForm
}

const PASSWORD = 'p%w with/odd#characters?'

const test = base.extend<object, { server: Server }>({
  server: [
    async ({ stack }, use) => {
      const address = new URL(await createDatabase())
      const [name, owner] = [address.pathname.slice(1), decodeURIComponent(address.username)]
      const role = escapeIdentifier(`role_${randomBytes(6).toString('hex')}`)
      const operator = async (text: string) => void (await query(getAdminUrl(), text))
      await operator(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}' IN ROLE ${escapeIdentifier(owner)}`)
      const front = await startDatabaseFront({ host: address.hostname, port: Number(address.port) })
      const DATABASE_URL = `postgresql://${role.replaceAll('"', '')}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${front.port}/${name}`
      const { url, process } = await stack.startSecondApp({ DATABASE_URL })

      const ada = createRawBrowser({ appUrl: url })
      await ada.signIn({ sub: adaAtGoogle })
      const signOut = await readForm(ada, '/dashboard', 'Sign out')
      await use({
        process,
        front,
        operator,
        role,
        database: escapeIdentifier(name),
        disconnect: () =>
          operator(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role.replaceAll('"', '')}'`,
          ),
        ada,
        visitor: createRawBrowser({ appUrl: url }),
        signOut,
      })
      await process.stop()
      await front.stop()
      await dropDatabase(address.href)
      await operator(`DROP ROLE ${role}`)
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

// All in one worker: the site is started once.
test.describe.configure({ mode: 'default' })
test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

type Trouble = 'unavailable' | 'overloaded'

const TITLES: Record<Trouble, string> = {
  unavailable: 'We cannot reach our database',
  overloaded: 'We are too busy just now',
}
const RETRY_AFTER: Record<Trouble, string> = { unavailable: '5', overloaded: '2' }

/** Every page of an account; of one for each of many, that of one that nobody has. */
const accountPages = pages
  .filter(({ account }) => account)
  .map(({ path }) => path.replace('[id]', randomUUID()))
const foundPages = accountPages.filter((path) => !path.startsWith('/activity/'))

const fatal = (code: string, message: string): Saying => ({ code, message, severity: 'FATAL' })

/** How PostgreSQL 15 to 18 and the poolers before it refuse a connection. */
const REFUSALS: [Saying | 'hangs up' | 'speaks something else', Trouble][] = [
  ['hangs up', 'unavailable'],
  ['speaks something else', 'unavailable'],
  [fatal('08004', 'server rejected the connection'), 'unavailable'],
  [fatal('08P01', 'unsupported startup parameter: statement_timeout'), 'unavailable'],
  [fatal('0A000', 'unsupported frontend protocol 3.0'), 'unavailable'],
  [fatal('22023', 'invalid value for parameter "statement_timeout"'), 'unavailable'],
  [fatal('25006', 'cannot connect in a read-only server'), 'unavailable'],
  [fatal('28000', 'no pg_hba.conf entry for host "10.0.0.7", user "app"'), 'unavailable'],
  [fatal('28P01', 'password authentication failed for user "app"'), 'unavailable'],
  [fatal('3D000', 'database "app" does not exist'), 'unavailable'],
  [fatal('42501', 'permission denied for database "app"'), 'unavailable'],
  [fatal('42704', 'role "app" does not exist'), 'unavailable'],
  [fatal('53100', 'could not write init file: No space left on device'), 'unavailable'],
  [fatal('53200', 'out of memory'), 'overloaded'],
  [fatal('53300', 'sorry, too many clients already'), 'overloaded'],
  [fatal('53400', 'temporary file size exceeds temp_file_limit'), 'overloaded'],
  [fatal('55000', 'database "app" is not currently accepting connections'), 'unavailable'],
  [fatal('57P01', 'terminating connection due to administrator command'), 'unavailable'],
  [fatal('57P03', 'the database system is starting up'), 'unavailable'],
  [fatal('57P04', 'database was dropped'), 'unavailable'],
  [fatal('58P01', 'could not open file "global/pg_filenode.map": No such file or directory'), 'unavailable'],
  [fatal('F0000', 'configuration file "postgresql.conf" contains errors'), 'unavailable'],
  [fatal('XX000', 'Tenant or user not found'), 'unavailable'],
  [fatal('XX001', 'invalid page in block 0 of relation global/1260'), 'unavailable'],
  [{ code: 'ZZ999', message: 'a code of tomorrow', severity: 'ERROR' }, 'unavailable'],
  [fatal('08P01', 'no more connections allowed (max_client_conn)'), 'overloaded'],
  [
    fatal('08P01', 'server login has been failing, cached error: password authentication failed'),
    'unavailable',
  ],
  [fatal('08006', 'odyssey: c0a1: remote server read/write error s68409'), 'unavailable'],
  [fatal('XX000', '(EMAXCONN) max client connections reached, limit: 600'), 'overloaded'],
  [fatal('XX000', 'MaxClientsInSessionMode: max clients reached'), 'overloaded'],
]

/** What is said on a connection that was fine, of whatever was asked. */
const ANSWERS: [Saying, Trouble | 'unknown'][] = [
  [{ code: '25006', message: 'cannot execute UPDATE in a read-only transaction' }, 'unavailable'],
  [{ code: '53100', message: 'could not extend file: No space left on device' }, 'unavailable'],
  [{ code: '53200', message: 'out of memory' }, 'overloaded'],
  [{ code: '55P03', message: 'canceling statement due to lock timeout' }, 'overloaded'],
  [{ code: '57014', message: 'canceling statement due to statement timeout' }, 'overloaded'],
  [{ code: '58030', message: 'could not read block 7: Input/output error' }, 'unavailable'],
  [{ code: 'XX002', message: 'index "users_pkey" contains unexpected zero page' }, 'unavailable'],
  [fatal('25P03', 'terminating connection due to idle-in-transaction timeout'), 'overloaded'],
  [fatal('57P01', 'terminating connection due to administrator command'), 'unavailable'],
  [fatal('57P05', 'terminating connection due to idle-session timeout'), 'unavailable'],
  [fatal('ZZ999', 'a code of tomorrow'), 'unavailable'],
  [{ code: '08P01', message: 'query_wait_timeout' }, 'overloaded'],
  [fatal('08P01', 'server conn crashed?'), 'unavailable'],
  [fatal('XX000', 'unable to check out connection from the pool due to timeout'), 'overloaded'],
  // Of these nobody can say that it passes: they are about a statement.
  [{ code: '42P01', message: 'relation "users" does not exist' }, 'unknown'],
  [{ code: '42501', message: 'permission denied for table users' }, 'unknown'],
  [{ code: '22P02', message: 'invalid input syntax for type uuid' }, 'unknown'],
]

test('nobody is signed out and every page says so, with a 503, however the database refuses a connection', {
  tag: ['@R60', '@R88'],
}, async ({ server }) => {
  test.setTimeout(240_000)
  const from = server.process.output().length
  for (const [saying, trouble] of REFUSALS) {
    await test.step(JSON.stringify(saying), async () => {
      server.front.refuse(saying)
      await expectTrouble(server, trouble)
      server.front.pass()
      await expectWell(server)
    })
  }
  expectOwnWords(server.process.output().slice(from))
})

test('the same goes for what is said on a connection that was fine, and a defect stays one', {
  tag: ['@R60', '@R88'],
}, async ({ server }) => {
  test.setTimeout(240_000)
  for (const [saying, trouble] of ANSWERS) {
    await test.step(JSON.stringify(saying), async () => {
      server.front.answer(saying)
      if (trouble === 'unknown') await expectDefect(server)
      else await expectTrouble(server, trouble)
      server.front.pass()
      await expectWell(server)
    })
  }
})

test('it is no defect either where the session was still read, whichever part of the site had opened the database', {
  tag: '@R60',
}, async ({ server }) => {
  await expectWell(server)
  server.front.answer({ code: '57P03', message: 'the database system is shutting down' }, 'find-session')
  for (const path of accountPages.filter((one) => one !== '/settings' && one !== '/confirm'))
    expectPage(path, await server.ada.get(path), 'unavailable')
  expect((await server.ada.get('/api/me')).status).toBe(200)
  expect(destination(await sendForm(server.ada, server.signOut))).toBe('unavailable')
  server.front.pass()
  await expectWell(server)
})

const REAL: [what: string, begin: (server: Server) => string, end: (server: Server) => string, Trouble][] = [
  [
    'takes no writes',
    ({ database }) => `ALTER DATABASE ${database} SET default_transaction_read_only = on`,
    ({ database }) => `ALTER DATABASE ${database} RESET default_transaction_read_only`,
    'unavailable',
  ],
  [
    'has no connection left for us',
    ({ role }) => `ALTER ROLE ${role} CONNECTION LIMIT 0`,
    ({ role }) => `ALTER ROLE ${role} CONNECTION LIMIT -1`,
    'overloaded',
  ],
  [
    'has another password for us',
    ({ role }) => `ALTER ROLE ${role} PASSWORD 'another'`,
    ({ role }) => `ALTER ROLE ${role} PASSWORD '${PASSWORD}'`,
    'unavailable',
  ],
  [
    'does not let us in any more',
    ({ role }) => `ALTER ROLE ${role} NOLOGIN`,
    ({ role }) => `ALTER ROLE ${role} LOGIN`,
    'unavailable',
  ],
  [
    'lets nobody in while it is restored',
    ({ database }) => `ALTER DATABASE ${database} ALLOW_CONNECTIONS false`,
    ({ database }) => `ALTER DATABASE ${database} ALLOW_CONNECTIONS true`,
    'unavailable',
  ],
  [
    'is gone',
    ({ database }) => `ALTER DATABASE ${database} RENAME TO ${database.replace('test', 'gone')}`,
    ({ database }) => `ALTER DATABASE ${database.replace('test', 'gone')} RENAME TO ${database}`,
    'unavailable',
  ],
]

for (const [what, begin, end, trouble] of REAL) {
  test(`a real database that ${what} is a 503 with words, not ready, alive, and well when it is over`, {
    tag: ['@R60', '@R90'],
  }, async ({ server }) => {
    // Whoever connects in between would be in the way of some of them.
    server.front.refuse('hangs up')
    await server.disconnect()
    await server.operator(begin(server))
    server.front.pass()
    try {
      await expectTroubleEverywhere(server, trouble)
    } finally {
      server.front.refuse('hangs up')
      await server.disconnect()
      await server.operator(end(server))
      server.front.pass()
    }
    await expectWell(server)
    for (const path of foundPages) expect((await server.ada.get(path)).status, path).toBe(200)
  })
}

/** Whoever asks for what needs the database is told what is wrong with it; and nothing else is touched. */
async function expectTrouble(server: Server, trouble: Trouble): Promise<void> {
  const cookies = new Map(server.ada.jar)
  // Who asks first may be the one to find that an old connection is gone.
  await expect
    .poll(async () => JSON.parse((await server.ada.get('/api/health/ready')).text).code)
    .toBe(trouble)
  const ready = await server.ada.get('/api/health/ready')
  expect(ready.status).toBe(503)
  expect(ready.headers.get('retry-after')).toBe(RETRY_AFTER[trouble])
  expect(JSON.parse(ready.text)).toMatchObject({ code: trouble, title: TITLES[trouble], status: 503 })
  expect((await server.ada.get('/api/health/live')).status).toBe(200)

  expectPage('/dashboard', await server.ada.get('/dashboard'), trouble)
  for (const path of ['/', '/sign-in']) {
    const answer = await server.ada.get(path)
    expect(answer.status, path).toBe(200)
    expect(answer.text, path).toContain('<h1')
  }
  const me = await server.ada.get('/api/me')
  expect(me.status).toBe(503)
  expect(me.headers.get('retry-after')).toBe(RETRY_AFTER[trouble])
  expect(JSON.parse(me.text)).toMatchObject({ code: trouble, title: TITLES[trouble], status: 503 })

  expect(destination(await sendForm(server.ada, server.signOut))).toBe(trouble)
  expect(new Map(server.ada.jar), 'nobody is signed out').toEqual(cookies)
}

/** The same of every page and every kind of form. */
async function expectTroubleEverywhere(server: Server, trouble: Trouble): Promise<void> {
  await expectTrouble(server, trouble)
  const cookies = new Map(server.ada.jar)
  for (const path of accountPages) expectPage(path, await server.ada.get(path), trouble)
  expect((await server.ada.get('/goodbye')).status).toBe(200)
  for (const form of [
    await server.visitor.post('/sign-in/start', { returnTo: '/dashboard' }),
    await server.visitor.get('/api/auth/callback/google?state=a-state&code=a-code'),
    await server.ada.post('/connections/start', { intent: 'link', returnTo: '/connections' }),
    await server.ada.post('/api/export', {}),
    await sendForm(server.ada, server.signOut),
  ]) {
    expect(destination(form)).toBe(trouble)
    const place = placeOf(form)
    expectPage(
      'the page of a failed form',
      await server.ada.get(`${place?.pathname}${place?.search}`),
      trouble,
    )
  }
  expect(new Map(server.ada.jar), 'nobody is signed out').toEqual(cookies)
}

function expectPage(path: string, { status, headers, text }: Answer, trouble: Trouble): void {
  expect(status, path).toBe(503)
  expect(headers.get('retry-after'), path).toBe(RETRY_AFTER[trouble])
  expect(headers.getSetCookie(), path).toEqual([])
  expect(/<h1[^>]*>(?<title>[^<]*)/.exec(text)?.groups?.title, path).toBe(TITLES[trouble])
  expect(text, path).toContain('nobody was signed out')
  expect(text, path).not.toMatch(/SQLSTATE|pg_hba|password authentication|max_client/i)
}

/** A fault of ours is no outage: it says so, keeps its words, and takes no page down that needs no database. */
async function expectDefect(server: Server): Promise<void> {
  const page = await server.ada.get('/dashboard')
  expect(page.status).toBe(500)
  expect(page.headers.get('retry-after')).toBeNull()
  expect(page.text).toContain('Something broke on our side')
  expect((await server.ada.get('/')).status).toBe(200)
  expect(JSON.parse((await server.ada.get('/api/me')).text)).toMatchObject({ code: 'unknown', status: 500 })
  expect((await server.ada.get('/api/health/ready')).status).toBe(503)
}

async function expectWell({ ada }: Server): Promise<void> {
  await expect.poll(async () => (await ada.get('/api/health/ready')).status).toBe(200)
  expect((await ada.get('/api/me')).status).toBe(200)
}

/** The log tells the four apart: nothing of this was a defect, and nothing in it is a secret. */
function expectOwnWords(output: string): void {
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  // An alarm that the site is not ready is as loud for either.
  const failures = lines
    .map((line) => JSON.parse(line))
    .filter(({ code, event }) => code !== undefined && event !== 'database away')
  expect(failures.filter(({ code }) => code !== 'unavailable' && code !== 'overloaded')).toEqual([])
  expect(new Set(failures.map(({ code, level }) => `${code}: ${level}`))).toEqual(
    new Set(['unavailable: error', 'overloaded: warn']),
  )
  expect(output).not.toMatch(/"event":"defect"/)
  expect(output).not.toContain(PASSWORD)
  expect(output).not.toContain(encodeURIComponent(PASSWORD))
}
