import { type Language, languages } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { expect, test } from '#tests/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('whoever chooses a language has it at once, on every page, and after signing out', async ({
      page,
      enter,
    }) => {
      await enter(page, '/settings')
      const choose = async (from: Language, to: string) => {
        const t = wordsIn(from, 'language')
        await page.getByLabel(t('label')).selectOption({ label: to })
        await page.getByRole('button', { name: t('save') }).click()
      }
      const html = page.locator('html')
      await choose('en', languages.ar.name)
      await expect(html).toHaveAttribute('dir', 'rtl')
      await expect(page.getByText(wordsIn('ar', 'notices')('languageChosen'))).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(wordsIn('ar', 'pages')('settings'))
      await page.goto('/')
      await expect(html).toHaveAttribute('lang', 'ar')
      await page.locator('[popovertarget=account-menu]').click()
      await page.getByRole('button', { name: wordsIn('ar', 'shell')('signOut') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(wordsIn('ar', 'farewell')('signedOut'))
      await enter(page, '/settings')
      await choose('ar', wordsIn('ar', 'language')('automatic'))
      await expect(html).toHaveAttribute('lang', 'en')
    })
  })
}
