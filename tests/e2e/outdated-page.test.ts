import { expectAccessible } from '#tests/support/accessibility'
import { outdate, pressSignOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/status of 409|net::ERR_FAILED|was not found on the server|Failed to fetch/] })

const TITLE = 'This page is from before an update'

test('a form of a page from before an update is not done, says so, and works once the page is loaded again', async ({
  page,
  enter,
  stack,
}) => {
  await enter(page, '/sessions')
  await outdate(page)
  await pressSignOut(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(TITLE)
  await expect(page.getByRole('main')).not.toContainText('reference')
  await expectAccessible(page)
  await page.unroute('**')
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions')
  await expect(page).toHaveURL(`${stack.appUrl}/sessions`)
  await pressSignOut(page)
  await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
})

test('a form that does not arrive promises no reference that is not there', async ({ page, enter }) => {
  await enter(page, '/sessions')
  await page.route('**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await pressSignOut(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something went wrong in this page')
  await expect(page.getByRole('main')).not.toContainText('reference')
  await page.unroute('**')
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions')
})
