import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { brand } from '#lib/brand'
import { orUnavailable } from '#lib/db/failures'
import { PrismaClient } from '#lib/db/generated/client'
import { POOL_SIZES } from '#lib/db/pool-sizes'
import { env } from '#lib/env'
import { log } from '#lib/log'

/** Milliseconds. Each is shorter than the one that would hide it, so the true cause is reported. */
const limits = {
  connectionTimeoutMillis: 3_000,
  lock_timeout: 4_000,
  statement_timeout: 5_000,
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 30_000,
}

type Database = { pool: Pool; prisma: PrismaClient }

/** Survives the module reloads of `next dev`, which would otherwise leak a pool each. */
const KEY = Symbol.for(brand.globals.database)
const shared = globalThis as typeof globalThis & { [KEY]?: Database }

function database(): Database {
  shared[KEY] ??= open()
  return shared[KEY]
}

function open(): Database {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZES.requests,
    keepAlive: true,
    ...limits,
  })
  pool.on('error', (err) => log().warn({ err }, 'An idle database connection was lost'))
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  return { pool, prisma }
}

/** Prisma, for everything but the one query that every request makes. */
export function db(): PrismaClient {
  return database().prisma
}

/** The pool under Prisma, for the session read: one prepared statement, a third faster than a `findUnique`. */
export function pool(): Pool {
  return database().pool
}

/** Sends SQL past Prisma. */
export async function query(statement: {
  name?: string
  text: string
  values?: unknown[]
}): Promise<{ rows: unknown[]; rowCount: number }> {
  const { rows, rowCount } = await orUnavailable(() => pool().query(statement))
  return { rows, rowCount: rowCount ?? 0 }
}

/** Closes every connection. For scripts and tests: a server keeps them. */
export async function closeDatabase(): Promise<void> {
  const open = shared[KEY]
  shared[KEY] = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end().catch(() => undefined)
}
