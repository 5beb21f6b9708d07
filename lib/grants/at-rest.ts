import 'server-only'
import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import { digestToken, openToken, type Place, sealToken } from '#lib/grants/cipher'
import type { KeyRing } from '#lib/key-ring'

/** Rows a transaction: small, so that people who sign in meanwhile wait for nobody. */
const BATCH = 100

/** Everywhere that a sealed token is stored: the table, its key, and the column with its key's id beside it. */
export const STORES = [
  { table: 'grants', row: 'account_id', column: 'access_token', place: 'access_token' },
  { table: 'grants', row: 'account_id', column: 'refresh_token', place: 'refresh_token' },
  { table: 'revocations', row: 'id', column: 'token', place: 'revocation' },
  { table: 'mails', row: 'id', column: 'sealed', place: 'mail' },
] as const satisfies readonly { table: string; row: string; column: string; place: Place['column'] }[]

type Store = (typeof STORES)[number]

const tokenShape = z.object({ row: z.string(), text: z.string(), key: z.string().nullable() })
const useShape = z.object({ key: z.string().nullable(), count: z.number() })

type StoredToken = z.output<typeof tokenShape>

/** How many tokens each key has sealed. `null` stands for those in plain text, from before there were keys. */
export type KeyUse = Map<string | null, number>

export async function countByKey(pool: Pool): Promise<KeyUse> {
  const counts = STORES.map(
    ({ table, column }) => `SELECT ${column}_key AS key FROM ${table} WHERE ${column} IS NOT NULL`,
  )
  const { rows } = await pool.query(
    `SELECT key, count(*)::int AS count FROM (${counts.join(' UNION ALL ')}) AS tokens GROUP BY key ORDER BY key`,
  )
  return new Map(
    z
      .array(useShape)
      .parse(rows)
      .map(({ key, count }) => [key, count]),
  )
}

/**
 * Seals everything that is not under the first key of the ring again, or for the first time, while the application
 * runs. Each batch is a transaction, so a run that is killed loses nothing and the next goes on where it ended.
 * A token under a key that the ring lacks leaves its batch unchanged (`token_unreadable`).
 *
 * @param onProgress is called after each batch with the number of tokens that it sealed
 */
export async function rotateTokens(
  pool: Pool,
  ring: KeyRing,
  onProgress: (sealed: number) => void = () => undefined,
): Promise<void> {
  for (const store of STORES) {
    for (let sealed = -1; sealed !== 0; ) {
      sealed = await inPoolTransaction(pool, (client) => rotateBatch(client, ring, store))
      if (sealed > 0) onProgress(sealed)
    }
  }
}

async function rotateBatch(client: PoolClient, ring: KeyRing, store: Store): Promise<number> {
  const { table, row, column } = store
  const { rows } = await client.query(
    `SELECT ${row}::text AS row, ${column} AS text, ${column}_key AS key FROM ${table}
      WHERE ${column} IS NOT NULL AND ${column}_key IS DISTINCT FROM $1
      ORDER BY ${row} LIMIT ${BATCH} FOR UPDATE`,
    [ring[0].id],
  )
  for (const found of z.array(tokenShape).parse(rows)) await sealAgain(client, ring, store, found)
  return rows.length
}

async function sealAgain(client: PoolClient, ring: KeyRing, store: Store, { row, text, key }: StoredToken) {
  const place = { row, column: store.place }
  const token = key === null ? text : await openToken(ring, place, text)
  const sealed = await sealToken(ring, place, token)
  const digest = store.column === 'refresh_token' ? ', refresh_token_digest = $4' : ''
  await client.query(
    `UPDATE ${store.table} SET ${store.column} = $2, ${store.column}_key = $3${digest} WHERE ${store.row} = $1`,
    [row, sealed.text, sealed.key, ...(digest ? [digestToken(token)] : [])],
  )
}

async function inPoolTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

const OPEN_BATCH = 500

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
  const { rows } = await pool.query(
    `SELECT ${row}::text AS row, ${column} AS text, ${column}_key AS key FROM ${table}
      WHERE ${column} IS NOT NULL AND ${column}_key IS NOT NULL AND ($1::uuid IS NULL OR ${row} > $1::uuid)
      ORDER BY ${row} LIMIT ${OPEN_BATCH}`,
    [after],
  )
  return z.array(tokenShape).parse(rows)
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
