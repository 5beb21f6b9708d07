import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { brand } from '#lib/brand'
import { newKeyEntry } from '#lib/key-ring'
import { writeDifference } from '#scripts/migrate/write'
import { query } from '#tests/support/database'
import { send } from '#tests/support/http'
import { freePort, startProcess, type TestProcess } from '#tests/support/processes'
import { encodeFields, headersOf, plain, readActionForm, type SignIn } from './browser.ts'
import { type Build, ensureBuild, nextStart, ROOT } from './builds.ts'
import { type Cluster, prepareProduct } from './database.ts'
import { fillDatabase, tokensOf } from './scale.ts'

/** Everything that a run can hold beside each other, in the order of the table. */
export const entryNames = ['exchange', 'bare', 'constants', 'peer', 'app', 'app-2', 'app-scale'] as const
export type EntryName = (typeof entryNames)[number]

/** What the table says above each. */
export const entryTitles: Record<EntryName, string> = {
  exchange: 'no framework',
  bare: 'bare Next',
  constants: 'our page, constants',
  peer: 'next-auth + Prisma',
  app: 'this app',
  'app-2': 'in two processes',
  'app-scale': 'at scale',
}

/** What can be asked of an entry by GET. */
export type Address = 'me' | 'dashboard' | 'private'

export type Entry = {
  name: EntryName
  /** As browsers call it; it listens on this port of 127.0.0.1. */
  origin: string
  port: number
  /** Starts a process of it, at its own port or another. */
  start: (port?: number) => TestProcess
  /** Its paths, of those that it has. */
  paths: Partial<Record<Address, string>>
  /** A cookie header that looks like one of somebody who is signed in. */
  forgedCookie: string
  signIn: SignIn | null
  databaseUrl: string | null
  /** The settings of the product, for more of its processes. */
  environment?: Record<string, string>
  /** Cookie headers of people who were signed in before it started. */
  sessions?: string[]
}

/** The sandbox that every entry signs in with. */
export type Provider = { issuer: string; clientId: string; clientSecret: string }

const PATHS = { me: '/api/me', dashboard: '/dashboard' }
const FORGED = 'x'.repeat(43)

/** An entry before the provider is there: it has to know where every entry is. */
export type Planned = { name: EntryName; port: number; origin: string; redirectUri: string }

export async function planEntry(name: EntryName): Promise<Planned> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const path = name === 'bare' || name === 'exchange' ? '/api/callback' : '/api/auth/callback/google'
  return { name, port, origin, redirectUri: origin + path }
}

/** What an entry is made with; `people` is how many the one at scale has. */
type Parts = { provider: Provider; cluster: Cluster; people: number }

/** Builds what has to be built, and makes the database. Starts nothing. */
export async function createEntry(planned: Planned, parts: Parts): Promise<Entry> {
  const { name } = planned
  const { provider, cluster } = parts
  if (name === 'exchange' || name === 'bare') return createBare(planned, provider)
  if (name === 'constants') return createConstants(planned, provider, cluster)
  if (name === 'peer') return createPeer(planned, provider, cluster)
  return createApp(planned, parts)
}

/** Waits until a process of an entry answers a page as it should. */
export async function untilAnswering(
  { name, paths, origin }: Entry,
  { process, port, cookie }: { process: TestProcess; port: number; cookie?: string },
): Promise<void> {
  const ended = process.exited.then(() => 'ended' as const)
  const headers = plain(headersOf(origin, 'page', cookie))
  for (;;) {
    const address = `http://127.0.0.1:${port}${paths.dashboard ?? '/'}`
    const answer = await Promise.race([ended, send(address, { headers }).catch(() => null)])
    if (answer === 'ended') throw new Error(`${name} ended before it answered:\n${process.output()}`)
    if (answer && (cookie ? answer.status === 200 : answer.status < 400)) return
    if (answer && answer.status >= 400)
      throw new Error(`${name} answered ${answer.status}:\n${answer.text.slice(0, 500)}\n${process.output()}`)
    await sleep(5)
  }
}

async function createBare(
  { name, port, origin, redirectUri }: Planned,
  { issuer, clientId, clientSecret }: Provider,
): Promise<Entry> {
  const env = {
    EXCHANGE_ISSUER: issuer,
    EXCHANGE_CLIENT_ID: clientId,
    EXCHANGE_CLIENT_SECRET: clientSecret,
    EXCHANGE_REDIRECT_URI: redirectUri,
    EXCHANGE_COOKIE_SECRET: secret(),
  }
  const signIn: SignIn = {
    ...{ origin, port, issuer },
    path: '/sign-in/start',
    callbackPath: '/api/callback',
    form: async () => encodeFields({}),
    cookie: /^session$/,
  }
  const common = { name, origin, port, signIn, forgedCookie: `session=${FORGED}`, databaseUrl: null }
  if (name === 'exchange') {
    const start = (at = port) =>
      startProcess('bench/exchange.ts', { env: { ...env, PORT: String(at) }, messages: false })
    return { ...common, start, paths: {} }
  }
  const start = await starterOf('bare', port, env)
  return { ...common, start, paths: { ...PATHS, private: '/private' } }
}

