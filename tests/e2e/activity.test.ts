import type { Page } from '@playwright/test'
import { hydrated, signOut } from '#tests/support/pages'
import { expect, SAFARI, test } from '#tests/support/test'

const PATH = '/activity'

const lines = (page: Page) => page.getByRole('region', { name: 'Activity' }).getByRole('listitem')

/** Lines that are one day old and older: the first of them a permission, the others sign-outs. */
const OLD_LINES = `
  INSERT INTO events (user_id, kind, details, created_at)
  SELECT user_id, CASE n WHEN 1 THEN 'permission_removed' ELSE 'signed_out' END,
         CASE n WHEN 1 THEN jsonb_build_object('account', email, 'scopes', '[]'::jsonb) ELSE '{}' END,
         now() - make_interval(days => n, mins => 1)
    FROM accounts, generate_series(1, 40) n WHERE provider_account_id = $1`

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('a history shows signing in, ending a session and signing out, newest first, with when and where', async ({
      page,
      person,
      signIn,
      elsewhere,
    }) => {
      await signIn(page)
      await elsewhere()
      await page.goto('/sessions')
      await page.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click()
      await expect(page.getByRole('status')).toContainText('is signed out.')
      await signOut(page)
      await signIn(page, PATH)
      const expected = [
        `You signed in with ${person.email} at Google.`,
        'You signed out.',
        'You signed out Firefox on Windows.',
        `You signed in with ${person.email} at Google.`,
      ]
      await expect(lines(page)).toHaveText(expected.map((text) => new RegExp(text)))
      for (const line of await lines(page).all()) {
        await expect(line).toContainText('Chrome on Linux at 127.0.0.1')
        await expect(line.getByRole('time')).toHaveAttribute('title', /^\d{1,2} \w+ 20\d\d, \d\d:\d\d/)
      }
    })

    test('a history is narrowed down to one kind, also to one without any line', async ({
      page,
      person,
      enter,
      sql,
    }) => {
      await enter(page, PATH)
      await sql(OLD_LINES, [person.sub])
      await page.getByRole('link', { name: 'Permissions' }).click()
      await expect(page).toHaveURL(/\?kind=permissions$/)
      await expect(lines(page)).toHaveText([/A permission was removed at Google/])
      await expect(lines(page)).toContainText(['Not from a browser of yours'])
      await expect(page.getByRole('link', { name: 'Permissions' })).toHaveAttribute('aria-current')
      await expect(page).toHaveTitle('Permissions – Activity – Latchkey')
      await page.getByRole('link', { name: 'Account', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Nothing in the last twelve months' })).toBeVisible()
      await page.getByRole('link', { name: 'Show everything' }).click()
      await expect(page).toHaveURL(/\/activity$/)
      await expect(lines(page)).toHaveCount(25)
    })

    test('a long history has pages, and the way back to the newest lines', async ({
      page,
      person,
      enter,
      sql,
    }) => {
      await enter(page, '/dashboard')
      await sql(OLD_LINES, [person.sub])
      await page.getByRole('link', { name: 'Activity' }).click()
      await expect(lines(page)).toHaveCount(25)
      await expect(page.getByRole('link', { name: 'First page' })).toHaveCount(0)
      await page.getByRole('link', { name: 'Next page' }).click()
      await expect(lines(page)).toHaveCount(15)
      await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0)
      await page.getByRole('link', { name: 'First page' }).click()
      await expect(lines(page).first()).toContainText(/yesterday|2 days ago/)
      await expect(lines(page)).toHaveCount(25)
    })
  })
}

test('narrowing down changes the page in place, and leaves the focus where it was', async ({
  page,
  enter,
}) => {
  await enter(page, PATH)
  await hydrated(page)
  await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'))
  const link = page.getByRole('link', { name: 'Sign-ins' })
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\?kind=sign-ins$/)
  await expect(page.getByRole('status')).toHaveText('Sign-ins: 0 lines')
  await expect(link).toBeFocused()
  await expect(page.locator('body[data-loaded=once]')).toHaveCount(1)
})

test('a session that goes on in another browser is in the history, with both browsers', async ({
  page,
  context,
  browser,
  enter,
  stack,
  person,
  sql,
}) => {
  await enter(page, PATH)
  const other = await browser.newContext({ userAgent: SAFARI, baseURL: stack.appUrl })
  await other.addCookies(await context.cookies(stack.appUrl))
  await (await other.newPage()).goto('/dashboard')
  await other.close()
  await expect(async () => {
    // As if a minute had gone by, within which only one such move is noted.
    await sql(
      `UPDATE sessions SET browser_noted_at = browser_noted_at - interval '1 minute'
        WHERE user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1)`,
      [person.sub],
    )
    await page.reload()
    await expect(lines(page)).toContainText(
      ['to Chrome on Linux.', 'A sign-in moved from Chrome on Linux to Safari on macOS.'],
      { timeout: 2_000 },
    )
  }).toPass()
})

test('an address that names no kind and no place shows the newest lines of every kind', async ({
  page,
  enter,
  person,
  sql,
}) => {
  await enter(page, '/dashboard')
  await sql(OLD_LINES, [person.sub])
  await page.goto(`${PATH}?kind=nonsense&before=${encodeURIComponent("' OR 1=1 --")}&kind=account`)
  await expect(lines(page)).toHaveCount(25)
  await expect(page.getByRole('link', { name: 'Everything' })).toHaveAttribute('aria-current')
})

test('a page of the history without a session is come back to after signing in', async ({ page, signIn }) => {
  await signIn(page, `${PATH}?kind=sign-ins`)
  await expect(lines(page)).toHaveCount(1)
})
