import type { Page } from '@playwright/test'
import { send } from '#tests/support/http'
import { expectProblem, logLines, pressSignOut } from '#tests/support/pages'
import { placeOf } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const HOME = '/dashboard'

/** What the browser says of a page that comes with a status of its own. */
test.use({ allowedErrors: [/status of (4|5)\d\d/] })

async function leave(page: Page, email: string, target = HOME) {
  await page.goto(target)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: email }).click()
}

const comeBack = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click()

/** Has the next request of this page to Google ask for something else than we do. */
async function changeRequest(page: Page, change: (query: URLSearchParams) => void) {
  await page.route('**/sign-in/start', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    const address = placeOf({ headers: new Headers(response.headers()) }) ?? new URL('nowhere:')
    change(address.searchParams)
    await route.fulfill({ response, headers: { ...response.headers(), refresh: `0; url=${address.href}` } })
  })
}

test('cancelled', async ({ page, person, stack }) => {
  await leave(page, person.email)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectProblem(page, stack, 'cancelled')
})

test('attempt_expired, with where they wanted to go', async ({ page, person, stack, sql }) => {
  await leave(page, person.email, '/dashboard?tab=1')
  await sql(`UPDATE sign_in_attempts SET expires_at = now() WHERE return_to = '/dashboard?tab=1'`)
  await comeBack(page)
  await expectProblem(page, stack, 'attempt_expired')
  await expect(page.locator('input[name=returnTo]').first()).toHaveValue('/dashboard?tab=1')
})

