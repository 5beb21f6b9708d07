import { tabTo } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test('nothing moves for people who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/sign-in')
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element)
        return animationName !== 'none' || !/^(0s(, )?)+$/.test(transitionDuration)
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )
  expect(moving).toEqual([])
})

test('the keyboard alone signs in and out', async ({ page, person, stack }) => {
  await page.goto('/dashboard')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: /skip/i })).toBeFocused()
  await tabTo(page, 'Sign in with Google')
  await page.keyboard.press('Enter')
  const account = page.getByRole('button', { name: person.email })
  await account.focus()
  await page.keyboard.press('Enter')
  const consent = page.getByRole('button', { name: 'Continue', exact: true })
  await consent.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${stack.appUrl}/dashboard`)
  const menu = page.getByRole('button', { name: `Account menu of ${person.name}` })
  while (!(await menu.evaluate((button) => button === document.activeElement)))
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Sign out')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
})
