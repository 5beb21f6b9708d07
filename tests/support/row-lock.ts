import { expect } from '@playwright/test'
import { Client } from 'pg'

/** Holds a grant in the database, so that whoever writes it stops just before. */
export type RowLock = {
  /** Resolves when somebody, or so many at once, wait to write the grant. */
  awaited: (count?: number) => Promise<void>
  release: () => Promise<void>
}

export async function lockGrant(databaseUrl: string, accountId: string): Promise<RowLock> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM grants WHERE account_id = $1 FOR UPDATE', [accountId])
  const countWaiting = async () => {
    // Inside a transaction, the first look would be the only one.
    await client.query('SELECT pg_stat_clear_snapshot()')
    const { rows } = await client.query<{ count: number }>(
      // Whoever comes later waits for the one before, not for this lock itself.
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
    )
    return rows[0]?.count
  }
  return {
    awaited: (count = 1) =>
      expect.poll(countWaiting, { intervals: [20], timeout: 15_000 }).toBeGreaterThanOrEqual(count),
    release: async () => {
      await client.query('ROLLBACK')
      await client.end()
    },
  }
}
