import { card, hydrated, tabTo } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test('the keyboard alone disconnects an account: the focus goes to the question, back, and to the news', async ({
  page,
  friend,
  arrive,
  connectAccount,
}) => {
  await arrive(page, '/connections')
  await connectAccount(page, friend)
  await hydrated(page)
  await tabTo(page, `Disconnect ${friend.email}`)
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog')
  await expect(question.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(page.getByRole('button', { name: `Disconnect ${friend.email}` })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('is disconnected.')
  await expect(page.getByRole('status')).toBeFocused()
  await expect(card(page, friend)).toHaveCount(0)
})

test('the keyboard alone turns a feature off and on, and each time the news has the focus', async ({
  page,
  person,
  arrive,
  sql,
}) => {
  await arrive(page, '/connections')
  await sql(
    `UPDATE grants SET scopes = array_append(scopes, 'https://www.googleapis.com/auth/drive.metadata.readonly')
      WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)`,
    [person.sub],
  )
  await page.goto('/connections')
  for (const [button, news] of [
    ['Turn off Drive', 'It is turned off here'],
    ['Turn on Drive', 'It is turned on again'],
    ['Turn off Drive', 'It is turned off here'],
  ] as const) {
    await tabTo(page, button)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status')).toContainText(news)
    await expect(page.getByRole('status')).toBeFocused()
  }
})

test('the keyboard alone deletes an account', async ({ page, arrive }) => {
  await arrive(page, '/settings')
  await tabTo(page, 'Delete my account')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/settings/delete')
  await tabTo(page, 'download it in the settings')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('Space')
  await tabTo(page, 'Delete my account')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is deleted')
})
