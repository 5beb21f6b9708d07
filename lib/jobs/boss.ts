import 'server-only'
import { PgBoss } from 'pg-boss'
import { env } from '#lib/env'
import { log } from '#lib/log'

/** Connections of one server process for its job queue. */
export const QUEUE_CONNECTIONS = 2
const CONNECT_LIMIT_MS = 3_000

/** Survives the module reloads of `next dev`. */
const kept = globalThis as typeof globalThis & { latchkeyJobs?: Promise<PgBoss> }

/**
 * The job queue of this process, on two connections of its own. Its tables come with the migrations.
 *
 * @throws Error when the database does not answer or lacks the tables; the next call tries again
 */
export function jobQueue(): Promise<PgBoss> {
  kept.latchkeyJobs ??= open().catch((error: unknown) => {
    kept.latchkeyJobs = undefined
    throw error
  })
  return kept.latchkeyJobs
}

/** Lets running jobs finish and closes the connections. For tests and scripts: a server keeps them. */
export async function closeJobQueue(): Promise<void> {
  const queue = await kept.latchkeyJobs?.catch(() => undefined)
  kept.latchkeyJobs = undefined
  await queue?.stop({ graceful: true, timeout: 5_000 })
}

async function open(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    application_name: 'latchkey-jobs',
    max: QUEUE_CONNECTIONS,
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
