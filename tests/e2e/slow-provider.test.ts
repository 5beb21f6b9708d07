import type { Page } from '@playwright/test'
import { givePermission, openWhole } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/status of 503/] })

/** Milliseconds that a provider takes: one that is slow, and one for which nobody waits that long. */
const SLOW = 3_000
const SLOWEST = 6_000

const rows = (page: Page) => page.getByRole('main').getByRole('link', { name: /opens (Google Drive|X)/ })
const lookIn = (page: Page, name: string) => page.getByRole('region', { name }).getByRole('status')

/** Writes down what moves under the eyes of the reader, as each page will: the sum is the shift of Web Vitals. */
async function watchShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const sum = { shift: 0 }
    Object.assign(window, sum)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number }[]) {
        const seen = window as unknown as { shift: number }
        seen.shift += entry.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  return () => page.evaluate(() => (window as unknown as { shift: number }).shift)
}

test('while a provider takes its time, the heading and the controls are there, and nothing moves when the rows come', async ({
  page,
  context,
  google,
  person,
  openPosts,
  connectAccount,
}) => {
  await openPosts(page, '/dashboard')
  await connectAccount(page, person, 'google')
  await page.goto('/drive')
  await givePermission(page)
  await expect(rows(page).first()).toBeVisible()
  const drive = {
    path: '/drive',
    title: 'Drive',
    region: 'Files',
    control: 'Images',
    found: /first 25 files/,
  }
  const posts = {
    path: '/posts',
    title: 'Posts',
    region: 'Posts',
    control: 'Without reposts',
    found: 'X is not answering.',
  }
  const ways = [drive, posts].flatMap((page) => [
    { ...page, by: 'address' },
    { ...page, by: 'link' },
  ])
  const tabs = await Promise.all(
    ways.map(async (way) => {
      const tab = await context.newPage()
      const shift = await watchShift(tab)
      await tab.goto('/connections')
      return { ...way, tab, shift }
    }),
  )
  await google.failNext('drive', { delayMs: SLOW, times: 2 })
  await google.failNext('x-tweets', { delayMs: SLOWEST, times: 2 })
  await Promise.all(
    tabs.map(async ({ tab, path, title, region, control, found, by, shift }) => {
      if (by === 'address') await tab.goto(path, { waitUntil: 'commit' })
      else
        await tab
          .getByRole('navigation', { name: 'Account' })
          .getByRole('link', { name: title, exact: true })
          .click()
      await expect(tab.getByRole('heading', { level: 1, name: title })).toBeVisible()
      await expect(tab.getByRole('link', { name: control, exact: true })).toBeVisible()
      await expect(lookIn(tab, region)).toContainText('is looking')
      await expect(rows(tab)).toHaveCount(0)
      await expect(lookIn(tab, region)).toContainText(found)
      if (path === '/drive') await expect(rows(tab).first()).toBeVisible()
      else await expect(tab.getByRole('link', { name: 'Try again' })).toBeVisible()
      if (by === 'address') expect(await shift(), path).toBe(0)
      await tab.close()
    }),
  )
})

test('what fails once the page is there is said in the place of the rows, and trying again brings them', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  await google.failNext('drive', { status: 503, times: 2 })
  expect((await page.goto('/drive?q=engine'))?.status()).toBe(200)
  await expect(page.getByRole('heading', { name: 'Google Drive is not answering' })).toBeVisible()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('matching “engine”')).toBeVisible()

  await google.failNext('drive', { body: { files: 'none' } })
  expect((await page.goto('/drive?q=tax'))?.status()).toBe(200)
  const region = page.getByRole('region', { name: 'Files' })
  await expect(region.getByRole('heading', { level: 2 })).toHaveText(
    'We and Google did not understand each other',
  )
  await expect(region.locator('code')).toHaveText(/^[\w-]{22}$/)
  await expect(page.getByLabel('Search by name')).toHaveValue('tax')
  await region.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('matching “tax”')).toBeVisible()
})

test('what is known without the provider has its status, whoever asks', async ({
  page,
  google,
  sql,
  openDrive,
}) => {
  await openDrive(page)
  await sql(`UPDATE grants SET paused_until = now() + interval '1 hour'`)
  await google.resetCounts()
  expect((await page.goto('/drive'))?.status()).toBe(503)
  await expect(page.getByRole('heading', { name: 'Google Drive asks us to wait' })).toBeVisible()
  expect((await google.counts()).drive).toBe(0)
})

test('a browser that has run no script gets the page as a whole; one that runs none any more, a moment later', async ({
  page,
  browser,
  stack,
  openDrive,
}) => {
  await openDrive(page)
  const storageState = await page.context().storageState()
  expect(storageState.cookies.some(({ name }) => name.endsWith('zone'))).toBe(true)
  const context = await browser.newContext({ baseURL: stack.appUrl, javaScriptEnabled: false, storageState })
  const without = await context.newPage()
  await without.goto('/drive?sort=a-z')
  await expect(without).toHaveURL(`${stack.appUrl}/drive?sort=a-z&whole=1`)
  await expect(rows(without).first()).toBeVisible()
  await expect(without.locator('.animate-pulse')).toHaveCount(0)
  expect(await openWhole(without, '/drive')).toBe(200)
  await expect(rows(without).first()).toBeVisible()
  await expect(without).toHaveURL(`${stack.appUrl}/drive`)
  await context.close()
})
