import type { Page } from '@playwright/test'
import { tabTo } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const LINES = `
  INSERT INTO events (user_id, kind, details, created_at, user_agent)
  SELECT user_id, 'browser_changed', jsonb_build_object('from', $2::text, 'to', null), now(), $2
    FROM accounts, generate_series(1, 30) WHERE provider_account_id = $1`

test('the keyboard alone ends a session, ends all others, and reads the history', async ({
  page,
  person,
  enter,
  elsewhere,
  sql,
}) => {
  await elsewhere()
  await elsewhere('a-lamp')
  await elsewhere('a-kettle')
  await sql(LINES, [person.sub, 'a-lamp'])
  await enter(page, '/dashboard')
  await press(page, 'Sessions')
  await expect(page).toHaveURL(/\/sessions$/)
  await press(page, 'Sign out of Firefox on Windows')
  await expect(page.getByRole('status')).toBeFocused()
  await press(page, 'Sign out all others')
  await press(page, 'Sign them out')
  await expect(page.getByRole('status')).toContainText('2 browsers')
  await press(page, 'Activity')
  await expect(page).toHaveURL(/\/activity$/)
  await press(page, 'Sessions')
  await expect(page).toHaveURL(/\?kind=sessions$/)
  await press(page, 'Next page')
  await expect(page).toHaveURL(/before=/)
})

/** Goes with the Tab key to the next control of this name, and presses it. */
async function press(page: Page, name: string) {
  await tabTo(page, name)
  await page.keyboard.press('Enter')
}
