import { expectAccessible } from '#tests/support/accessibility'
import { filesInDrive, givePermission, markDocument, namesShown, tabTo } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('whoever has connected two accounts chooses whose files to see, and the address keeps it', async ({
      page,
      person,
      friend,
      openDrive,
      connectAccount,
      stack,
      sql,
    }) => {
      await openDrive(page)
      await expect(page.getByRole('navigation', { name: 'Google account' })).toHaveCount(0)
      await connectAccount(page, friend)
      const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [friend.sub])
      await page.goto('/drive?sort=a-z&q=engine')
      const choice = page.getByRole('navigation', { name: 'Google account' })
      await expect(choice.getByRole('link', { name: person.email })).toHaveAttribute('aria-current', 'true')
      await choice.getByRole('link', { name: friend.email }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?account=${row?.id}&q=engine&sort=a-z`)
      await expect(choice.getByRole('link', { name: friend.email })).toHaveAttribute('aria-current', 'true')

      await givePermission(page)
      await expect(page).toHaveURL(`${stack.appUrl}/drive?account=${row?.id}&q=engine&sort=a-z`)
      await expect(page.getByText(`${friend.email} gave the permission.`)).toBeVisible()
      await expect(page.getByText('matching “engine”, from A to Z.')).toBeVisible()
      await page.getByRole('link', { name: 'Clear the search' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?account=${row?.id}&sort=a-z`)
      await page.getByRole('columnheader', { name: 'Modified' }).getByRole('link').click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?account=${row?.id}`)
      await expect(page.getByText('last modified first.')).toBeVisible()
      const theirs = filesInDrive(friend).map(({ name }) => name)
      await expect.poll(() => namesShown(page)).toEqual(theirs.slice(0, 25))
      await page.getByRole('link', { name: 'Next page' }).click()
      await expect(page).toHaveURL(/\?account=[\w-]{36}&page=/)
      await expect(page.getByText('The next 25 files')).toBeVisible()
      await expect.poll(() => namesShown(page)).toEqual(theirs.slice(25, 50))
      await page.getByLabel('Search by name').fill('tax')
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?account=${row?.id}&q=tax`)

      await choice.getByRole('link', { name: person.email }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?q=tax`)
    })
  })
}

test('an account that is somebody else’s, or was disconnected, is not there: the page says whose files it shows', {
  tag: '@R109',
}, async ({ page, person, friend, openDrive, sql }) => {
  await openDrive(page)
  await sql(`INSERT INTO users (name, email, email_key, updated_at) VALUES ('Grace', 'x', 'x', now())`)
  await sql(
    `INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email)
     SELECT id, 'oidc', 'google', 'x', $1, $2 FROM users WHERE email_key = 'x'`,
    [friend.sub, friend.email],
  )
  const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [friend.sub])
  for (const account of [String(row?.id), 'no-id-at-all']) {
    await page.goto(`/drive?account=${account}`)
    await expect(page.getByText('The account that you asked for is not connected here')).toContainText(
      person.email,
    )
    await expect(page.getByText(friend.email)).toHaveCount(0)
    await expect(page.getByRole('table')).toBeVisible()
  }
})

test('the choice works with the keyboard, on a phone and for everybody', async ({
  page,
  friend,
  openDrive,
  connectAccount,
}) => {
  await openDrive(page)
  await connectAccount(page, friend)
  await page.goto('/drive')
  await markDocument(page)
  await tabTo(page, friend.email)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Let Latchkey list your files' })).toBeVisible()
  await expect(page.getByRole('link', { name: friend.email })).toBeFocused()
  await expectAccessible(page)
})

test('files of a shared drive are listed among the others, and say whose they are', async ({
  page,
  google,
  person,
  openDrive,
}) => {
  await google.changeProfile(person.sub, { hd: 'analytical.example' })
  await openDrive(page, '/drive?q=shared')
  const rows = page.locator('tbody').getByRole('row')
  await expect(rows.filter({ hasText: 'a shared drive' }).first()).toBeVisible()
})
