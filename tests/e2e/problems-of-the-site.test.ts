import type { Page } from '@playwright/test'
import { only } from '#tests/support/clients'
import { expectProblem } from '#tests/support/pages'
import { startTcpProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'

/** Each of these is the fault of a setting, or of the database: the application runs with it for the test alone. */
test.describe.configure({ mode: 'serial' })

/** What the browser says of a page that comes with a status of its own. */
test.use({ allowedErrors: [/status of (4|5)\d\d/] })

test.afterAll(({ stack }) => stack.restartApp())

async function leave(page: Page, email: string) {
  await page.goto('/dashboard')
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: email }).click()
}

const comeBack = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click()

test('domain_not_allowed: the claim counts, not the address', { tag: '@R96' }, async ({
  page,
  google,
  person,
  stack,
}) => {
  await stack.restartApp({ ALLOWED_HOSTED_DOMAINS: 'corp.example', ...only('google') })
  await google.changeProfile(person.sub, { email: 'ada@corp.example' })
  await leave(page, 'ada@corp.example')
  await comeBack(page)
  await expectProblem(page, stack, 'domain_not_allowed')

  await google.changeProfile(person.sub, { hd: 'corp.example' })
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: 'ada@corp.example' }).click()
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
})

test('too_many_attempts', { tag: '@R110' }, async ({ page, stack, sql }) => {
  await sql('DELETE FROM rate_limits')
  await stack.restartApp({ SIGN_IN_ATTEMPTS_PER_MINUTE: '2' })
  for (const _ of [1, 2]) {
    await page.goto('/sign-in')
    await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
    await expect(page).toHaveURL(new RegExp(`^${stack.issuer}`))
  }
  await page.goto('/sign-in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await expectProblem(page, stack, 'too_many_attempts')
})

test('provider_refused: a wrong client secret is shown as the fault of the site', async ({
  page,
  person,
  stack,
}) => {
  await stack.restartApp({ AUTH_GOOGLE_SECRET: 'not the secret' })
  await leave(page, person.email)
  await comeBack(page)
  await expectProblem(page, stack, 'provider_refused')
})

test.describe('inside another app', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 Chrome/150.0 Mobile',
  })

  test('in_app_browser: nobody is sent to Google, and the address can be copied', async ({ page, stack }) => {
    await page.goto('/sign-in?returnTo=/dashboard%3Ftab%3D1')
    await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
    await expectProblem(page, stack, 'in_app_browser')
    await expect(page.getByText(`${stack.appUrl}/dashboard?tab=1`)).toBeVisible()
  })
})

test('unavailable: a database that goes away during a sign-in is a 503, and the next sign-in works', {
  tag: '@R60',
}, async ({ page, person, stack }) => {
  const { hostname, port, href } = new URL(stack.databaseUrl)
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) })
  await stack.restartApp({ DATABASE_URL: href.replace(`:${port}/`, `:${proxy.port}/`) })
  await leave(page, person.email)
  await proxy.cut()
  await comeBack(page)
  await expectProblem(page, stack, 'unavailable')
  await proxy.restore()
  await leave(page, person.email)
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
  await proxy.stop()
})
