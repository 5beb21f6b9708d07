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
    // Inside a transaction, the first look would be the only one.
    await client.query('SELECT pg_stat_clear_snapshot()')
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
    )
    return rows[0]?.count
  }
  return {
    awaited: () => expect.poll(countWaiting, { intervals: [20], timeout: 15_000 }).toBeGreaterThan(0),
    release: async () => {
      await client.query('ROLLBACK')
      await client.end()
    },
  }
}
