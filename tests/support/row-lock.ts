import { expect } from '@playwright/test'
import { Client } from 'pg'

/** Holds a grant in the database, so that whoever writes it stops just before. */
export type RowLock = {
  /** Resolves when somebody waits to write the grant. */
  awaited: () => Promise<void>
  release: () => Promise<void>
}

export async function lockGrant(databaseUrl: string, accountId: string): Promise<RowLock> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM grants WHERE account_id = $1 FOR UPDATE', [accountId])
  const countWaiting = async () => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%UPDATE grants%'`,
    )
    return rows[0]?.count
  }
  return {
    awaited: () => expect.poll(countWaiting, { intervals: [20], timeout: 4_000 }).toBeGreaterThan(0),
    release: async () => {
      await client.query('ROLLBACK')
      await client.end()
    },
  }
}
