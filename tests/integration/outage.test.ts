import { test as base, expect } from '@playwright/test'
import { takeAttempt } from '#lib/auth/attempt'
import { countRequest } from '#lib/auth/rate-limit'
import { writeCallback } from '#lib/auth/write'
import { closeDatabase, db, query } from '#lib/db/client'
import { inTransaction } from '#lib/db/transaction'
import { newToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import { setTestEnvironment } from '#tests/support/environment'
import { newSignIn } from '#tests/support/lib'
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
    () => takeAttempt(token, token),
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

connected('R60 a connection that is lost within a transaction is an outage too', async () => {
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
