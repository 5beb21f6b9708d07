import 'server-only'
import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { orOutage } from '#lib/db/failures'
import { PrismaClient } from '#lib/db/generated/client'
import { WatchedPool } from '#lib/db/pool'
import { env } from '#lib/env'
import { log } from '#lib/log'
import { metrics } from '#lib/metrics'
import { inSpan } from '#lib/tracing'

/**
 * The most connections that one server process opens, for what it answers and for its job queue. `npm start` finds out how
 * many fit, and DATABASE_POOL_MAX says otherwise.
 */
export const POOL_SIZES = { requests: 10, jobs: 2 } as const

const uuid = z.uuid()

/**
 * Prisma, for everything but the few statements that were measured to need more. An outage is an `AppError` with the
 * code `unavailable`, an overload one with `overloaded`, whatever was asked; a transaction begins and ends in
 * `inTransaction`.
 */
export function db(): PrismaClient {
  const { prisma } = database()
  const client = mapped.get(prisma) ?? mapOutages(prisma)
  mapped.set(prisma, client)
  return client
}

/** Pages and routes have this module each for themselves, with an `AppError` of its own, and one client together. */
const mapped = new WeakMap<PrismaClient, PrismaClient>()

/**
 * SQL past Prisma, where that was measured to be worth it: a statement with a `name` is prepared once a connection,
 * and a third faster than a `findUnique`. An outage and an overload are the same here. Rows are unknown: parse them.
 */
export function query(statement: Statement): Promise<Answer> {
  return answered(send(statement))
}

/** Says what the failure of an answer means, where several copies of this module share one: each has an `AppError` of its own. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw orOutage(error)
  }
}

async function send(statement: Statement): Promise<Answer> {
  return inSpan(statement.name ?? 'statement', POSTGRES, () => sendUntraced(statement))
}

/** Sends a statement for several requests: each has a span of its own for it, and says what a failure means (`answered`). */
export async function sendUntraced(statement: Statement): Promise<Answer> {
  const { rows, rowCount } = await database().pool.query(statement)
  return { rows, rowCount: rowCount ?? 0 }
}

/** By the conventions of OpenTelemetry. */
export const POSTGRES = { 'db.system.name': 'postgresql' }

/** The connections under both, for those who watch them. */
export function pool(): WatchedPool {
  return database().pool
}

/** Whether a text can be the id of a row. PostgreSQL refuses to compare a `uuid` with any other: ask before. */
export function isUuid(text: string): boolean {
  return uuid.safeParse(text).success
}

export type Statement = { name?: string; text: string; values?: unknown[] }

export type Answer = { rows: unknown[]; rowCount: number }

/** Closes every connection. For scripts and tests: a server keeps them. */
export async function closeDatabase(): Promise<void> {
  const opened = shared[KEY]
  shared[KEY] = undefined
  await opened?.prisma.$disconnect()
  await opened?.pool.end().catch(() => undefined)
}

type Database = { pool: WatchedPool; prisma: PrismaClient }

/** Survives the module reloads of `next dev`, which would otherwise leak a pool each. */
const KEY = Symbol.for(brand.globals.database)
const shared = globalThis as typeof globalThis & { [KEY]?: Database }

function database(): Database {
  shared[KEY] ??= open()
  return shared[KEY]
}

function open(): Database {
  const max = env().DATABASE_POOL_MAX ?? POOL_SIZES.requests
  const pool = new WatchedPool({ connectionString: env().DATABASE_URL, max })
  pool.on('error', (err) => log().warn({ err }, 'An idle database connection was lost'))
  metrics().pools.set('requests', pool)
  return {
    pool,
    prisma: new PrismaClient({
      adapter: new PrismaPg(pool, { statementNameGenerator: nameOf }),
      errorFormat: 'minimal',
    }),
  }
}

/** The most statements of Prisma's that a connection keeps prepared. Its texts are few: what varies is in their values. */
const MOST_PREPARED = 80

const names = new Map<string, string>()

/** A statement by its text: PostgreSQL reads each once a connection, and not every time. One more than enough has no name. */
function nameOf({ sql }: { sql: string }): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  const name =
    names.size < MOST_PREPARED ? `prisma-${createHash('sha256').update(sql).digest('hex').slice(0, 24)}` : ''
  if (name) names.set(sql, name)
  return name
}

/** The extension changes no argument and no result, so the type stays that of the client. */
function mapOutages(prisma: PrismaClient): PrismaClient {
  return prisma.$extends({
    query: {
      $allOperations: ({ model, operation, args, query: run }) =>
        inSpan(model ? `${model}.${operation}` : operation, POSTGRES, async () => run(args)).catch(
          (error: unknown) => {
            throw orOutage(error)
          },
        ),
    },
  }) as unknown as PrismaClient
}
