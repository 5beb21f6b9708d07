import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { Lied } from '#tests/support/lying-stack'
import type { TestProcess } from '#tests/support/processes'
import { expect } from './expect.ts'
import { sendable } from './texts.ts'

type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer }

export type Heard = { status: number; headers: Headers; text: string }

/** Far beyond what an answer takes on the slowest machine. */
const HANGS_MS = 60_000

/** What a process may have more of at the end than after it has warmed up: files and sockets; and megabytes of memory. */
const MOST_HANDLES = 60
const MOST_MEGABYTES = 400

/** One process of the application that is asked a great many things, by connections that are kept. */
export type FuzzedSite = ReturnType<typeof fuzzedSite>

export function fuzzedSite(lied: Lied['lied'], url: string, app: TestProcess) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const { host, port } = { host: '127.0.0.1', port: new URL(url).port }
  const session = new RegExp(`^${lied.sessionCookie}=[^;]`)

  function ask(path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const options = {
        ...{ host, port, agent, method, path: sendable(path), headers: { ...headers, ...length } },
        // Next leads a path to where it belongs by two headers, and repeats what was asked in both.
        maxHeaderSize: 65_536,
      }
      const asked = request(options, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const said = new Headers()
          for (const [name, values = []] of Object.entries(answer.headersDistinct))
            for (const value of values) said.append(name, value)
          resolve({ status: answer.statusCode ?? 0, headers: said, text })
        })
      })
      asked.setTimeout(HANGS_MS, () => asked.destroy(new Error(`No answer to ${method} ${path}`)))
      asked.on('error', (error: NodeJS.ErrnoException) => {
        // A connection that was kept may be closed just now; and who is refused may still be sending.
        const closed = error.code === 'ECONNRESET' || error.code === 'EPIPE'
        if (!closed) reject(error)
        else if (asked.reusedSocket)
          resolve(ask(path, { method, headers, ...(body !== undefined && { body }) }))
        else resolve({ status: 400, headers: new Headers(), text: '' })
      })
      asked.end(body)
    })
  }

  /** Whatever was asked: an answer, and no fault of ours; nothing but a page that is looked ahead at may be put off. */
  async function expectSound(path: string, asked: Asked = {}): Promise<Heard> {
    const heard = await ask(path, asked)
    const ahead = ['purpose', 'sec-purpose', 'x-moz'].some((name) => name in (asked.headers ?? {}))
    expect(heard.status, `${asked.method ?? 'GET'} ${path}`).toBeGreaterThanOrEqual(200)
    // Its status is that of the problem which its address names.
    const named = path.startsWith('/sign-in/problem')
    if (!named && !(ahead && heard.status === 503))
      expect(heard.status, `${asked.method ?? 'GET'} ${path}`).toBeLessThan(500)
    const place = heard.headers.get('location') ?? ''
    expect(place).not.toMatch(/[?&]code=(unknown|unavailable|overloaded)\b/)
    expect(heard.text).not.toContain('<zq')
    if (place !== '')
      expect([new URL(lied.appUrl).host, new URL(url).host]).toContain(new URL(place, url).host)
    return heard
  }

  let forgetting = Promise.resolve()
  /** Nobody has asked for anything in this minute. One connection asks one thing at a time. */
  const forgetRequests = () => {
    forgetting = forgetting.then(async () => {
      await lied.ask('DELETE FROM rate_limits')
    })
    return forgetting
  }

  const makesSession = ({ headers }: Heard) => headers.getSetCookie().some((line) => session.test(line))

  return {
    ask,
    expectSound,
    forgetRequests,
    makesSession,
    /** What there is of everything that a leak would add to. */
    async measure() {
      const status = readFileSync(`/proc/${app.pid}/status`, 'utf8')
      const [row] = await lied.ask(`SELECT (SELECT count(*)::int FROM users) AS users,
        (SELECT count(*)::int FROM accounts) AS accounts, (SELECT count(*)::int FROM sessions) AS sessions,
        (SELECT count(*)::int FROM grants) AS grants, (SELECT count(*)::int FROM sign_in_attempts) AS attempts,
        (SELECT count(*)::int FROM events) AS events, (SELECT count(*)::int FROM rate_limits) AS limits`)
      return {
        megabytes: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1_024,
        handles: readdirSync(`/proc/${app.pid}/fd`).length,
        rows: row as Record<
          'users' | 'accounts' | 'sessions' | 'grants' | 'attempts' | 'events' | 'limits',
          number
        >,
      }
    },
    /** Lines of the log that say that something of ours broke: that a provider's answer was refused is none. */
    faults: () =>
      app
        .output()
        .split('\n')
        .filter((line) => /"level":"(error|fatal)"|^(Error|TypeError)|Request \S+ failed/.test(line))
        .filter((line) => !/"code":"(provider_\w+|email_unverified|consent_incomplete)"/.test(line)),
    close: () => agent.destroy(),
  }
}

type Measured = Awaited<ReturnType<FuzzedSite['measure']>>

/** Nothing has grown that should not: memory and handles at all, rows by what was not asked for. */
export function expectBounded(
  before: Measured,
  after: Measured,
  grown: Partial<Measured['rows']> = {},
): void {
  expect(after.megabytes - before.megabytes).toBeLessThan(MOST_MEGABYTES)
  expect(after.handles - before.handles).toBeLessThan(MOST_HANDLES)
  const { attempts: _, limits, ...rows } = after.rows
  const { attempts: __, limits: ___, ...expected } = before.rows
  expect(rows).toEqual({ ...expected, ...grown })
  // Each client has one row for what it does, whatever it calls itself.
  expect(limits).toBeLessThan(40)
}
