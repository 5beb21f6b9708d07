import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { pages } from '#lib/pages'
import { givePermission } from '#tests/support/pages'
import { test } from '#tests/support/test'
import { chooseAtX } from '#tests/support/x'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const devices = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const

const open = ['/', '/sign-in']
const listed = pages.filter((page) => 'label' in page).map(({ path }) => path)

test.use({ locale: 'en-GB', timezoneId: 'Europe/London' })

for (const path of open) {
  test(path, async ({ page }) => {
    await takeAll(page, path)
  })
}

test('the pages of somebody who is signed in', async ({
  page,
  browser,
  signIn,
  connectAccount,
  google,
  stack,
  person,
}) => {
  test.setTimeout(120_000)
  person.email = 'ada.lovelace@gmail.example'
  person.x.username = 'ada_lovelace'
  await google.changeProfile(person.sub, { email: person.email, x: { username: person.x.username } })
  const elsewhere = await browser.newContext({
    baseURL: stack.appUrl,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  })
  await signIn(await elsewhere.newPage())
  await signIn(page)
  await page.goto('/drive')
  await givePermission(page)
  await page.waitForURL(/\/drive/)
  await connectAccount(page, person, 'twitter')
  await page.goto('/posts')
  await page.getByRole('main').getByRole('button', { name: 'Continue with X' }).click()
  await chooseAtX(page, person)
  await page.waitForURL(/\/posts/)
  for (const path of listed) await takeAll(page, path)
  await elsewhere.close()
})

/** The head of the start page, as small as the 1200 by 630 pixels of a link preview need it. */
test('the picture that a link to the site is shown with', async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 630 })
  await page.goto('/')
  await page.evaluate(() => {
    document.documentElement.style.zoom = '0.74'
  })
  await page.screenshot({ path: `${ROOT}/public/link-preview.png`, animations: 'disabled' })
})

async function takeAll(page: Page, path: string) {
  const name = path === '/' ? 'landing' : path.slice(1).replaceAll('/', '-')
  await page.goto(path)
  for (const [device, viewport] of Object.entries(devices)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const file = `${ROOT}/docs/screenshots/${name}-${device}-${colorScheme}.png`
      await page.screenshot({ path: file, animations: 'disabled' })
    }
  }
}
