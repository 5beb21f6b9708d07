import type { Page } from '@playwright/test'
import { expect, FIREFOX, test } from '#tests/support/test'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

/** A line by which somebody else may have come in. */
const NEW_BROWSER = `
  INSERT INTO events (user_id, kind, details, user_agent, ip_address, created_at)
  SELECT user_id, 'signed_in_new_browser', jsonb_build_object('account', email), $2, '203.0.113.9', now() - interval '2 hours'
    FROM accounts WHERE provider_account_id = $1`

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test('whoever is asked about a new browser says that it was them, and is not asked again', async ({
      page,
      person,
      arrive,
      sql,
    }) => {
      await arrive(page, '/dashboard')
      await sql(NEW_BROWSER, [person.sub, IPHONE])
      await page.reload()
      const state = region(page, 'One thing needs your attention')
      await expect(state).toContainText('Was this you?')
      await expect(state).toContainText('Safari on iOS at 203.0.113.9')
      await expect(state.getByRole('link', { name: 'It was not me' })).toHaveAttribute(
        'href',
        /^\/activity\/[\da-f-]{36}$/,
      )
      await state.getByRole('button', { name: 'It was me' }).click()
      await expect(page.getByRole('status')).toContainText('We do not ask about that again in this browser.')
      await expect(region(page, 'All is well')).toBeVisible()
    })

    test('a name of one’s own is in the header and on the overview, until it is emptied', async ({
      page,
      person,
      enter,
    }) => {
      await enter(page, '/settings')
      const field = page.getByLabel('What to call you')
      await expect(field).toHaveValue('')
      await field.fill('Countess \u202eof Lovelace')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('status')).toContainText('Countess of Lovelace')
      await expect(field).toHaveValue('Countess of Lovelace')
      await expect(page.getByRole('banner')).toContainText('Countess of Lovelace')
      await page.goto('/dashboard')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Countess of Lovelace')
      await page.goto('/settings')
      await field.fill('\u200b')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('status')).toContainText('That cannot be a name here.')
      await expect(page.getByRole('banner')).toContainText('Countess of Lovelace')
      await field.fill('')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('status')).toBeVisible()
      await expect(page.getByRole('banner')).toContainText(person.name)
    })
  })
}

test('the overview says that all is well, and each thing that is not', async ({
  page,
  person,
  friend,
  arrive,
  connectAccount,
  elsewhere,
  sql,
}) => {
  await arrive(page, '/dashboard')
  await expect(region(page, 'All is well')).toContainText('You have one way in')
  await expect(region(page, 'You are signed in here only').getByRole('listitem')).toHaveCount(1)
  await expect(region(page, 'Last activity')).toContainText(`You signed in with ${person.email} at Google.`)
  await expect(region(page, 'Connected services').getByRole('listitem')).toHaveCount(2)
  await connectAccount(page, friend)
  await page.goto('/dashboard')
  await expect(region(page, 'All is well')).toContainText('nothing is missing')
  for (const userAgent of [FIREFOX, IPHONE, `a-lamp-of-the-house/${'9'.repeat(200)}`])
    await elsewhere(userAgent)
  await sql(NEW_BROWSER, [person.sub, IPHONE])
  await sql(`UPDATE grants SET dead_at = now(), dead_cause = 'revoked'`)
  await sql(
    `UPDATE accounts SET disabled_at = now(), disabled_reason = 'provider' WHERE provider_account_id = $1`,
    [friend.sub],
  )
  await sql('UPDATE users SET email = NULL, email_verified = NULL')
  await page.reload()
  const state = region(page, '3 things need your attention')
  for (const text of ['Was this you?', 'ended', 'is locked', 'You have one way in', 'no email address'])
    await expect(state).toContainText(text)
  await expect(region(page, 'Signed in on 4 devices').getByRole('listitem')).toHaveCount(3)
  for (const [change, said] of [
    [`disabled_cause = 'disabled'`, 'Google told us that it has disabled it. Nobody can sign in'],
    [`disabled_cause = 'purged'`, 'Google told us that it does not exist there any more.'],
    [
      `disabled_at = NULL, disabled_cause = 'bulk-account', disable_settled_at = now()`,
      `Google has disabled ${friend.email}`,
    ],
  ] as const) {
    await sql(`UPDATE accounts SET ${change} WHERE provider_account_id = $1`, [friend.sub])
    await page.reload()
    await expect(state).toContainText(said)
  }
})
