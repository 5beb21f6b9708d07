import { pages } from '#lib/pages'
import { expectAccessible } from '#tests/support/axe'
import { expect, test } from '#tests/support/signed-in'

/** Each once: the tests of the pages themselves see every state of them in all four ways. */
const looks = [
  { colorScheme: 'light', width: 360, height: 740 },
  { colorScheme: 'dark', width: 1280, height: 800 },
] as const

/** No such thing: a page about one thing then says that it is not there. */
const NOTHING = '00000000-0000-4000-8000-000000000000'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

/** A page that is new in `lib/pages.ts` is among them by that alone. */
test('axe finds nothing on any page of the site, by day on a phone and by night on a desktop', async ({
  page,
  enter,
}) => {
  test.setTimeout(180_000)
  const visit = async ({ path }: { path: string }) => {
    await page.goto(path.replace(/\[[^/]+\]/g, NOTHING))
    for (const { colorScheme, ...viewport } of looks) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectAccessible(page)
    }
  }
  for (const one of pages.filter(({ account }) => !account)) await visit(one)
  await enter(page, '/')
  for (const one of pages.filter(({ account }) => account)) {
    await visit(one)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('each page of the navigation leads to a page that says its name', async ({ page, enter }) => {
  await enter(page, '/dashboard')
  for (const one of pages) {
    if (!('label' in one)) continue
    await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: one.label }).click()
    await expect(page).toHaveURL(one.path)
    await expect(page.getByRole('link', { name: one.label, exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    )
  }
})
