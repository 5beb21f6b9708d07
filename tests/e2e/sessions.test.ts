import type { Page } from '@playwright/test'
import { expect, FIREFOX, SAFARI, test } from '#tests/support/test'

const PATH = '/sessions'

/** The part of the page about one session. */
const session = (page: Page, browser: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: browser }) })

/** What a browser whose session was ended finds when it goes on, by a link or by opening a page. */
async function expectSignedOut(page: Page) {
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fdashboard$/)
  await expect(page.getByText('You were signed out of this browser')).toBeVisible()
  await expect(page.getByRole('banner')).not.toContainText('Ada Lovelace')
  expect((await page.request.get('/api/me')).status()).toBe(401)
}

async function expectSignedIn(page: Page) {
  expect((await page.request.get('/api/me')).status()).toBe(200)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled, allowedErrors: [/the server responded with a status of 404/] })

    test('somebody ends the session of another browser, which is signed out and learns of it', {
      tag: '@R55',
    }, async ({ page, enter, elsewhere }) => {
      const other = await elsewhere()
      await enter(page, PATH)
      await expect(session(page, 'Chrome on Linux')).toContainText('This device')
      await expect(session(page, 'Firefox on Windows')).not.toContainText('This device')
      await page.getByRole('button', { name: 'End session of Firefox on Windows' }).click()
      await expect(page.getByRole('status')).toContainText('Firefox on Windows is signed out.')
      await expect(page).toHaveURL(new RegExp(`${PATH}$`))
      await expect(session(page, 'Firefox on Windows')).toHaveCount(0)
      await expectSignedOut(other)
      await expectSignedIn(page)
    })

    test('somebody ends all other sessions, after being asked, and keeps this one', { tag: '@R55' }, async ({
      page,
      enter,
      elsewhere,
    }) => {
      const others = [await elsewhere(FIREFOX), await elsewhere(SAFARI)]
      await enter(page, PATH)
      const ask = page.getByRole('button', { name: 'End all others' })
      await ask.click()
      await page.getByRole('button', { name: 'Keep them' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expectSignedIn(others[0]!)
      await ask.click()
      await expect(page.getByRole('dialog', { name: 'Sign out of 2 other browsers?' })).toBeVisible()
      await page.getByRole('button', { name: 'Sign them out' }).click()
      await expect(page.getByRole('status')).toContainText('You are signed out everywhere else (2 sessions).')
      await expect(page.getByRole('heading', { name: 'You are signed in here only' })).toBeVisible()
      await expect(ask).toHaveCount(0)
      for (const other of others) await expectSignedOut(other)
      await expectSignedIn(page)
    })

    test('ending this very session is signing out', async ({ page, context, enter, stack }) => {
      await enter(page, PATH)
      await page.getByRole('button', { name: 'Sign out here' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/`)
      await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
      expect((await context.cookies(stack.appUrl)).filter(({ value }) => value)).toEqual([])
    })

    test('a session that is already over when it is ended is not found, and that is said', async ({
      page,
      enter,
      elsewhere,
    }) => {
      const other = await elsewhere()
      await enter(page, PATH)
      await other.getByRole('button', { name: 'Sign out' }).click()
      await expect(other).toHaveURL(/\/$/)
      await page.getByRole('button', { name: 'End session of Firefox on Windows' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('We could not find that')
      await page.getByRole('link', { name: 'Back to where you were' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sessions')
      await expect(session(page, 'Firefox on Windows')).toHaveCount(0)
    })
  })
}

test('a browser that is ended by what it is about to end is signed out itself, and ends nothing', async ({
  page,
  enter,
  elsewhere,
}) => {
  await enter(page, PATH)
  const other = await elsewhere()
  await page.reload()
  await other.goto(PATH)
  await page.getByRole('button', { name: 'End session of Firefox on Windows' }).click()
  await expect(page.getByRole('status')).toBeVisible()
  await other.getByRole('button', { name: 'End session of Chrome on Linux' }).click()
  await expect(other).toHaveURL(/\/sign-in\?returnTo=%2Fsessions$/)
  await expect(other.getByText('You were signed out of this browser')).toBeVisible()
  await expectSignedIn(page)
})
