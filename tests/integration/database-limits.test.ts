import { test as base, expect } from '@playwright/test'
import { z } from 'zod'
import { closeDatabase, db, pool, query } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
import { closeJobQueue, jobQueue } from '#lib/jobs/queue'
import { createDatabase, dropDatabase } from '#tests/support/database'
import { setTestEnvironment } from '#tests/support/environment'
import { startTcpProxy, type TcpProxy } from '#tests/support/proxies'

/** Milliseconds within which whoever asks has an answer; a busy machine is slow. */
const MOST = 6_000
const SLOW = 4_000

/** A worker of its own, whose database is behind a proxy that can fall silent. */
const test = base.extend<object, { network: TcpProxy }>({
  network: [
    async ({}, use) => {
      const url = await createDatabase()
      const address = new URL(url)
      const proxy = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
      address.port = String(proxy.port)
      setTestEnvironment({ DATABASE_URL: address.href })
      await use(proxy)
      await closeJobQueue()
      await closeDatabase()
      await proxy.stop()
      await dropDatabase(url)
    },
    { scope: 'worker', auto: true },
  ],
})

// One connection is silenced: nobody else may need it meanwhile.
test.describe.configure({ mode: 'serial' })

const SETTINGS = `SELECT name, setting::int AS ms FROM pg_settings
  WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`

const settings = z.array(z.object({ name: z.string(), ms: z.number() }))

/** Every way in which this process asks the database. */
const ways: [name: string, ask: () => Promise<unknown>][] = [
  ['past Prisma', async () => (await query({ text: SETTINGS })).rows],
  ['through Prisma', () => db().$queryRawUnsafe(SETTINGS)],
  ['in a transaction', () => inTransaction((tx) => tx.$queryRawUnsafe(SETTINGS))],
  ['for the job queue', async () => (await (await jobQueue()).getDb().executeSql(SETTINGS)).rows],
]

for (const [way, ask] of ways) {
  test(`PostgreSQL ends what takes too long of a statement ${way}`, { tag: '@R85' }, async () => {
    const found = new Map(settings.parse(await ask()).map(({ name, ms }) => [name, ms]))
    const [lock, statement, idle] = [
      found.get('lock_timeout') ?? 0,
      found.get('statement_timeout') ?? 0,
      found.get('idle_in_transaction_session_timeout') ?? 0,
    ]
    expect(lock, 'or a statement that waits for a lock is said to be slow').toBeGreaterThan(0)
    expect(statement).toBeGreaterThan(lock)
    expect(statement, 'or we give up before PostgreSQL says why').toBeLessThan(MOST)
    expect(idle).toBeGreaterThan(statement)
    expect(idle).toBeLessThanOrEqual(2 * MOST)
  })
}

test('connections are few, closed when nobody needs them, and asked whether they are there', {
  tag: '@R85',
}, () => {
  const { max, idleTimeoutMillis, keepAlive } = pool().options
  expect(max).toBeLessThanOrEqual(10)
  expect(idleTimeoutMillis).toBeGreaterThan(0)
  expect(keepAlive).toBe(true)
})

test('of connections that lead nowhere one is waited for, not one after the other', {
  tag: '@R85',
}, async ({ network }) => {
  await Promise.all(Array.from({ length: 4 }, () => query({ text: 'SELECT pg_sleep(0.5)' })))
  expect(pool().idleCount).toBeGreaterThan(1)
  network.strand()
  await expect(query({ text: 'SELECT 1' })).rejects.toThrow()
  await query({ text: 'SELECT 1' })
})

test('with a database that says nothing, everybody has an answer: on open connections, new ones and none', {
  tag: '@R85',
}, async ({ network }) => {
  const { max } = pool().options
  await query({ text: 'SELECT 1' })
  expect(pool().idleCount).toBeGreaterThan(0)
  network.freeze()
  const since = performance.now()
  const asked = Array.from({ length: max + 2 }, () => query({ text: 'SELECT 1' }))
  for (const answer of await Promise.allSettled(asked))
    expect(answer).toMatchObject({ status: 'rejected', reason: { name: 'AppError' } })
  expect(performance.now() - since).toBeLessThan(MOST + SLOW)
  network.thaw()
  await expect
    .poll(() =>
      query({ text: 'SELECT 1' }).then(
        ({ rowCount }) => rowCount,
        () => 0,
      ),
    )
    .toBe(1)
})
