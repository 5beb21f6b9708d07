import 'server-only'
import type { Pool } from 'pg'
import { PgBoss } from 'pg-boss'

/**
 * The job queue for looking at, through connections that are there already: it works on no job, keeps no clock and
 * leaves no trace. Whoever opened it stops it.
 *
 * @throws Error when its tables are missing or of another version, in pg-boss's words
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
