import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'

/** Rows of one statement, which is a transaction of its own: it is over in milliseconds, and so are its locks. */
export const BATCH_ROWS = 1_000

/** Rows that are looked at by one statement where no index leads to the old ones. */
export const PAGE_ROWS = 5_000

/** The tables that are cleaned up, and the type of their keys. */
const KEYS = {
  events: { key: 'id', type: 'uuid' },
  sign_in_attempts: { key: 'id', type: 'text' },
  sessions: { key: 'id', type: 'uuid' },
  rate_limits: { key: 'key', type: 'text' },
  mails: { key: 'id', type: 'uuid' },
  revocations: { key: 'id', type: 'uuid' },
  deletion_requests: { key: 'code_hash', type: 'text' },
  security_events: { key: 'id', type: 'text' },
} as const

type Table = keyof typeof KEYS

function describe(table: Table) {
  const { key, type } = KEYS[table]
  return { name: Prisma.raw(table), key: Prisma.raw(key), type: Prisma.raw(type) }
}

/**
 * Deletes what fits a condition that an index answers, a batch at a time. The keys are an array, since PostgreSQL looks each
 * of those up, and would rather read a whole table than join so many of its rows. A row that somebody has locked is left for the
 * next time, so that nobody is waited for.
 */
export async function deleteIndexed(table: Table, where: Prisma.Sql): Promise<void> {
  const { name, key } = describe(table)
  for (;;) {
    const count = await db().$executeRaw`
      DELETE FROM ${name} WHERE ${key} = ANY (ARRAY(
        SELECT ${key} FROM ${name} WHERE ${where} LIMIT ${BATCH_ROWS}::int FOR UPDATE SKIP LOCKED))`
    if (count < BATCH_ROWS) return
  }
}

const pageShape = z.tuple([z.object({ last: z.string().nullable(), gone: z.array(z.unknown()) })])

/**
 * The same for a condition without an index: walks through the table by its key, a page at a time, so that no statement
 * looks at more than that.
 *
 * @param returning what to hand to `onGone` of each row, as JSON
 */
export async function deleteWalking(
  table: Table,
  where: Prisma.Sql,
  { returning = Prisma.sql`1`, onGone = (_rows: unknown[]): void => undefined } = {},
): Promise<void> {
  const { name, key, type } = describe(table)
  let after: string | null = null
  do {
    const begin: Prisma.Sql = after === null ? Prisma.sql`true` : Prisma.sql`${key} > ${after}::${type}`
    const rows: unknown = await db().$queryRaw`
      WITH page AS (SELECT ${key} FROM ${name} WHERE ${begin} ORDER BY ${key} LIMIT ${PAGE_ROWS}::int),
      free AS (SELECT ${key} FROM ${name} WHERE ${key} = ANY (ARRAY(SELECT ${key} FROM page)) AND ${where} FOR UPDATE SKIP LOCKED),
      gone AS (DELETE FROM ${name} WHERE ${key} = ANY (ARRAY(SELECT ${key} FROM free)) RETURNING ${returning} AS row)
      SELECT (SELECT ${key}::text FROM page ORDER BY ${key} DESC LIMIT 1) AS last,
        coalesce((SELECT json_agg(row) FROM gone), '[]') AS gone`
    const [{ last, gone }] = pageShape.parse(rows)
    onGone(gone)
    after = last
  } while (after !== null)
}
