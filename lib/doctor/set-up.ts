import 'server-only'
import type { Pool } from 'pg'
import { z } from 'zod'
import { connect, findPending, listMigrations } from '#lib/db/migrations'
import { Missing } from '#lib/doctor/check'
import { askPublicAddress } from '#lib/doctor/public-address'
import { clientVariables, type Env, inspectEnv } from '#lib/env-schema'
import { facebookKeysUrl, probeFacebook, readFacebookApp } from '#lib/facebook/probe'
import { fetchDiscovery } from '#lib/google/discovery'
import { readServiceAccount, readStream } from '#lib/google/event-stream'
import { probeClient, probeRedirect } from '#lib/google/probe'
import { fetchRiscConfiguration } from '#lib/google/risc'
import { openQueueToInspect } from '#lib/jobs/queue'
import type { ProbedClient } from '#lib/provider/probe'
import { type ProviderId, redirectUri } from '#lib/provider-ids'
import { probeX } from '#lib/x/probe'

const LIMITS = { max: 3, connectionTimeoutMillis: 5_000, query_timeout: 15_000 }

type Options = {
  environment: Record<string, string | undefined>
  /** Server processes on this machine; null when WEB_CONCURRENCY is wrong. */
  processes: number | null
  /** By whose rules the environment is read. */
  mode?: 'production' | 'development'
  /** Called with how many tokens there are before they are opened, and with how many were opened after each batch. */
  onTokens?: (tokens: { all: number } | { opened: number }) => void
}

/**
 * What the checks look at. Each part is made once, when the first check asks for it. A part that cannot be
 * made is `Missing` to every check but the one that says why: that one asks by the name that begins with `try`.
 */
export type SetUp = ReturnType<typeof openSetUp>

type ReadSetting = <Name extends keyof Env>(name: Name) => NonNullable<Env[Name]>

/** The environment as a server reads it, and all that it leads to. */
export function openSetUp({
  environment,
  processes,
  mode = 'production',
  onTokens = () => undefined,
}: Options) {
  const { values, problems } = inspectEnv({ ...environment, NODE_ENV: mode })
  const setting: ReadSetting = (name) => {
    const value = values[name]
    if (value === undefined) throw new Missing(variableId(name))
    return value as NonNullable<typeof value>
  }
  const isSetUp = (provider: ProviderId) =>
    Object.values(clientVariables(provider)).some(
      (name) => values[name] !== undefined || problems.some((problem) => problem.name === name),
    )
  const standInOf: FindStandIn = (name) => {
    // Without the one that is meant, it would be the real one that is shown our secret.
    if (problems.some((problem) => problem.name === name)) throw new Missing('other-settings')
    return values[name]
  }
  return {
    problems,
    values,
    setting,
    /** Whether somebody meant to: one variable is enough, and a check says what is wrong with the other. */
    isSetUp,
    processes,
    onTokens,
    publicAnswer: once(() => askPublicAddress(setting('AUTH_URL'), values.AUTH_SECRET ?? null)),
    ...openProviders(setting, standInOf),
    ...openDatabase(setting),
  }
}

/** The id of the check that looks at a variable. */
export function variableId(name: string): string {
  return name.toLowerCase().replaceAll('_', '-')
}

type FindStandIn = (name: 'FACEBOOK_URL' | 'X_URL') => string | undefined

function openProviders(setting: ReadSetting, standInOf: FindStandIn) {
  const clientOf = (provider: ProviderId): ProbedClient => {
    const { idName, secretName } = clientVariables(provider)
    return {
      id: setting(idName),
      secret: setting(secretName),
      redirectUri: redirectUri(setting('AUTH_URL'), provider),
    }
  }
  return {
    google: openGoogle(setting, clientOf),
    facebook: {
      keysUrl: () => facebookKeysUrl(standInOf('FACEBOOK_URL')),
      tryClient: once(() => probeFacebook(clientOf('facebook'), standInOf('FACEBOOK_URL'))),
      tryApp: once(() => readFacebookApp(clientOf('facebook'), standInOf('FACEBOOK_URL'))),
    },
    x: { tryClient: once(() => probeX(clientOf('twitter'), standInOf('X_URL'))) },
  }
}

function openGoogle(setting: ReadSetting, clientOf: (provider: ProviderId) => ProbedClient) {
  const tryDiscovery = once(() => fetchDiscovery(setting('AUTH_GOOGLE_ISSUER')))
  const discovery = orMissing('google-discovery', tryDiscovery)
  const tryClient = once(async () => probeClient(await discovery(), clientOf('google')))
  const tryRedirect = once(async () => {
    const { authorization_endpoint } = await discovery()
    return probeRedirect(authorization_endpoint, {
      id: setting('AUTH_GOOGLE_ID'),
      redirectUri: redirectUri(setting('AUTH_URL'), 'google'),
    })
  })
  const tryEvents = once(() => fetchRiscConfiguration(setting('AUTH_GOOGLE_ISSUER')))
  const tryServiceAccount = once(() => readServiceAccount(setting('GOOGLE_SERVICE_ACCOUNT')))
  const serviceAccount = orMissing('google-service-account', tryServiceAccount)
  const tryStream = once(async () =>
    readStream({ url: setting('GOOGLE_RISC_URL'), key: await serviceAccount() }),
  )
  return { tryDiscovery, discovery, tryClient, tryRedirect, tryEvents, tryServiceAccount, tryStream }
}

function openDatabase(setting: ReadSetting) {
  const ends: (() => Promise<void>)[] = []
  const tryDatabase = once(async () => {
    const pool = await connect(setting('DATABASE_URL'), LIMITS)
    ends.unshift(() => pool.end())
    return pool
  })
  const database = orMissing('database', tryDatabase)
  const tryMigrations = once(async () => findPending(await database(), await listMigrations()))
  const tables = orMissing('migrations', async () => {
    if ((await tryMigrations()).length > 0) throw new Error('Migrations are pending')
    return database()
  })
  const tryQueue = once(async () => {
    const boss = await openQueueToInspect(await tables())
    ends.unshift(() => boss.stop({ graceful: false, close: false }))
    return boss
  })
  const queue = orMissing('queue-tables', tryQueue)
  const close = async () => {
    for (const end of ends.splice(0)) await end()
  }
  return { tryDatabase, database, tryMigrations, tables, tryQueue, queue, close }
}

function once<T>(get: () => Promise<T> | T): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= (async () => get())()
    return result
  }
}

/** Hides why a part is missing from the checks that only need it. */
function orMissing<T>(check: string, get: () => Promise<T>): () => Promise<T> {
  return async () => {
    try {
      return await get()
    } catch (cause) {
      throw cause instanceof Missing ? cause : new Missing(check, { cause })
    }
  }
}

/** The rows of a question to the database. */
export async function readRows<S extends z.ZodType>(
  pool: Pool,
  shape: S,
  text: string,
  values: unknown[] = [],
): Promise<z.output<S>[]> {
  const { rows } = await pool.query(text, values)
  return z.array(shape).parse(rows)
}

/** The row of a question that is answered by one. */
export async function readRow<S extends z.ZodType>(
  pool: Pool,
  ...question: [shape: S, text: string, values?: unknown[]]
): Promise<z.output<S>> {
  const [row] = await readRows(pool, ...question)
  if (row === undefined) throw new Error('PostgreSQL answered with no row')
  return row
}
