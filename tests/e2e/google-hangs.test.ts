import type { APIRequestContext } from '@playwright/test'
import { forgetScripts } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const WAITING = 100

test('while a hundred people wait for a Google that hangs, other pages answer at their usual speed', {
  tag: ['@R65', '@R80'],
}, async ({ page, google, sql, openDrive }) => {
  await openDrive(page)
  const usual = Math.min(await timePages(page.request), await timePages(page.request))
  await sql(`UPDATE grants SET access_token_expires_at = now() - interval '1 minute'`)
  await google.resetCounts()
  await google.failNext('token', { hang: true, times: 99 })

  await forgetScripts(page)
  const waiting = Array.from({ length: WAITING }, () => page.request.get('/drive', { timeout: 100_000 }))
  await expect.poll(async () => (await google.counts()).token).toBe(1)
  // Two rounds each: another test may slow down one, and a wait that held them up would slow down both.
  const meanwhile = Math.min(await timePages(page.request), await timePages(page.request))
  const held = await sql(
    `SELECT count(*)::int AS held FROM pg_stat_activity
      WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  )
  expect(held).toEqual([{ held: 0 }])
  expect(meanwhile).toBeLessThan(usual * 3 + 100)

  const answers = await Promise.all(waiting)
  expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([503]))
  expect((await google.counts()).token).toBeLessThan(5)
})

/** Milliseconds that nine of ten pages take at most, which need a session and no token. */
async function timePages(request: APIRequestContext): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 20; turn++) {
    const start = performance.now()
    for (const path of ['/dashboard', '/api/me']) expect((await request.get(path)).status()).toBe(200)
    times.push(performance.now() - start)
  }
  return times.toSorted((one, other) => one - other)[17] ?? 0
}
