import type { Page } from '@playwright/test'
import { hydrated, signOut } from '#tests/support/pages'
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
    test.use({ javaScriptEnabled })

    test('somebody ends the session of another browser, which is signed out and learns of it', {
      tag: '@R55',
    }, async ({ page, enter, elsewhere }) => {
      const other = await elsewhere()
      await enter(page, PATH)
      await expect(session(page, 'Chrome on Linux')).toContainText('This device')
      await expect(session(page, 'Firefox on Windows')).not.toContainText('This device')
      await page.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click()
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
      const ask = page.getByRole('button', { name: 'Sign out all others' })
      await ask.click()
      await page.getByRole('button', { name: 'Keep them' }).click()
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expectSignedIn(others[0]!)
      await ask.click()
      await expect(page.getByRole('dialog', { name: 'Sign out of 2 other devices?' })).toBeVisible()
      await page.getByRole('button', { name: 'Sign them out' }).click()
      await expect(page.getByRole('status')).toContainText('You are signed out everywhere else (2 browsers).')
      await expect(page.getByRole('heading', { name: 'You are signed in here only' })).toBeVisible()
      await expect(ask).toHaveCount(0)
      for (const other of others) await expectSignedOut(other)
      await expectSignedIn(page)
    })

    test('ending this very session is signing out', async ({ page, context, enter, stack }) => {
      await enter(page, PATH)
      await page.getByRole('button', { name: 'Sign out here' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
      await expect(page.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
      await expect(page.getByText('You may still be signed in at Google, Facebook or X')).toBeVisible()
      for (const [words, address] of [
        ['Sign out at Google opens Google', 'https://accounts.google.com/Logout'],
        ['Open Facebook to sign out there opens Facebook', 'https://www.facebook.com/'],
        ['Sign out at X opens X', 'https://x.com/logout'],
      ] as const)
        await expect(page.getByRole('link', { name: words })).toHaveAttribute('href', address)
      await expect(page.getByRole('button', { name: 'Sign in with Google' })).toBeVisible()
      expect(
        (await context.cookies(stack.appUrl)).filter(({ name, value }) => value && !name.endsWith('zone')),
      ).toEqual([])
    })

    test('ending a session that is over already is done, and that is said', async ({
      page,
      enter,
      elsewhere,
    }) => {
      const other = await elsewhere()
      await enter(page, PATH)
      await signOut(other)
      await page.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click()
      await expect(page).toHaveURL(new RegExp(`${PATH}$`))
      await expect(page.getByRole('status')).toContainText('That browser is signed out already.')
      await expect(session(page, 'Firefox on Windows')).toHaveCount(0)
    })

    test('signing out where that has happened already is done, and nothing private is left behind', {
      tag: '@R58',
    }, async ({ page, context, enter, sql, person }) => {
      await enter(page, '/settings')
      await sql(
        'DELETE FROM sessions WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)',
        [person.sub],
      )
      await signOut(page)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
      expect((await context.cookies()).filter(({ name, value }) => value && !name.endsWith('zone'))).toEqual(
        [],
      )
      await page.goBack()
      await expect(page).toHaveURL(/\/sign-in\?/)
      await expect(page.locator('body')).not.toContainText(person.email)
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
  await page.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click()
  await expect(page.getByRole('status')).toBeVisible()
  await other.getByRole('button', { name: 'Sign out of Chrome on Linux' }).click()
  await expect(other).toHaveURL(/\/sign-in\?returnTo=%2Fsessions$/)
  await expect(other.getByText('You were signed out of this browser')).toBeVisible()
  await expectSignedIn(page)
})

test.describe('another tab', () => {
  /** The browser says in its console that it was told 401. */
  test.use({ allowedErrors: [/status of 401/] })

  test('of the same browser shows nothing of its person once they signed out, left, or somebody else signed in', {
    tag: '@R58',
  }, async ({ page, context, person, friend, enter, arrive }) => {
    await enter(page, '/dashboard')
    const tabs = [await context.newPage(), await context.newPage()]
    await tabs[0]?.goto('/settings')
    await tabs[1]?.goto('/')
    for (const tab of tabs) await hydrated(tab)
    await signOut(page)
    await expect(tabs[0]!).toHaveURL(/\/sign-in\?returnTo=%2Fsettings$/)
    await expect(tabs[1]!.getByRole('banner').getByRole('link', { name: 'Sign in' })).toBeVisible()
    for (const tab of tabs) {
      await expect(tab.locator('body')).toBeVisible()
      await expect(tab.locator('body')).not.toContainText(person.email)
    }
    await enter(page, '/dashboard')
    await tabs[0]?.goto('/settings')
    await hydrated(tabs[0]!)
    await expect(tabs[0]!.getByRole('main')).toContainText(person.email)
    await arrive(page, '/dashboard', { who: friend })
    await expect(tabs[0]!.getByRole('main')).toContainText(friend.email)
    await expect(tabs[0]!.locator('body')).not.toContainText(person.email)
    await page.goto('/settings/delete')
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await expect(page).toHaveURL('/goodbye')
    await expect(tabs[0]!).toHaveURL(/\/sign-in\?returnTo=%2Fsettings$/)
  })

  test('shows nothing any more once this one has learned that its session ended elsewhere, by a link or a form', {
    tag: '@R58',
  }, async ({ page, context, person, enter, sql }) => {
    const learn = [
      () => page.getByRole('navigation').first().getByRole('link', { name: 'Activity' }).click(),
      () => page.getByRole('button', { name: 'Save my choice' }).click(),
    ]
    for (const press of learn) {
      await enter(page, '/settings')
      const elsewhere = await context.newPage()
      await elsewhere.goto('/dashboard')
      for (const tab of [page, elsewhere]) await hydrated(tab)
      await page.evaluate(`window.stays = true`)
      await sql(
        `UPDATE sessions SET ended_at = now() WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)`,
        [person.sub],
      )
      await press()
      await expect(page).toHaveURL(/\/sign-in\?/)
      expect(await page.evaluate(`window.stays`), 'without another document').toBe(true)
      await expect(elsewhere).toHaveURL(/\/sign-in\?returnTo=%2Fdashboard$/)
      await expect(elsewhere.locator('body')).not.toContainText(person.email)
      await elsewhere.close()
    }
  })

  test('or browser that is looked at again, or brings a page back, shows nothing once the session is over', {
    tag: '@R58',
  }, async ({ page, person, enter, sql }) => {
    const events = [
      `document.dispatchEvent(new Event('visibilitychange'))`,
      `window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`,
    ]
    for (const event of events) {
      await enter(page, '/settings')
      await hydrated(page)
      const asked = page.waitForResponse('**/api/me')
      await page.evaluate(event)
      await asked
      await expect(page.getByRole('main'), 'while it lives').toContainText(person.email)
      await sql(
        'UPDATE sessions SET ended_at = now() WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)',
        [person.sub],
      )
      await page.evaluate(event)
      await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fsettings$/)
      await expect(page.getByText('You were signed out of this browser')).toBeVisible()
    }
  })
})

test('a page that the browser keeps is hidden before it is kept, and seen again when its session lives', async ({
  page,
  enter,
}) => {
  await enter(page, '/settings')
  await hydrated(page)
  await page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`)
  await expect(page.locator('body')).toBeHidden()
  await page.evaluate(`window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`)
  await expect(page.locator('body')).toBeVisible()
})
