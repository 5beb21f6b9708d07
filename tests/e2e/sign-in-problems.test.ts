import type { Page } from '@playwright/test'
import { chooseAtGoogle } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const HOME = '/dashboard?tab=1'
const NO_COOKIE = 'Your browser did not send our cookie'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

async function chooseAccount(page: Page, email: string) {
  await page.goto(HOME)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: email }).click()
}

test('cancelling says so, keeps where they wanted to go, and trying again works', async ({
  page,
  person,
  stack,
}) => {
  await page.goto(HOME)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'You cancelled signing in' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(stack.appUrl + HOME)
})

test('an e-mail address that Google has not verified is refused in plain language', { tag: '@R24' }, async ({
  page,
  google,
  stack,
}) => {
  const person = await google.addPerson({
    sub: `unverified-${Date.now()}`,
    email: `unverified.${Date.now()}@gmail.example`,
    name: 'Not Verified',
    email_verified: false,
  })
  await chooseAccount(page, person.email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Google has not verified your email address',
  )
  expect((await page.request.get(`${stack.appUrl}/api/me`)).status()).toBe(401)
})

test('the address of another account, in other case, is refused and the first account is untouched', {
  tag: '@R91',
}, async ({ page, browser, google, signIn, person, stack }) => {
  await signIn(page)
  await google.addPerson({
    sub: `twin-${Date.now()}`,
    email: person.email.toUpperCase(),
    name: 'Twin',
  })
  const context = await browser.newContext({ baseURL: stack.appUrl })
  const other = await context.newPage()
  await other.goto(HOME)
  await other.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await other.getByRole('button', { name: /^Twin/ }).click()
  await other.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(/already belongs to another account/)
  await context.close()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
})

test('the same callback does not work twice', { tag: '@R29' }, async ({ page, person, stack }) => {
  let callback = ''
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/')) callback = request.url()
  })
  await chooseAccount(page, person.email)
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await page.waitForURL(stack.appUrl + HOME)
  await page.goto(callback)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This sign-in was opened twice')
  await page.goto(HOME)
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
})

test('a callback works in no browser but the one that began it', { tag: ['@R31', '@R33'] }, async ({
  page,
  browser,
  person,
  stack,
}) => {
  let callback = ''
  page.on('request', (request) => {
    if (request.url().includes('/api/auth/callback/')) callback = request.url()
  })
  await chooseAccount(page, person.email)
  await page.context().clearCookies({ domain: 'localhost' })
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(NO_COOKIE)

  const context = await browser.newContext({ baseURL: stack.appUrl })
  const victim = await context.newPage()
  await victim.goto(callback)
  await expect(victim.getByRole('heading', { level: 1 })).toHaveText(NO_COOKIE)
  expect((await victim.request.get(`${stack.appUrl}/api/me`)).status()).toBe(401)
  await context.close()
})

test('Google is down during the exchange: the page says so with a 503, and trying again works', {
  tag: '@R79',
}, async ({ page, person, google, stack }) => {
  await google.failNext('token', { status: 503, times: 1 })
  await chooseAccount(page, person.email)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/sign-in/problem')),
    page.getByRole('button', { name: 'Continue', exact: true }).click(),
  ])
  expect(answer.status()).toBe(503)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Google is not answering')
  const reference = await page.locator('code').textContent()
  await expect.poll(() => stack.logs()).toContain(`"reference":"${reference}"`)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await expect(page).toHaveURL(stack.appUrl + HOME)
})

test('a page of an app or of a home screen leads on all the same, when its person says so', async ({
  browser,
  person,
  stack,
}) => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
  const context = await browser.newContext({ baseURL: stack.appUrl, userAgent })
  const page = await context.newPage()
  await page.goto('/sign-in?returnTo=/sessions')
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this page inside another app?')
  await expect(page.getByText(`${stack.appUrl}/sessions`)).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await chooseAtGoogle(page, person)
  await expect(page).toHaveURL('/sessions')
  await context.close()
})
