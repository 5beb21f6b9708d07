import { pressSignOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ javaScriptEnabled: false })

test('everything works without JavaScript: signing in, the account, signing out', async ({
  page,
  person,
  signIn,
  stack,
}) => {
  await signIn(page, '/dashboard?tab=1')
  await expect(page.getByRole('heading', { level: 1, name: person.name ?? '' })).toBeVisible()
  await expect(page.locator('time').first()).toHaveText(/^\d{1,2} \w+ 20\d\d$/)
  await expect(page.locator('time').last()).toHaveAttribute('title', /\d\d:\d\d UTC$/)
  await pressSignOut(page)
  await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in\?/)
})

test('cancelling without JavaScript leads back to where they wanted to go', async ({
  page,
  person,
  stack,
}) => {
  await page.goto('/dashboard?tab=2')
  await page.getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cancelled signing in')
  await page.getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/dashboard?tab=2`)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 640 } })

  test('signing in and out fits a phone', async ({ page, signIn, stack }) => {
    await signIn(page)
    await expect(page.getByRole('heading', { name: 'All is well' })).toBeVisible()
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
  })
})
