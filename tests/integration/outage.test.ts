import { test as base, expect } from '@playwright/test'
import { takeAttempt } from '#lib/auth/attempt'
import { writeCallback } from '#lib/auth/write'
import { closeDatabase } from '#lib/db/client'
import { newToken } from '#lib/sessions/cookie'
import { findSession } from '#lib/sessions/find'
import { setTestEnvironment } from '#tests/support/environment'
import { newSignIn } from '#tests/support/lib'

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

test('R60 a database that is away is an outage for every reader and writer, never "not found"', async () => {
  const token = newToken()
  for (const ask of [
    () => findSession(token),
    () => takeAttempt(token, token),
    () => writeCallback(newSignIn()),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  }
})
