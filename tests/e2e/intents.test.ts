import type { BrowserContext, Page } from '@playwright/test'
import { send } from '#tests/support/http'
import { card, chooseAtGoogle } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of 4\d\d/] })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function sessionCookie(context: BrowserContext, url: string): Promise<string> {
  const cookie = (await context.cookies(url)).find(({ name }) => name.endsWith('-session'))
  return `${cookie?.name}=${cookie?.value}`
}

test('a Google account that opens somebody else’s account is not connected, and the page says so', {
  tag: '@R93',
}, async ({ browser, page, friend, arrive, sql, stack }) => {
  const other = await browser.newPage({ baseURL: stack.appUrl })
  await other.goto('/dashboard')
  await other.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await chooseAtGoogle(other, friend)
  await other.waitForURL('/dashboard')
  await other.close()
  await arrive(page, '/connections')
  await page.getByRole('button', { name: 'Connect a Google account' }).click()
  await chooseAtGoogle(page, friend)
  await expect(heading(page)).toHaveText('This Google account opens another account here')
  await page.getByRole('link', { name: 'Back to where you were' }).click()
  await expect(page).toHaveURL('/connections')
  await expect(card(page, friend)).toHaveCount(0)
  const owners = await sql('SELECT user_id FROM accounts WHERE provider_account_id = $1', [friend.sub])
  expect(owners).toHaveLength(1)
})

test('cancelling at Google comes back to the page, which says so', async ({ page, arrive }) => {
  await arrive(page, '/connections')
  await page.getByRole('button', { name: 'Connect a Google account' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL('/connections')
  await expect(page.getByRole('status')).toContainText('You cancelled at Google. Nothing was changed.')
})

test('a permission that is left unticked is calm, and everything else goes on working', {
  tag: '@R26',
}, async ({ page, person, arrive }) => {
  await arrive(page, '/connections')
  await page.getByRole('button', { name: 'Allow Drive at Google' }).click()
  await chooseAtGoogle(page, person)
  await expect(page.getByRole('status')).toContainText('You left the box unticked')
  await expect(card(page, person)).toContainText(/Worked (just now|\d+ minutes? ago)/)
})

test('an account that was just disconnected can be connected again, also before Google has revoked it', async ({
  page,
  friend,
  google,
  arrive,
  connectAccount,
  sql,
}) => {
  await arrive(page, '/connections')
  await connectAccount(page, friend)
  await google.failNext('revoke', { status: 503, times: 50 })
  await page.getByRole('button', { name: `Disconnect ${friend.email}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('status')).toContainText(`${friend.email} is disconnected.`)
  await page.getByRole('button', { name: 'Connect a Google account' }).click()
  await chooseAtGoogle(page, friend)
  await expect(page.getByRole('status')).toContainText(`${friend.email} is connected.`)
  await expect(card(page, friend)).toContainText(/Worked (just now|\d+ minutes? ago)/)
  const grants = await sql(
    `SELECT g.refresh_token IS NOT NULL AS lasting FROM grants g JOIN accounts a ON a.id = g.account_id
      WHERE a.provider_account_id = $1`,
    [friend.sub],
  )
  expect(grants).toEqual([{ lasting: true }])
  expect((await google.grants()).map(({ sub }) => sub)).toContain(friend.sub)
})

test('connecting, too, needs a sign-in of the last ten minutes, and comes back', { tag: '@R57' }, async ({
  page,
  person,
  friend,
  arrive,
  age,
}) => {
  await arrive(page, '/connections')
  await age(person)
  await page.getByRole('button', { name: 'Connect a Google account' }).click()
  await expect(heading(page)).toHaveText('Confirm that it is you')
  await expect(page.getByRole('main')).toContainText(person.email)
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await chooseAtGoogle(page, person)
  await expect(page).toHaveURL('/connections')
  await expect(page.getByRole('status')).toContainText('Thank you, it is you.')
  await page.getByRole('button', { name: 'Connect a Google account' }).click()
  await chooseAtGoogle(page, friend)
  await expect(page.getByRole('status')).toContainText(`${friend.email} is connected.`)
})

test('confirming puts a new token in the browser, and the one before opens nothing', { tag: '@R48' }, async ({
  page,
  context,
  person,
  arrive,
  age,
  stack,
}) => {
  await arrive(page, '/settings')
  await age(person)
  const before = await sessionCookie(context, stack.appUrl)
  await page.goto('/confirm?returnTo=/settings')
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await chooseAtGoogle(page, person)
  await expect(page).toHaveURL('/settings')
  const after = await sessionCookie(context, stack.appUrl)
  expect(after).not.toBe(before)
  const ask = async (cookie: string) => (await send(`${stack.appUrl}/api/me`, { headers: { cookie } })).status
  expect([await ask(before), await ask(after)]).toEqual([401, 200])
})

test('a confirmation by another Google account, or by an old sign-in at Google, is refused', {
  tag: '@R57',
}, async ({ page, person, friend, google, arrive, connectAccount, age }) => {
  await arrive(page, '/connections')
  await connectAccount(page, friend)
  await age(person)
  const confirm = async (account: typeof person) => {
    await page.goto('/confirm?returnTo=/settings')
    await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
    await chooseAtGoogle(page, account)
  }
  await confirm(friend)
  await expect(heading(page)).toHaveText('That was another Google account')
  await google.tamperIdToken({ claims: { auth_time: Math.floor(Date.now() / 1000) - 3_600 } })
  await confirm(person)
  await expect(heading(page)).toHaveText('Google did not ask who you are')
  await page.goto('/settings/delete')
  await expect(page.getByRole('button', { name: 'Delete my account' })).toHaveCount(0)
})

test('confirming says what for, and somebody who has just confirmed has nothing to confirm', async ({
  page,
  person,
  enter,
  age,
}) => {
  await enter(page, '/confirm')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing to confirm')
  await page.getByRole('main').getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL('/dashboard')
  await age(person)
  for (const [returnTo, action] of [
    ['/settings/delete', 'Deleting your account'],
    ['/settings', 'Downloading your data'],
    ['/connections', 'Connecting another account'],
    ['/connections?confirm=x', 'Disconnecting an account'],
    ['/activity', 'What you are about to do'],
  ] as const) {
    await page.goto(`/confirm?${new URLSearchParams({ returnTo })}`)
    await expect(page.getByRole('main')).toContainText(`${action} needs a sign-in of the last ten minutes`)
  }
})