test('attempt_used, also for somebody who is signed in by it', async ({ page, person, stack }) => {
  const callback = page.waitForRequest(/\/api\/auth\/callback\//)
  await leave(page, person.email)
  await comeBack(page)
  await page.waitForURL(stack.appUrl + HOME)
  await page.goto((await callback).url())
  await expectProblem(page, stack, 'attempt_used')
  await page.getByRole('link', { name: 'Back to where you were' }).click()
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
})

test('other_browser and cookies_blocked', async ({ page, person, stack, browser }) => {
  await leave(page, person.email)
  await page.context().clearCookies({ domain: 'localhost' })
  const callback = page.waitForRequest(/\/api\/auth\/callback\//)
  await comeBack(page)
  await expectProblem(page, stack, 'cookies_blocked')
  const elsewhere = await browser.newContext({ baseURL: stack.appUrl })
  await elsewhere.addCookies([{ name: 'theme', value: 'dark', url: stack.appUrl }])
  const other = await elsewhere.newPage()
  await other.goto((await callback).url())
  await expectProblem(other, stack, 'other_browser')
  await elsewhere.close()
})

test('invalid_callback', async ({ page, stack }) => {
  await page.goto('/api/auth/callback/google?code=c')
  await expectProblem(page, stack, 'invalid_callback')
})

test('consent_incomplete', async ({ page, person, stack }) => {
  await changeRequest(page, (query) => query.set('scope', 'openid profile'))
  await leave(page, person.email)
  await comeBack(page)
  await expectProblem(page, stack, 'consent_incomplete')
})

test('email_unverified', async ({ page, person, google, stack }) => {
  await google.changeProfile(person.sub, { email_verified: false })
  await leave(page, person.email)
  await comeBack(page)
  await expectProblem(page, stack, 'email_unverified')
})

test('email_taken', async ({ page, person, google, stack, arrive }) => {
  await arrive(page)
  const twin = await google.addPerson({ sub: `${person.sub}-2`, email: person.email, name: 'Twin' })
  await page.goto('/sign-in')
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.locator(`button[value="${twin.sub}"]`).click()
  await comeBack(page)
  await expectProblem(page, stack, 'email_taken')
})

for (const [code, reason] of [
  ['account_disabled', 'operator'],
  ['account_endangered', 'provider'],
] as const) {
  test(`${code}, on the next page and at the next sign-in`, async ({ page, person, stack, arrive, sql }) => {
    await arrive(page)
    await sql(
      'UPDATE accounts SET disabled_at = now(), disabled_reason = $2 WHERE provider_account_id = $1',
      [person.sub, reason],
    )
    const answer = await page.request.get('/api/me')
    expect([answer.status(), (await answer.json()).code]).toEqual([403, code])
    await page.goto('/sessions')
    await expectProblem(page, stack, code)
    await leave(page, person.email, '/sign-in')
    await expectProblem(page, stack, code)
  })
}

test('somebody whose account is disabled can sign out', async ({ page, person, stack, arrive, sql }) => {
  await arrive(page)
  await sql(`UPDATE accounts SET disabled_at = now() WHERE provider_account_id = $1`, [person.sub])
  await pressSignOut(page)
  await page.waitForURL(`${stack.appUrl}/signed-out`)
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain(stack.sessionCookie)
})

const answers = [
  ['provider_unavailable', { status: 503 }],
  ['provider_refused', { status: 401, body: { error: 'invalid_client' } }],
  ['redirect_mismatch', { status: 400, body: { error: 'redirect_uri_mismatch' } }],
  ['provider_invalid', { status: 200, body: { access_token: 'x', token_type: 'mac' } }],
] as const

for (const [code, answer] of answers) {
  test(`${code}, with the cause and the steps in the log`, async ({ page, person, google, stack }) => {
    await google.failNext('token', answer)
    await leave(page, person.email)
    await comeBack(page)
    await expectProblem(page, stack, code)
    const line = logLines(stack).findLast((one) => one.code === code)
    expect(line).toMatchObject({ steps: ['answer read', 'attempt taken: sign-in'] })
    expect(line?.err).toBeTruthy()
  })
}

test('provider_invalid says in the log which check failed', async ({ page, person, google, stack }) => {
  await google.tamperIdToken({ signature: 'foreign' })
  await leave(page, person.email)
  await comeBack(page)
  await expectProblem(page, stack, 'provider_invalid')
  const line = logLines(stack).findLast((one) => one.code === 'provider_invalid')
  expect(JSON.stringify(line)).toContain('signature verification failed')
})

const endings = [
  ['session_ended', 'ended_at = now()', 'You were signed out of this browser'],
  [
    'session_locked',
    `ended_at = now(), ended_reason = 'account_disabled'`,
    'You were signed out of this browser',
  ],
  ['session_idle', `last_active_at = now() - interval '8 days'`, 'You were signed out'],
  ['session_expired', 'expires_at = now()', 'It is time to sign in again'],
] as const

for (const [code, change, title] of endings) {
  test(`${code} is said on the way back in, and to JSON`, async ({ page, person, arrive, sql }) => {
    await arrive(page)
    await sql(`UPDATE sessions SET ${change} FROM users u WHERE u.id = sessions.user_id AND u.email = $1`, [
      person.email,
    ])
    const answer = await page.request.get('/api/me')
    expect(answer.status()).toBe(401)
    expect(await answer.json()).toMatchObject({ code, status: 401 })
    await page.goto('/dashboard?tab=1')
    await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fdashboard%3Ftab%3D1$/)
    await expect(page.getByRole('main').getByText(title, { exact: true })).toBeVisible()
  })
}

test('a problem page that is opened by itself leads to where one signs in, or to one’s own page', async ({
  page,
  enter,
  stack,
}) => {
  const ref = 'a-reference'
  for (const query of ['', '?code=unknown', '?code=made-up', '?code=provider_denied&returnTo=/sessions']) {
    const answer = await send(`${stack.appUrl}/sign-in/problem${query}`)
    const returnTo = query.includes('returnTo') ? '/sessions' : '/dashboard'
    expect(answer.status, query).toBe(307)
    expect(answer.headers.get('location'), query).toBe(`/sign-in?${new URLSearchParams({ returnTo })}`)
  }
  await enter(page, '/sign-in/problem')
  await expect(page).toHaveURL('/dashboard')
  await page.goto(`/sign-in/problem?code=session_ended&ref=${ref}&returnTo=/sessions`)
  await expect(page).toHaveURL('/sessions')
})

test('a problem page tells somebody who is signed in that they still are', async ({
  page,
  person,
  enter,
}) => {
  await enter(page, '/dashboard')
  await page.goto('/sign-in/problem?code=cancelled&ref=a-reference')
  await expect(page.getByRole('main')).toContainText(`You are still signed in as ${person.email}.`)
})
