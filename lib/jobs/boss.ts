import 'server-only'
import { PgBoss } from 'pg-boss'
import { brand } from '#lib/brand'
import { POOL_SIZES } from '#lib/db/pool-sizes'
import { env } from '#lib/env'
import { log } from '#lib/log'

const CONNECT_LIMIT_MS = 3_000

/** Survives the module reloads of `next dev`. */
const KEY = Symbol.for(brand.globals.jobs)
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<PgBoss> }

/**
 * The job queue of this process, on two connections of its own. Its tables come with the migrations.
 *
 * @throws Error when the database does not answer or lacks the tables; the next call tries again
 */
export function jobQueue(): Promise<PgBoss> {
  shared[KEY] ??= open().catch((error: unknown) => {
    shared[KEY] = undefined
    throw error
  })
  return shared[KEY]
}

/** Lets running jobs finish and closes the connections. For tests and scripts: a server keeps them. */
export async function closeJobQueue(): Promise<void> {
  const queue = await shared[KEY]?.catch(() => undefined)
  shared[KEY] = undefined
  await queue?.stop({ graceful: true, timeout: 5_000 })
}

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: brand.jobsConnection,
    max: POOL_SIZES.jobs,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    migrate: false,
    createSchema: false,
  })
  boss.on('error', (err) => log().warn({ event: 'job queue failed', err }, 'The job queue met an error'))
  try {
    return await boss.start()
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw error
  }
}
