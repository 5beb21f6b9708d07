import type { Page } from '@playwright/test'
import type { SandboxMail } from '#scripts/sandbox/mail'
import type { Person } from '#scripts/sandbox/people'
import { commandsTo } from '#tests/support/control'
import { chooseAtGoogle } from '#tests/support/pages'
import { createRawBrowser } from '#tests/support/raw-browser'
import { test as base, expect, FIREFOX } from '#tests/support/test'

/** The application with mail, which stays in the sandbox. */
const test = base.extend<{ mailFor: (person: Person, subject: RegExp) => Promise<SandboxMail> }>({
  mailFor: async ({ issuer }, use) => {
    await use(async ({ email }, subject) => {
      const find = async () => {
        const mails = await commandsTo(issuer)<SandboxMail[]>('GET', 'mails')
        return mails.find((mail) => mail.envelope.to.includes(email) && subject.test(mail.subject))
      }
      await expect.poll(find, { timeout: 60_000 }).toBeTruthy()
      return (await find()) as SandboxMail
    })
  },
})

// The application is started once with mail, and once without for those that come after.
test.describe.configure({ mode: 'default' })
test.beforeAll(({ stack, sandbox }) =>
  stack.restartApp({ SMTP_URL: sandbox.smtpUrl ?? '', MAIL_FROM: 'accounts@latchkey.example' }),
)
test.afterAll(({ stack }) => stack.restartApp())

/** As a mail program shows it: the document by itself, which has loaded nothing. */
async function openMail(page: Page, { html }: SandboxMail): Promise<void> {
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.setContent(html)
  expect(loaded).toEqual([])
}

test('somebody who knows nothing but "someone was in your account" ends that in three clicks from the mail', async ({
  page,
  browser,
  person,
  stack,
  arrive,
  mailFor,
}) => {
  await arrive(page, '/dashboard')
  const thief = createRawBrowser({ appUrl: stack.appUrl }, { userAgent: FIREFOX })
  await thief.signIn(person)
  expect((await thief.get('/dashboard')).status).toBe(200)
  const mail = await mailFor(person, /New sign-in/)
  expect(mail.html).toContain('Firefox on Windows')

  // Their telephone: it is signed in nowhere.
  const userAgent = await page.evaluate(() => navigator.userAgent)
  const phone = await browser.newContext({
    baseURL: stack.appUrl,
    userAgent,
    viewport: { width: 390, height: 844 },
  })
  const own = await phone.newPage()
  await openMail(own, mail)
  await own.getByRole('link', { name: 'This was not me' }).click()
  await expect(own).toHaveURL(/\/sign-in\?returnTo=/)
  await own
    .getByRole('main')
    .getByRole('button', { name: /with Google$/ })
    .click()
  await chooseAtGoogle(own, person)
  await expect(own.getByRole('heading', { level: 1 })).toHaveText('Was this you?')
  const main = own.getByRole('main')
  await expect(main).toContainText('for the first time in this browser')
  await expect(main).toContainText('Firefox on Windows')
  await expect(main).toContainText('127.0.0.1')
  await main.getByRole('button', { name: 'Sign that browser out' }).click()

  await expect(own.getByRole('status').first()).toContainText('Firefox on Windows is signed out.')
  await expect(main).toContainText('That browser is signed out already.')
  await expect(main.getByRole('button', { name: 'Sign that browser out' })).toHaveCount(0)
  expect((await thief.get('/dashboard')).status).not.toBe(200)
  await expect(main.getByRole('link', { name: 'Change your password at Google' })).toHaveAttribute(
    'href',
    /^https:\/\/myaccount\.google\.com\//,
  )
  await main.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await expect(main).toContainText('You are signed in nowhere else.')
  await phone.close()
})

test('a line of the activity leads to the same page, and one that is over is done, not an error', async ({
  page,
  person,
  stack,
  arrive,
  sql,
}) => {
  await arrive(page, '/activity')
  const other = createRawBrowser({ appUrl: stack.appUrl }, { userAgent: FIREFOX })
  await other.signIn(person)
  await page.reload()
  const line = page.getByRole('listitem').filter({ hasText: 'for the first time' })
  await line.getByRole('link', { name: 'Was this you?' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was this you?')
  const end = page.getByRole('button', { name: 'Sign that browser out' })
  await expect(end).toBeVisible()
  // It is over meanwhile, by itself.
  await sql(`UPDATE sessions SET ended_at = now() WHERE user_agent = $1`, [FIREFOX])
  await end.click()
  await expect(page.getByRole('status').first()).toContainText('That browser is signed out already.')
})

test('what one is doing oneself is said to be so, and somebody else’s line is nobody’s', async ({
  page,
  stack,
  arrive,
  friend,
  sql,
}) => {
  await arrive(page, '/activity')
  await page.getByRole('link', { name: 'Was this you?' }).first().click()
  await expect(page.getByRole('main')).toContainText('This is the browser that you are using now.')
  await createRawBrowser({ appUrl: stack.appUrl }).signIn(friend)
  const [theirs] = await sql(
    'SELECT e.id FROM events e JOIN accounts a ON a.user_id = e.user_id WHERE a.provider_account_id = $1',
    [friend.sub],
  )
  for (const id of [String(theirs?.id), '0b0e7f7e-0000-4000-8000-000000000001', 'x']) {
    const answer = await page.request.get(`/activity/${id}`)
    expect(answer.status(), id).toBe(404)
    expect(await answer.text()).toContain('This is not in your account')
  }
})

test('people choose what they are written to about, and read why the rest stays', async ({
  page,
  person,
  enter,
  sql,
}) => {
  await enter(page, '/settings')
  const card = page.getByRole('region', { name: 'Email from us' })
  await expect(card).toContainText(`We write to ${person.email}.`)
  await expect(card).toContainText('These cannot be turned off')
  await card.getByLabel('our access to one of your accounts ends').uncheck()
  await card.getByRole('button', { name: 'Save my choice' }).click()
  await expect(page.getByRole('status').first()).toContainText('Your choice of email is saved.')
  await expect(card.getByLabel('our access to one of your accounts ends')).not.toBeChecked()
  await expect(card.getByLabel('a permission is given or taken back')).toBeChecked()
  await sql(
    'UPDATE users SET email = NULL WHERE id = (SELECT user_id FROM accounts WHERE provider_account_id = $1)',
    [person.sub],
  )
  await page.reload()
  await expect(card).toContainText('no email can reach you')
})
