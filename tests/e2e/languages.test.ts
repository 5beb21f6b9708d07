import type { Page } from '@playwright/test'
import { brand } from '#lib/brand'
import { type Language, languageIds, languages } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { pages } from '#lib/pages'
import type { Person } from '#scripts/sandbox/people'
import { expectAccessible, PHONE } from '#tests/support/accessibility'
import { expect, test } from '#tests/support/test'

const NOTHING = '00000000-0000-4000-8000-000000000000'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

/** What stays as it is in every language: names of products and of what they speak. */
const NAMES = new RegExp(
  `\\b(?:${brand.name}|Google|Facebook|Drive|Workspace|PostgreSQL|JSON|PKCE|OAuth|MIT|PDF|OpenID|Cookie|Chrome|Headless|Linux|state|nonce|id_token|UTC|GMT|IP|[KMGTP]B|localhost)\\b`,
  'g',
)

/**
 * The words in Latin letters that a page shows, reads out or has in its title, but for names and addresses, which are
 * isolated, and for what is said to be in another language.
 */
async function findLatinWords(page: Page, person: Person): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const aside =
      'bdi, [dir=auto], code, pre, time, script, style, noscript, [lang]:not(html), [dir=ltr], [data-initial]'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = [document.title]
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest(aside)) found.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      if (!element.closest(aside))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
          found.push(element.getAttribute(name) ?? '')
    return found
  })
  return texts.flatMap((text) => {
    const bare = text
      .replace(/\u2068[^\u2069]*\u2069/g, '')
      .replace(NAMES, '')
      .replaceAll(person.name, '')
      .replace(/^Mozilla\/.*/, '')
      .replace(/\S+@\S+/g, '')
    return /[A-Za-z]{2,}/.test(bare) ? [text.trim()] : []
  })
}

for (const language of languageIds.filter((id) => id !== 'en')) {
  test(`every page speaks ${languages[language].name}, in its direction, and is never wider than a phone`, async ({
    page,
    person,
    arrive,
    connectAccount,
    sql,
    stack,
  }) => {
    const { port } = new URL(stack.appUrl)
    const name = `${brand.cookiePrefix}${port}-language`
    const visit = async ({ path }: { path: string }) => {
      await page.goto(path.replace(/\[[^/]+\]/g, NOTHING))
      const html = page.locator('html')
      await expect(html).toHaveAttribute('lang', language)
      await expect(html).toHaveAttribute('dir', languages[language].direction)
      if (language !== 'de') expect.soft(await findLatinWords(page, person), path).toEqual([])
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: PHONE.height })
        expect.soft(await overflow(), `${path} at ${width} pixels`).toBeLessThanOrEqual(0)
      }
    }
    await page.context().addCookies([{ name, value: language, url: stack.appUrl }])
    for (const one of pages.filter(({ account }) => !account)) await visit(one)
    await page.goto('/sign-in')
    await expectAccessible(page)
    await page.context().clearCookies()
    await arrive(page)
    await connectAccount(page, person, 'twitter')
    await sql('UPDATE users SET language = $1', [language])
    for (const one of pages.filter(({ account }) => account)) await visit(one)
    for (const path of ['/dashboard', '/settings']) {
      await page.goto(path)
      await expectAccessible(page)
    }
  })
}

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
