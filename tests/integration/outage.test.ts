import { test as base, expect } from '@playwright/test'
import { z } from 'zod'
import { takeAttempt } from '#lib/auth/attempt'
import { countRequest } from '#lib/auth/rate-limit'
import { writeCallback } from '#lib/auth/write'
import { closeDatabase, db, POOL_SIZES, pool, query } from '#lib/db/client'
import { orOutage } from '#lib/db/failures'
import { WatchedPool } from '#lib/db/pool'
import { inTransaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { failureCode } from '#lib/errors'
import { closeJobQueue, enqueue, jobQueue } from '#lib/jobs/queue'
import { newToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import { setTestEnvironment } from '#tests/support/environment'
import { newSignIn } from '#tests/support/lib'
import { startTcpProxy } from '#tests/support/proxies'
import { test as connected } from '#tests/support/test'

/** A worker of its own, whose database is not there. */
const test = base.extend<object, { outage: undefined }>({
  outage: [
    async ({}, use) => {
      setTestEnvironment()
      await use(undefined)
      await closeDatabase()
    },
    { scope: 'worker', auto: true },
  ],
})

test('a database that is away is an outage for every reader and writer, never "not found"', {
  tag: '@R60',
}, async () => {
  const token = newToken()
  for (const ask of [
    () => findSession(token),
    () => takeAttempt(token, token, { ipAddress: null }),
    () => writeCallback(newSignIn()),
    () => countRequest('start', { ipAddress: null }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  }
})

test('it is one whichever way the database is asked', { tag: '@R60' }, async () => {
  for (const ask of [
    () => db().user.count(),
    () => db().$queryRaw`SELECT 1`,
    () => db().$executeRaw`SELECT 1`,
    () => query({ text: 'SELECT 1' }),
    () => inTransaction((tx) => tx.user.count()),
  ]) {
    await expect(ask()).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
  }
})

connected('a connection that is lost within a transaction is an outage too', { tag: '@R60' }, async () => {
  const work = inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch(() => undefined)
    await tx.user.count()
  })
  await expect(work).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
})

connected('what PostgreSQL refuses is no outage, and stays what it was', async () => {
  await expect(query({ text: 'SELECT nothing' })).rejects.toMatchObject({ code: '42703' })
  await expect(db().$queryRaw`SELECT nothing`).rejects.toMatchObject({ code: 'P2010' })
  await expect(
    inTransaction(async () => {
      throw new Error('a defect')
    }),
  ).rejects.toThrow('a defect')
})

const pidShape = z.tuple([z.object({ pid: z.number() })])

/** The connection that is used next: the one that was given back last. */
async function nextConnection(): Promise<number> {
  const { rows } = await query({ text: 'SELECT pg_backend_pid() AS pid' })
  return pidShape.parse(rows)[0].pid
}

connected(
  'a write that is refused since the database takes none is an outage, and its connection is not used again',
  {
    tag: '@R60',
  },
  async () => {
    const before = await nextConnection()
    expect(await nextConnection()).toBe(before)
    const work = inTransaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`
      await tx.user.deleteMany({ where: { email: 'nobody' } })
    })
    await expect(work).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
    expect(await nextConnection()).not.toBe(before)
  },
)

connected(
  'a connection whose server has become read-only is not used again, before any write is refused',
  {
    tag: '@R60',
  },
  async () => {
    const before = await nextConnection()
    await query({ text: 'SET default_transaction_read_only = on' })
    expect(await nextConnection()).not.toBe(before)
  },
)

connected(
  'no transaction begins for want of a connection: that is an overload, and passes',
  {
    tag: '@R86',
  },
  async () => {
    const held = await Promise.all(Array.from({ length: POOL_SIZES.requests }, () => pool().connect()))
    try {
      const asked = [query({ text: 'SELECT 1' }), db().user.count(), inTransaction((tx) => tx.user.count())]
      for (const one of await Promise.allSettled(asked))
        expect(one).toMatchObject({ status: 'rejected', reason: { name: 'AppError', code: 'overloaded' } })
    } finally {
      for (const client of held) client.release()
    }
    expect(await db().user.count()).toBeGreaterThanOrEqual(0)
  },
)

connected(
  'a transaction that always loses is an overload in the end, a unique value that is taken is not',
  {
    tag: '@R88',
  },
  async () => {
    const raise = (code: string) => `DO $$ BEGIN RAISE 'lost' USING ERRCODE = '${code}'; END $$`
    let tries = 0
    const work = (code: string) =>
      inTransaction(async (tx) => {
        tries += 1
        await tx.$executeRawUnsafe(raise(code))
      })
    for (const code of ['40001', '40P01']) {
      tries = 0
      await expect(work(code)).rejects.toMatchObject({ name: 'AppError', code: 'overloaded' })
      expect(tries).toBeGreaterThan(1)
    }
    await expect(work('23505')).rejects.not.toMatchObject({ name: 'AppError' })
  },
)

connected(
  'every limit of a connection holds in PostgreSQL too, for requests and for jobs',
  {
    tag: '@R85',
  },
  async ({ databaseUrl }) => {
    const limits = { statement_timeout: '5s', lock_timeout: '4s', idle_in_transaction_session_timeout: '10s' }
    const ask = `SELECT name, current_setting(name) AS value FROM unnest($1::text[]) AS name`
    const values = [Object.keys(limits)]
    const { rows } = await query({ text: ask, values })
    const ofJobs = await (await jobQueue()).getDb().executeSql(ask, values)
    for (const found of [rows, ofJobs.rows])
      expect(
        Object.fromEntries(
          z
            .array(settingShape)
            .parse(found)
            .map(({ name, value }) => [name, value]),
        ),
      ).toEqual(limits)
    expect(databaseUrl).not.toMatch(/timeout/)
  },
)

const settingShape = z.object({ name: z.string(), value: z.string() })

connected(
  'ordering a job from a database that hangs has an answer within its transaction, and works afterwards',
  {
    tag: '@R85',
  },
  async ({ databaseUrl }) => {
    const url = new URL(databaseUrl)
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
    await closeJobQueue()
    const direct = env().DATABASE_URL
    url.port = String(proxy.port)
    Object.assign(env(), { DATABASE_URL: url.href })
    try {
      proxy.freeze()
      const start = performance.now()
      const order = () => inTransaction((tx) => enqueue(tx, 'clean-up', {}))
      await expect(order()).rejects.toMatchObject({ name: 'AppError', code: 'unavailable' })
      expect(performance.now() - start).toBeLessThan(10_000)
      proxy.thaw()
      await expect.poll(() => order().then(() => 'done', failureCode)).toBe('done')
    } finally {
      await closeJobQueue()
      Object.assign(env(), { DATABASE_URL: direct })
      await proxy.stop()
    }
  },
)

connected(
  'a job queue that hangs while it is open lets go as well',
  { tag: '@R85' },
  async ({ databaseUrl }) => {
    const url = new URL(databaseUrl)
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
    url.port = String(proxy.port)
    const hanging = new WatchedPool({ connectionString: url.href, max: 2 })
    hanging.on('error', () => undefined)
    await hanging.query('SELECT 1')
    proxy.freeze()
    const start = performance.now()
    await expect(hanging.query('SELECT 1')).rejects.toThrow(/timeout/)
    expect(performance.now() - start).toBeLessThan(10_000)
    await proxy.stop()
    await hanging.end()
  },
)

connected(
  'many who wait are an overload when the database does something, and an outage when it says nothing',
  { tag: ['@R60', '@R86'] },
  async ({ databaseUrl }) => {
    const url = new URL(databaseUrl)
    const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
    const busy = new WatchedPool({ connectionString: databaseUrl, max: 2 })
    url.port = String(proxy.port)
    const silent = new WatchedPool({ connectionString: url.href, max: 2 })
    silent.on('error', () => undefined)
    const ask = (pool: WatchedPool, text: string) =>
      pool.query(text).then(
        () => 'answered',
        (error: unknown) => failureCode(orOutage(error)),
      )
    await Promise.all([ask(silent, 'SELECT pg_sleep(0.1)'), ask(silent, 'SELECT pg_sleep(0.1)')])
    expect(silent.idleCount).toBe(2)
    proxy.freeze()
    const [ofBusy, ofSilent] = await Promise.all([
      Promise.all(Array.from({ length: 40 }, () => ask(busy, 'SELECT pg_sleep(0.5)'))),
      Promise.all(Array.from({ length: 4 }, () => ask(silent, 'SELECT 1'))),
    ])
    // They are asked in turn: those in front have their answer, and those behind them have waited for too long.
    const answered = ofBusy.filter((one) => one === 'answered').length
    expect(answered).toBeGreaterThan(0)
    expect(ofBusy).toEqual([
      ...Array.from({ length: answered }, () => 'answered'),
      ...Array.from({ length: 40 - answered }, () => 'overloaded'),
    ])
    expect(answered).toBeLessThan(40)
    expect(ofSilent).toEqual(Array.from({ length: 4 }, () => 'unavailable'))
    await Promise.all([busy.end(), silent.end(), proxy.stop()])
  },
)
