import { newKeyEntry } from '#lib/key-ring'
import { pressSignOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test('with a key missing, pages and sign-ins work, and the next sign-in seals its tokens anew', {
  tag: '@R62',
}, async ({ page, stack, signIn }) => {
  await signIn(page)
  await page.goto('about:blank')
  await stack.restartApp({ TOKEN_ENCRYPTION_KEYS: newKeyEntry() })
  try {
    await page.goto('/dashboard')
    await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
    await signIn(page)
    await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  } finally {
    await page.goto('about:blank')
    await stack.restartApp()
  }
})
