import { connect } from '#lib/db/migrations'

/**
 * Accounts know who vouched for them by its address, and pictures lie there. A sandbox that had to take another port
 * is the same Google still, so in this database both move with it.
 */
export async function followSandbox(databaseUrl: string, before: string, now: string): Promise<void> {
  if (before === now) return
  const pool = await connect(databaseUrl)
  try {
    await pool.query('UPDATE accounts SET issuer = $2 WHERE issuer = $1', [before, now])
    for (const table of ['users', 'accounts']) {
      await pool.query(
        `UPDATE ${table} SET image = $2 || substr(image, length($1) + 1) WHERE starts_with(image, $1 || '/')`,
        [before, now],
      )
    }
  } finally {
    await pool.end()
  }
}
