import 'server-only'
import type { Pool } from 'pg'
import { fromPrisma, PgBoss } from 'pg-boss'
import { brand } from '#lib/brand'
import { POOL_SIZES } from '#lib/db/client'
import { orOutage } from '#lib/db/failures'
import { WatchedPool } from '#lib/db/pool'
import type { Transaction } from '#lib/db/transaction'
import { within } from '#lib/deadline'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import type { JobData, QueueName } from '#lib/jobs/queues'
import { log } from '#lib/log'
import { metrics } from '#lib/metrics'
import { requestId } from '#lib/request/context'

/** However the database hangs, whoever orders a job within a transaction has an answer before that is over. */
const OPEN_LIMIT_MS = 5_000

/** Seconds between two looks for jobs whose process is dead: one process of all looks. */
const WATCH_SECONDS = 15

/** Between two deletions of jobs that have had their time. */
const DELETION_SECONDS = 60 * 60

type Opened = { boss: PgBoss; pool: Pool }

/** Survives the module reloads of `next dev`. */
const KEY = Symbol.for(brand.globals.jobs)
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<Opened> }

/**
 * The job queue of this process, on two connections of its own, which have the limits of all others. Its tables come
 * with the migrations. When the database does not answer or lacks them, this throws, and the next call tries again.
 */
export async function jobQueue(): Promise<PgBoss> {
  shared[KEY] ??= open().catch((error: unknown) => {
    shared[KEY] = undefined
    throw error
  })
  return (await shared[KEY]).boss
}

/** Lets running jobs finish and closes the connections. For tests and scripts: a server keeps them. */
export async function closeJobQueue(): Promise<void> {
  const opened = await shared[KEY]?.catch(() => undefined)
  shared[KEY] = undefined
  await opened?.boss.stop({ graceful: true, timeout: 5_000 })
  await opened?.pool.end()
}

/** Milliseconds that jobs which are under way have when their process leaves. Then they are another's, and tried again. */
const LEAVE_LIMIT_MS = 8_000

/**
 * Takes no more jobs in this process and lets those that run finish. Requests that are still being answered can order jobs
 * all the same.
 */
export async function stopWorking(): Promise<void> {
  const opened = await shared[KEY]?.catch(() => undefined)
  await opened?.boss.stop({ graceful: true, timeout: LEAVE_LIMIT_MS })
}

/**
 * Whether jobs can be ordered in this process: not when the tables are missing, or of another version. What takes long to
 * open on a busy machine is on its way, and no reason to send people elsewhere.
 */
export async function isQueueOpen(limitMs: number): Promise<boolean> {
  const opening = shared[KEY]
  if (!opening) return false
  const opened = opening.then(
    () => true,
    () => false,
  )
  return within(limitMs, opened, () => true)
}

async function open(): Promise<Opened> {
  const pool = new WatchedPool({
    connectionString: env().DATABASE_URL,
    application_name: brand.jobsConnection,
    max: POOL_SIZES.jobs,
  })
  pool.on('error', (err) => log().warn({ err }, 'An idle connection of the job queue was lost'))
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: WATCH_SECONDS,
    monitorIntervalSeconds: WATCH_SECONDS,
    maintenanceIntervalSeconds: DELETION_SECONDS,
  })
  boss.on('error', (err) => log().warn({ event: 'job queue failed', err }, 'The job queue met an error'))
  try {
    await boss.start()
    metrics().pools.set('jobs', pool)
    return { boss, pool }
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    await pool.end()
    throw error
  }
}

/**
 * Orders a job in the transaction of the change that needs it: if that is undone, so is this. The job keeps the id of
 * the request, for the log.
 */
export async function enqueue<Name extends QueueName>(
  tx: Transaction,
  name: Name,
  data: JobData<Name>,
): Promise<void> {
  try {
    const queue = await within(OPEN_LIMIT_MS, jobQueue(), giveUp)
    await queue.send(name, { ...data, requestId: requestId() }, { db: fromPrisma(tx) })
  } catch (error) {
    // pg-boss opens, and looks its queues up, through connections of its own.
    throw orOutage(error)
  }
}

function giveUp(): never {
  throw new AppError('unavailable', { cause: new Error('The job queue did not open in time') })
}

/**
 * The job queue for looking at, through connections that are there already: it works on no job, runs no schedule and
 * leaves no trace. Whoever opened it stops it. When its tables are missing or of another version, pg-boss says so.
 */
export async function openQueueToInspect(pool: Pool): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  })
  // Its own background work is off, so what fails is thrown.
  boss.on('error', () => undefined)
  return boss.start()
}