async function createConstants(
  { name, port, origin }: Planned,
  provider: Provider,
  cluster: Cluster,
): Promise<Entry> {
  const databaseUrl = await cluster.createDatabase(name, prepareProduct)
  const start = await starterOf('constants', port, environmentOf(origin, provider, databaseUrl))
  const cookie = `${brand.cookiePrefix}${port}-session=${FORGED}`
  return { name, origin, port, start, paths: PATHS, forgedCookie: cookie, signIn: null, databaseUrl: null }
}

async function createPeer(
  { name, port, origin }: Planned,
  { issuer, clientId, clientSecret }: Provider,
  cluster: Cluster,
): Promise<Entry> {
  const databaseUrl = await cluster.createDatabase(name, preparePeer)
  const start = await starterOf('peer', port, {
    DATABASE_URL: databaseUrl,
    AUTH_URL: origin,
    AUTH_SECRET: secret(),
    AUTH_TRUST_HOST: 'true',
    AUTH_GOOGLE_ID: clientId,
    AUTH_GOOGLE_SECRET: clientSecret,
    AUTH_GOOGLE_ISSUER: issuer,
  })
  let form: ReturnType<SignIn['form']> | undefined
  const signIn: SignIn = {
    ...{ origin, port, issuer },
    path: '/sign-in',
    callbackPath: '/api/auth/callback/google',
    form: () => {
      form ??= readActionForm(`http://127.0.0.1:${port}/sign-in`, origin)
      return form
    },
    cookie: /session-token$/,
  }
  const forgedCookie = 'authjs.session-token=5f1c0a52-8a55-4f0e-9a52-0c1f6f4f7a01'
  return {
    ...{ name, origin, port, start, signIn, forgedCookie, databaseUrl },
    paths: { ...PATHS, private: '/dashboard' },
  }
}

/** The tables of its own data model, as its own schema has them. */
async function preparePeer(url: string): Promise<void> {
  const schema = await readFile(`${ROOT}bench/peer/schema.prisma`, 'utf8')
  const sql = await writeDifference(undefined, schema)
  await query(url, sql ?? '')
}

async function createApp(
  { name, port, origin }: Planned,
  { provider, cluster, people }: Parts,
): Promise<Entry> {
  await ensureBuild('app')
  const databaseUrl = await cluster.createDatabase(name, prepareProduct)
  const scaled = name === 'app-scale'
  if (scaled) await fillDatabase(databaseUrl, people, provider.issuer)
  const cookieName = `${brand.cookiePrefix}${port}-session`
  const env = {
    ...environmentOf(origin, provider, databaseUrl),
    HOST: '127.0.0.1',
    WEB_CONCURRENCY: name === 'app-2' ? '2' : '1',
  }
  const start = (at = port) =>
    startProcess('server/start.ts', {
      env: { ...env, PORT: String(at) },
      condition: 'react-server',
      messages: false,
    })
  const signIn: SignIn = {
    ...{ origin, port, issuer: provider.issuer },
    path: '/sign-in/start',
    callbackPath: '/api/auth/callback/google',
    form: async () => encodeFields({ provider: 'google', returnTo: '/dashboard' }),
    cookie: /-session$/,
  }
  return {
    ...{ name, origin, port, start, signIn, databaseUrl },
    environment: env,
    paths: { ...PATHS, private: '/dashboard' },
    forgedCookie: `${cookieName}=${FORGED}`,
    ...(scaled && { sessions: tokensOf(people).map((token) => `${cookieName}=${token}`) }),
  }
}

/** The settings of the product, for a run. */
export function environmentOf(
  origin: string,
  { issuer, clientId, clientSecret }: Provider,
  databaseUrl: string,
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    AUTH_URL: origin,
    AUTH_SECRET: secret(),
    AUTH_GOOGLE_ID: clientId,
    AUTH_GOOGLE_SECRET: clientSecret,
    AUTH_GOOGLE_ISSUER: issuer,
    GOOGLE_API_URL: issuer,
    TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
    SIGN_IN_ATTEMPTS_PER_MINUTE: '1000000',
  }
}

async function starterOf(build: Build, port: number, env: Record<string, string>): Promise<Entry['start']> {
  const cwd = await ensureBuild(build)
  return (at = port) => {
    const [file = '', ...args] = nextStart(at)
    return startProcess(file, { args, cwd, env, messages: false })
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
