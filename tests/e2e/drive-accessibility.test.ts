import type { Page } from '@playwright/test'
import { PHONE } from '#tests/support/accessibility'
import { markDocument } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test('on a phone the list has the same names, owners and ages, and is still a table', async ({
  page,
  openDrive,
}) => {
  await page.setViewportSize(PHONE)
  await openDrive(page, '/drive?sort=largest')
  const row = page.getByRole('table').getByRole('row').nth(1)
  await expect(row.getByRole('cell')).toHaveText([/./, /^Owner: ./, /^Modified: .* ago$/, /^Size: ./])
  await expect(page.getByRole('columnheader')).toHaveCount(4)
})

test('nothing jumps while the page loads, and a search moves nothing but the files', async ({
  page,
  openDrive,
}) => {
  await openDrive(page)
  await page.reload()
  await markDocument(page)
  await expect(page.getByRole('table')).toBeVisible()
  expect(await readShift(page)).toBe(0)
  const fixed = [page.getByLabel('Search by name'), page.getByRole('button', { name: 'Search' })]
  const boxes = () => Promise.all([...fixed, page.locator('thead tr')].map((place) => place.boundingBox()))
  const before = await boxes()
  await page.getByLabel('Search by name').fill('engine')
  await page.getByLabel('Search by name').press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'matching “engine”' })).toBeVisible()
  expect(await boxes()).toEqual(before)
})

/** The cumulative layout shift of the page since it was loaded. */
function readShift(page: Page): Promise<number> {
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => undefined)
    observer.observe({ type: 'layout-shift', buffered: true })
    const shifts = observer.takeRecords() as unknown as { value: number }[]
    return shifts.reduce((sum, { value }) => sum + value, 0)
  })
}
