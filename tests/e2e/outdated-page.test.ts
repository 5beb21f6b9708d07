import type { Page } from '@playwright/test'
import { expectAccessible } from '#tests/support/accessibility'
import { hydrated, outdate } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/status of 409|net::ERR_FAILED|was not found on the server|Failed to fetch/] })

const TITLE = 'This page is from before an update'

/** A form that React sends: signing out is the browser's own. */
async function saveName(page: Page): Promise<void> {
  await hydrated(page)
  await page.getByLabel('What to call you').fill('Countess')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
}

test('a form of a page from before an update is not done, says so, and works once the page is loaded again', async ({
  page,
  enter,
  stack,
}) => {
  await enter(page, '/settings')
  await outdate(page)
  await saveName(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE)
  await expect(page.getByRole('main')).not.toContainText('reference')
  await expectAccessible(page)
  await page.unroute('**')
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await expect(page).toHaveURL(`${stack.appUrl}/settings`)
  await saveName(page)
  await expect(page.getByRole('banner')).toContainText('Countess')
})

test('a form that does not arrive promises no reference that is not there', async ({ page, enter }) => {
  await enter(page, '/settings')
  await page.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await saveName(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong in this page')
  await expect(page.getByRole('main')).not.toContainText('reference')
  await page.unroute('**')
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
})
