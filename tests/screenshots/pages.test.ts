import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { test } from '#tests/support/test'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))

const devices = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const

const open = { landing: '/', 'sign-in': '/sign-in' } as const
const signedIn = {
  dashboard: '/dashboard',
  drive: '/drive',
  sessions: '/sessions',
  connections: '/connections',
  activity: '/activity',
  settings: '/settings',
} as const

test.use({ locale: 'en-GB', timezoneId: 'Europe/London' })

for (const [name, path] of Object.entries(open)) {
  test(`${name}`, async ({ page }) => {
    await page.goto(path)
    await takeAll(page, name)
  })
}

test('the pages of somebody who is signed in', async ({ page, browser, signIn, google, stack, person }) => {
  test.setTimeout(120_000)
  person.email = 'ada.lovelace@gmail.example'
  await google.changeProfile(person.sub, { email: person.email })
  const elsewhere = await browser.newContext({
    baseURL: stack.appUrl,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  })
  await signIn(await elsewhere.newPage())
  await signIn(page)
  await connectDrive(page)
  for (const [name, path] of Object.entries(signedIn)) {
    await page.goto(path)
    await takeAll(page, name)
  }
  await elsewhere.close()
})

/** A page that asks for the permission shows the files afterwards. */
async function connectDrive(page: Page) {
  await page.goto('/drive')
  await page
    .getByRole('main')
    .getByRole('button', { name: /Google/ })
    .click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.waitForURL(/\/drive/)
}

async function takeAll(page: Page, name: string) {
  for (const [device, viewport] of Object.entries(devices)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: `${FOLDER}${name}-${device}-${colorScheme}.png`, animations: 'disabled' })
    }
  }
}
