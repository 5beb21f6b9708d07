import { PgBoss } from 'pg-boss'
import { connect } from '#lib/db/migrations'
import { countByKey, rotateTokens } from '#lib/grants/at-rest'
import { queues } from '#lib/jobs/queues'
import { type KeyRing, parseKeyRing } from '#lib/key-ring'
import { applyMigrations } from './apply.ts'

/**
 * Everything that a database needs before the application works with it: the migrations, the tables of the job queue,
 * and no token in plain text. Running it again, or in several processes at once, does no harm.
 *
 * @param keys TOKEN_ENCRYPTION_KEYS; needed when there are tokens from before there were keys
 * @returns the names of the migrations that were applied
 * @throws Error in words for an operator
 */
export async function prepareDatabase(databaseUrl: string, keys: string | undefined): Promise<string[]> {
  const applied = await applyMigrations(databaseUrl)
  await prepareQueues(databaseUrl)
  await sealPlainTokens(databaseUrl, keys)
  return applied
}

async function prepareQueues(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, max: 1, supervise: false, schedule: false })
  boss.on('error', (error) => console.error('Job queue:', error.message))
  await boss.start()
  try {
    for (const [name, { options, cron }] of Object.entries(queues)) {
      if (await boss.getQueue(name)) await boss.updateQueue(name, options)
      else await boss.createQueue(name, options)
      if (cron) await boss.schedule(name, cron, {}, { tz: 'UTC' })
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

async function sealPlainTokens(databaseUrl: string, keys: string | undefined): Promise<void> {
  const pool = await connect(databaseUrl)
  try {
    const plain = (await countByKey(pool)).get(null) ?? 0
    if (plain > 0) await rotateTokens(pool, readRing(keys, plain))
  } finally {
    await pool.end()
  }
}

function readRing(keys: string | undefined, plain: number): KeyRing {
  if (!keys) {
    throw new Error(
      `${plain} tokens of Google are stored in plain text. Set TOKEN_ENCRYPTION_KEYS ("npm run keys:new" makes one) and migrate again: they are encrypted then.`,
    )
  }
  try {
    return parseKeyRing(keys)
  } catch (error) {
    throw new Error(`TOKEN_ENCRYPTION_KEYS ${error instanceof Error ? error.message : 'is wrong'}`)
  }
}
