import type { Page } from '@playwright/test'
import type { Sql } from '#tests/support/database'
import { expect, test } from '#tests/support/test'

test.use({
  allowedErrors: [
    /the server responded with a status of 500|An error occurred in the Server Components render|React error #441/,
  ],
})

/** Takes a column away, so that what reads it is broken, and gives it back with `mend`. */
async function breakColumn(sql: Sql, table: string, column: string) {
  const rename = (from: string, to: string) => sql(`ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`)
  await rename(column, 'taken_away')
  return { mend: () => rename('taken_away', column) }
}

async function expectBroken(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side')
}

test('a page that breaks says so with a 500 and a reference that is in the log, and can be tried again', async ({
  page,
  stack,
  sql,
  arrive,
}) => {
  await arrive(page)
  const { mend } = await breakColumn(sql, 'accounts', 'hosted_domain')
  try {
    expect((await page.goto('/dashboard'))?.status()).toBe(500)
    await expectBroken(page)
    const reference = await page.locator('code').textContent()
    await expect.poll(() => stack.logs()).toContain(`"code":"unknown","reference":"${reference}"`)
    expect(await page.content()).not.toContain('hosted_domain')
  } finally {
    await mend()
  }
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
})

test('a session that cannot be read takes no page down but those that need it', async ({
  page,
  stack,
  sql,
  arrive,
}) => {
  await arrive(page)
  const from = stack.logs().length
  const { mend } = await breakColumn(sql, 'sessions', 'last_active_at')
  try {
    expect((await page.goto('/'))?.status()).toBe(200)
    await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
    await expect
      .poll(() => stack.logs().slice(from))
      .toMatch(/"level":"error".*"event":"header failed","code":"unknown"/)
    expect((await page.goto('/dashboard'))?.status()).toBe(500)
    await expectBroken(page)
    const reference = await page.locator('code').textContent()
    await expect.poll(() => stack.logs()).toContain(`"reference":"${reference}"`)
    expect(await page.content()).not.toContain('last_active_at')
  } finally {
    await mend()
  }
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a page that breaks says so, and can be tried again', async ({ page, sql, arrive }) => {
    await arrive(page)
    const { mend } = await breakColumn(sql, 'accounts', 'hosted_domain')
    try {
      expect((await page.goto('/dashboard'))?.status()).toBe(500)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side')
    } finally {
      await mend()
    }
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  })
})
