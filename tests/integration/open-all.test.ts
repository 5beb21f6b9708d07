import { expect, test } from '@playwright/test'
import { connect } from '#lib/db/migrations'
import { openAllTokens } from '#lib/grants/at-rest'
import { sealToken } from '#lib/grants/cipher'
import { newKeyEntry, parseKeyRing } from '#lib/key-ring'
import { createDatabase, dropDatabase } from '#tests/support/database'

const MANY = 1_001

test('every token is opened, however many there are, and those that do not open are counted', async () => {
  const url = await createDatabase()
  const pool = await connect(url)
  const ring = parseKeyRing(newKeyEntry())
  const rows = Array.from({ length: MANY }, () => crypto.randomUUID())
  const sealed = await Promise.all(
    rows.map((row, at) =>
      sealToken(ring, { row: at < 3 ? 'another' : row, column: 'revocation' }, `1//${at}`),
    ),
  )
  await pool.query(
    `INSERT INTO revocations (id, token, token_key, identity)
     SELECT unnest($1::uuid[]), unnest($2::text[]), $3, 'somebody'`,
    [rows, sealed.map(({ text }) => text), ring[0].id],
  )

  const batches: number[] = []
  const result = await openAllTokens(pool, ring, (looked) => batches.push(looked))
  expect(result).toEqual({ opened: MANY - 3, unreadable: 3 })
  expect(batches.reduce((sum, batch) => sum + batch, 0)).toBe(MANY)
  expect(batches.length).toBeGreaterThan(1)
  await pool.end()
  await dropDatabase(url)
})
