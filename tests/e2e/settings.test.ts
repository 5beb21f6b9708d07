import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { chooseAtGoogle } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Presses the button and reads the file that comes. */
async function download(page: Page) {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download my data' }).click()
  const file = await coming
  return { name: file.suggestedFilename(), content: JSON.parse(await readFile(await file.path(), 'utf8')) }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('name and picture come from Google, and the page says so', async ({ page, person, arrive }) => {
      await arrive(page, '/settings')
      const profile = page.getByRole('region', { name: 'Your profile' })
      await expect(profile).toContainText(person.name)
      await expect(profile).toContainText(person.email)
      await expect(profile).toContainText('come from this Google account')
      await expect(profile.getByRole('link', { name: 'Change them at Google' })).toHaveAttribute(
        'href',
        /^https:\/\/myaccount\.google\.com\//,
      )
    })

    test('a person takes their data along, after confirming when that is long ago', {
      tag: ['@R57', '@R112'],
    }, async ({ page, person, arrive, age }) => {
      await arrive(page, '/settings')
      await age(person)
      await page.getByRole('button', { name: 'Download my data' }).click()
      await expect(heading(page)).toHaveText('Confirm that it is you')
      await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
      await chooseAtGoogle(page, person)
      await expect(page).toHaveURL('/settings')
      await expect(page.getByRole('status')).toContainText('Thank you, it is you.')
      const { name, content } = await download(page)
      expect(name).toMatch(/^latchkey-export-\d{4}-\d\d-\d\d\.json$/)
      expect(content).toMatchObject({ format: 'latchkey-export', profile: { email: person.email } })
      const kinds = content.activity.map(({ kind }: { kind: string }) => kind)
      expect(kinds).toEqual(['signed_in', 'confirmed', 'exported'])
    })

    test('a person deletes their account: it is gone here, at Google and in every browser', {
      tag: ['@R56', '@R76', '@R113'],
    }, async ({ browser, page, context, person, google, signIn, arrive, sql, stack }) => {
      await arrive(page, '/settings')
      const elsewhere = await browser.newPage({ baseURL: stack.appUrl })
      await arrive(elsewhere, '/settings')
      await page.getByRole('link', { name: 'Delete my account' }).click()
      await expect(heading(page)).toHaveText('Delete your account')
      await expect(page.getByRole('region', { name: 'What goes' })).toContainText(person.email)
      await expect(page.getByRole('region', { name: 'What stays' })).toContainText('Nothing else')

      await page.getByRole('button', { name: 'Delete my account' }).click()
      const box = page.getByRole('checkbox')
      await expect(box).toBeFocused()
      await expect(heading(page)).toHaveText('Delete your account')

      await box.check()
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(heading(page)).toHaveText('Your account is deleted')
      expect((await context.cookies(stack.appUrl)).filter(({ name }) => name.endsWith('session'))).toEqual([])
      await expect(page.getByRole('banner')).not.toContainText(person.name)
      await page.goBack()
      await expect(page).toHaveURL(/\/sign-in\?/)
      await elsewhere.reload()
      await expect(elsewhere).toHaveURL(/\/sign-in\?/)
      await elsewhere.close()

      const grants = async () => (await google.grants()).map(({ sub }) => sub)
      await expect.poll(grants).not.toContain(person.sub)
      await signIn(page, '/connections')
      await expect(page.getByRole('listitem').filter({ hasText: 'files in Drive' })).toContainText(
        'Not given',
      )
      const events = await sql(
        'SELECT e.kind FROM events e JOIN accounts a ON a.user_id = e.user_id WHERE a.provider_account_id = $1',
        [person.sub],
      )
      expect(events).toEqual([{ kind: 'signed_in' }])
    })

    test('a deletion that comes late asks for a confirmation first, and comes back to the question', {
      tag: '@R57',
    }, async ({ page, person, arrive, age }) => {
      await arrive(page, '/settings/delete')
      await page.getByRole('checkbox').check()
      await age(person)
      await page.getByRole('button', { name: 'Delete my account' }).click()
      await expect(heading(page)).toHaveText('Confirm that it is you')
      await page.getByRole('link', { name: 'Not now' }).click()
      await expect(heading(page)).toHaveText('Delete your account')
      await expect(page.getByRole('checkbox')).toHaveCount(0)
      await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
      await chooseAtGoogle(page, person)
      await expect(page).toHaveURL('/settings/delete')
      await page.getByRole('link', { name: 'Keep my account' }).click()
      await expect(heading(page)).toHaveText('Settings')
    })
  })
}

test('the goodbye page is no page for people who are signed in', async ({ page, arrive }) => {
  await arrive(page)
  await page.goto('/goodbye')
  await expect(page).toHaveURL('/dashboard')
})

test('the button for the data is busy at once, and ready again two seconds later: the page stays, and its file is there', async ({
  page,
  arrive,
}) => {
  await page.clock.install()
  await arrive(page, '/settings')
  await page.clock.pauseAt(Date.now() + 60_000)
  const button = page.getByRole('button', { name: 'Download my data' })
  const coming = page.waitForEvent('download')
  await button.click()
  await expect(button).toHaveAttribute('aria-busy', 'true')
  await (await coming).delete()
  await page.clock.runFor(1_900)
  await expect(button).toHaveAttribute('aria-busy', 'true')
  await page.clock.runFor(200)
  expect(await button.getAttribute('aria-busy')).toBe('false')
})
