import type { Locator } from '@playwright/test'
import { wordsIn } from '#lib/messages/words'
import { findParent, pages } from '#lib/pages'
import { hydrated } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const t = wordsIn('en', 'pages')

/** No such thing: a page about one thing then says that it is not there. */
const NOTHING = '00000000-0000-4000-8000-000000000000'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

test('each page of the navigation leads to a page that says its name', async ({
  page,
  person,
  arrive,
  connectAccount,
}) => {
  await arrive(page)
  // Of a provider that somebody has no account of, nothing is listed.
  await connectAccount(page, person, 'twitter')
  for (const one of pages) {
    if (!('label' in one)) continue
    await page
      .getByRole('navigation', { name: 'Account' })
      .getByRole('link', { name: t(one.label) })
      .click()
    await expect(page).toHaveURL(one.path)
    await expect(page.getByRole('link', { name: t(one.label), exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    )
  }
})

test('a page below one of the navigation marks that one, and leads back up to it', async ({
  page,
  enter,
}) => {
  await enter(page, '/dashboard')
  for (const { path } of pages) {
    const parent = findParent(path)
    if (!parent) continue
    await page.goto(path.replace(/\[[^/]+\]/g, NOTHING))
    const navigation = page.getByRole('navigation', { name: 'Account' })
    const link = navigation.getByRole('link', { name: t(parent.label), exact: true })
    await expect(link).toHaveAttribute('aria-current', 'true')
    await expect(navigation.locator('[aria-current]')).toHaveCount(1)
    await page.getByRole('link', { name: `Back to ${t(parent.label)}` }).click()
    await expect(page).toHaveURL(parent.path)
    await expect(link).toHaveAttribute('aria-current', 'page')
  }
})

test('a click on a link to a page that is slow shows at once that it was heard', async ({ page, enter }) => {
  const heard: (string | null)[] = []
  await page.exposeFunction('hear', (text: string | null) => heard.push(text))
  await page.addInitScript(() => {
    const { hear } = window as unknown as { hear: (text: string | null) => void }
    const look = (changes: MutationRecord[]) => {
      for (const { target } of changes)
        if (target instanceof Element && target.hasAttribute('data-pending')) hear(target.textContent)
    }
    new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ['data-pending'] })
  })
  const ways: [link: Locator, path: string][] = [
    [page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Activity' }), '/activity'],
    [page.getByRole('main').getByRole('link', { name: 'Delete my account' }), '/settings/delete'],
    [page.getByRole('banner').getByRole('link', { name: 'Latchkey' }), '/'],
  ]
  await enter(page, '/settings')
  for (const [link, path] of ways) {
    await page.goto('/settings')
    await hydrated(page)
    const text = await link.textContent()
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    await page.route(`**${path}*`, async (route) => {
      await answered
      await route.continue()
    })
    const clicked = link.click()
    await expect.poll(() => heard).toContain(text)
    answer()
    await clicked
    await expect(page).toHaveURL(path)
    await expect(page.locator('[data-pending]')).toHaveCount(0)
    await page.unroute(`**${path}*`)
  }
})
