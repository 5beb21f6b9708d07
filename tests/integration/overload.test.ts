import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashToken, newToken } from '#lib/sessions/cookie'
import type { Crowd, Received } from '#tests/support/crowd'
import { driveScope } from '#tests/support/google-visitor'
import { send } from '#tests/support/http'
import { freePort, startProcess, type TestProcess } from '#tests/support/processes'
import { createRawBrowser } from '#tests/support/raw-browser'
import { expect, test as withStack } from '#tests/support/test'

/** One of those who ask, and what nobody but they may be shown. */
type Asking = { cookie: string; email: string }

type Site = {
  /** `npm start` with so many processes, and where it listens. */
  start: (processes: number, settings?: Record<string, string>) => Promise<{ app: TestProcess; port: number }>
  /** So many people who are signed in, each in one browser. */
  people: Asking[]
  /** Sends all of them at once, from a process of its own; asks meanwhile, without a pause, how the server is. */
  call: (
    port: number,
    asked: [path: string, who: Asking][],
  ) => Promise<{ received: Received[]; health: number[] }>
}

const PEOPLE = 50

const test = withStack.extend<{ crowded: Site }>({
  crowded: async ({ stack, sql }, use) => {
    const started: TestProcess[] = []
    const crowd = startProcess('tests/support/crowd.ts', { env: {} })
    await crowd.ready
    const people = Array.from({ length: PEOPLE }, (_, at) => {
      const token = newToken()
      return { token, cookie: `${stack.sessionCookie}=${token}`, email: `one.of.${at}.many@gmail.example` }
    })
    const rows = JSON.stringify(people.map(({ token, email }) => ({ hash: hashToken(token), email })))
    await sql(NEW_PEOPLE, [rows, stack.issuer])
    const { host } = new URL(stack.appUrl)
    await use({
      people,
      async start(processes, settings = {}) {
        const port = await freePort()
        const env = {
          ...stack.environment,
          PORT: String(port),
          WEB_CONCURRENCY: String(processes),
          ...settings,
        }
        const app = startProcess('server/start.ts', { env, condition: 'react-server', messages: false })
        started.push(app)
        await app.written(/ serves http/)
        return { app, port }
      },
      async call(port, asked) {
        const members = asked.map(([path, { cookie, email }]) => ({
          mark: email,
          request: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nUser-Agent: Crowd/1.0\r\nConnection: close\r\n\r\n`,
        }))
        const over = new AbortController()
        const watched = watchHealth(port, over.signal)
        const received = await crowd.ask<Received[]>({ crowd: { port, members } satisfies Crowd })
        over.abort()
        return { received, health: await watched }
      },
    })
    await Promise.all([crowd, ...started].map((one) => one.stop()))
  },
})

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

const NEW_PEOPLE = `
  WITH person AS (SELECT * FROM json_to_recordset($1::json) AS p(hash text, email text)),
  u AS (INSERT INTO users (name, email, email_key, email_verified, updated_at)
        SELECT 'One of many', email, email, now(), now() FROM person RETURNING id, email),
  a AS (INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email)
        SELECT id, 'oidc', 'google', $2, email, email FROM u RETURNING id, user_id, email)
  INSERT INTO sessions (token_hash, user_id, account_id, expires_at, user_agent, ip_address)
  SELECT hash, user_id, a.id, now() + interval '30 days', 'Crowd/1.0', '127.0.0.1' FROM a JOIN person USING (email)`

async function watchHealth(port: number, signal: AbortSignal): Promise<number[]> {
  const statuses: number[] = []
  while (!signal.aborted) {
    for (const name of ['live', 'ready'])
      statuses.push((await send(`http://127.0.0.1:${port}/api/health/${name}`)).status)
    await sleep(50)
  }
  return statuses
}

/** Everybody is there, in turn, for each path in turn. */
function many(count: number, people: Asking[], paths: string[]): [string, Asking][] {
  return Array.from({ length: count }, (_, at) => [
    paths[Math.floor(at / people.length) % paths.length]!,
    people[at % people.length]!,
  ])
}

function countStatuses(answers: { status: number }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

/** Whoever was answered has seen themselves, and nobody else; whoever was sent away has seen nobody. */
function expectOwn(received: Received[], asked: [path: string, who: Asking][]): void {
  const own = asked.map(([, { email }], at) => (received[at]?.status === 200 ? [email] : []))
  expect(received.map(({ marks }) => marks)).toEqual(own)
}

/** Nothing of this was a defect, an outage, or an alarm. */
function expectQuiet(app: TestProcess): void {
  const lines = app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line))
  expect(lines.filter(({ level, event }) => level === 'error' || event === 'defect')).toEqual([])
}

test('five hundred who ask at once are all answered, each with their own page; of five thousand some are sent away, at once and with words', {
  tag: ['@R60', '@R86', '@R90'],
}, async ({ crowded }) => {
  test.setTimeout(480_000)
  const metricsPort = await freePort()
  const { app, port } = await crowded.start(2, { METRICS_PORT: String(metricsPort) })

  const five = many(500, crowded.people, ['/dashboard'])
  const few = await crowded.call(port, five)
  expect(countStatuses(few.received)).toEqual({ 200: 500 })
  expectOwn(few.received, five)

  const asked = many(5_000, crowded.people, ['/dashboard', '/api/me', '/sessions', '/settings'])
  const { received, health } = await crowded.call(port, asked)
  const counts = countStatuses(received)
  expect(Object.keys(counts)).toEqual(['200', '503'])
  expectOwn(received, asked)
  for (const [at, { status, head, text }] of received.entries()) {
    if (status === 200) continue
    const json = asked[at]?.[0].startsWith('/api/')
    expect(head).toMatch(/\r\nRetry-After: ([5-9]|1[0-5])\r\n/)
    expect(head).not.toMatch(/\r\nset-cookie:/i)
    expect(text).toContain(json ? '"code":"overloaded"' : '<h1>We are too busy just now</h1>')
  }
  expect(new Set([...few.health, ...health])).toEqual(new Set([200]))
  expectQuiet(app)

  const again = many(PEOPLE, crowded.people, ['/api/me'])
  const after = await crowded.call(port, again)
  expect(countStatuses(after.received)).toEqual({ 200: PEOPLE })
  expectOwn(after.received, again)
  const { text } = await send(`http://127.0.0.1:${metricsPort}/metrics`)
  const refused = [...text.matchAll(/^latchkey_requests_refused_total\{.*\} (\d+)$/gm)]
  expect(refused.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(counts[503])
})

test('of two hundred who ask for what a provider has, on a machine that is busy with something else, none is told that we are away', {
  tag: ['@R60', '@R86'],
}, async ({ crowded, stack, google, sql }) => {
  test.setTimeout(480_000)
  const readers: Asking[] = []
  for (let at = 0; at < 5; at += 1) {
    const email = `reader.${at}@gmail.example`
    const reader = await google.addPerson({ sub: `reader-${at}`, email, name: 'A Reader' })
    const browser = createRawBrowser(stack)
    await browser.signIn(reader)
    const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [reader.sub])
    const wanted = { intent: 'grant', account: String(row?.id), feature: 'drive', returnTo: '/drive' }
    await browser.get(await browser.travel('/connections/start', wanted, reader, { ticked: [driveScope] }))
    readers.push({ cookie: `${stack.sessionCookie}=${browser.jar.get(stack.sessionCookie)}`, email })
  }
  const { app, port } = await crowded.start(4)
  const busy: ChildProcess[] = [1, 2].map(() =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  try {
    const asked = many(200, readers, ['/drive'])
    const { received, health } = await crowded.call(port, asked)
    // How many it can serve in time is a matter of the machine, and the sandbox, which is as busy, may really not answer one.
    const answered = received.filter(({ status }) => status === 200)
    expect(answered).not.toEqual([])
    for (const { status, text } of received)
      if (status !== 200) expect(text).toMatch(/>(We are too busy just now|Google Drive is not answering)</)
    for (const [at, { marks }] of received.entries())
      expect(marks.filter((mark) => mark !== asked[at]?.[1].email)).toEqual([])
    expect(new Set(health)).toEqual(new Set([200]))
  } finally {
    for (const one of busy) one.kill('SIGKILL')
  }
  expectQuiet(app)
})
