import 'server-only'
import { z } from 'zod'
import { pool, query } from '#lib/db/client'
import { within } from '#lib/deadline'
import { failureCode } from '#lib/errors'
import { log } from '#lib/log'
import { expectedMigrations } from '#lib/phase'

const LIMIT_MS = 1_000

/** Why the database cannot be used, or not by this build: it lacks migrations. */
export type Unready = 'unavailable' | 'overloaded' | 'not_ready'

let asking: Promise<Unready | null> | undefined
let wasReady = true
let wasMigrated = true

/**
 * Null when the database answers within a second, takes writes, and has every migration of this build; else why not.
 * However many want to know, one question is under way. Where this one has to wait for others that the database answers
 * meanwhile, what was known last counts: busy is not away.
 */
export async function findUnready(): Promise<Unready | null> {
  asking ??= ask().finally(() => {
    asking = undefined
  })
  const before = pool().doneCount
  return within(LIMIT_MS, asking, () => (pool().doneCount > before ? knownLast() : 'unavailable'))
}

function knownLast(): Unready | null {
  if (!wasReady) return 'unavailable'
  return wasMigrated ? null : 'not_ready'
}

const rowsShape = z.tuple([z.object({ readOnly: z.string(), lacking: z.array(z.string()) })])

/** One statement. Where there is no server of ours, as in a test of one function, no migration is asked for. */
function question(expected: readonly string[]) {
  const readOnly = `current_setting('transaction_read_only') AS "readOnly"`
  if (expected.length === 0) return { text: `SELECT ${readOnly}, '{}'::text[] AS lacking` }
  const text = `
    SELECT ${readOnly}, ARRAY(
      SELECT unnest($1::text[]) EXCEPT
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    ) AS lacking`
  return { text, values: [expected] }
}

/** Monitors ask all the time: the log has a line when the answer changes. */
async function ask(): Promise<Unready | null> {
  const before = pool().doneCount
  try {
    const [{ readOnly, lacking }] = rowsShape.parse((await query(question(expectedMigrations()))).rows)
    if (readOnly !== 'off') throw new Error('The database takes no writes')
    if (!wasReady) log().info({ event: 'database back' }, 'The database answers again')
    wasReady = true
    if (wasMigrated && lacking.length > 0)
      log().error(
        { event: 'migrations missing', lacking },
        'The database lacks migrations of this build: not ready',
      )
    wasMigrated = lacking.length === 0
    return wasMigrated ? null : 'not_ready'
  } catch (err) {
    const code = failureCode(err) === 'overloaded' ? 'overloaded' : 'unavailable'
    if (code === 'overloaded' && pool().doneCount > before) return knownLast()
    if (wasReady) log().error({ event: 'database away', code, err }, 'The database cannot be used: not ready')
    wasReady = false
    return code
  }
}
