import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/test'

const HOME = '/dashboard?tab=1'

/** Begins to sign in with Facebook on the way to a page, as somebody who is logged in nowhere there. */
async function leaveForFacebook(page: Page): Promise<void> {
  await page.goto(HOME)
  await page.getByRole('main').getByRole('button', { name: 'Continue with Facebook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Log in to Facebook' })).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('whoever comes back from Facebook has none of its fragment in the address, also on pages that they go on to', async ({
      page,
      person,
      stack,
    }) => {
      await leaveForFacebook(page)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('heading', { level: 1, name: /^You cancelled at Facebook/ })).toBeVisible()
      expect(page.url()).not.toContain('_=_')

      await leaveForFacebook(page)
      await page.getByRole('button', { name: person.email }).click()
      await page.getByRole('button', { name: /^Continue as/ }).click()
      await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
      expect(page.url().replace(/#$/, '')).toBe(stack.appUrl + HOME)
    })
  })
}

test('the page of a deletion says how far it is', async ({ page, person, stack, site, facebook }) => {
  const { body } = await facebook.deleteData(person.sub, site.facebook.id)
  await page.goto((body as { url: string }).url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your data is deleted')
  await page.getByRole('link', { name: 'Go to the start page' }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/`)
})
