import 'server-only'
import type { Pool } from 'pg'
import { AppError } from '#lib/errors'
import type { KeyRing } from '#lib/key-ring'
import { openToken } from '#lib/tokens/cipher'
import { STORES } from '#lib/tokens/rotate'

const BATCH = 500

type Store = (typeof STORES)[number]

/**
 * Opens every token that is sealed, and throws what it finds away.
 *
 * @param onProgress hears of each batch how many tokens it looked at
 * @returns how many opened and how many did not: for want of a key, or because they were changed or moved
 */
export async function openAllTokens(
  pool: Pool,
  ring: KeyRing,
  onProgress: (looked: number) => void = () => undefined,
): Promise<{ opened: number; unreadable: number }> {
  const total = { opened: 0, unreadable: 0 }
  for (const store of STORES) {
    for (let after: string | null = null; ; ) {
      const rows = await readBatch(pool, store, after)
      const last = rows.at(-1)
      if (!last) break
      const opened = await Promise.all(rows.map(({ row, text }) => opens(ring, store, row, text)))
      total.opened += opened.filter(Boolean).length
      total.unreadable += opened.filter((one) => !one).length
      onProgress(rows.length)
      after = last.row
    }
  }
  return total
}

async function readBatch(pool: Pool, { table, row, column }: Store, after: string | null) {
  const { rows } = await pool.query<{ row: string; text: string }>(
    `SELECT ${row}::text AS row, ${column} AS text FROM ${table}
      WHERE ${column} IS NOT NULL AND ${column}_key IS NOT NULL AND ($1::uuid IS NULL OR ${row} > $1::uuid)
      ORDER BY ${row} LIMIT ${BATCH}`,
    [after],
  )
  return rows
}

async function opens(ring: KeyRing, store: Store, row: string, text: string): Promise<boolean> {
  try {
    await openToken(ring, { row, column: store.place }, text)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}
