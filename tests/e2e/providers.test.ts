import { randomInt } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { Person } from '#scripts/sandbox/people'
import { expectAccessible } from '#tests/support/accessibility'
import { only } from '#tests/support/clients'
import type { Sql } from '#tests/support/database'
import { chooseAtGoogle } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

const SIGN_IN = ['Sign in with Google', 'Continue with Facebook', 'Sign in with X']
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The providers that the forms of a place lead to, in order. */
function providersIn(place: Locator): Promise<(string | null)[]> {
  return place
    .locator('form input[name=provider]')
    .evaluateAll((fields) => fields.map((field) => field.getAttribute('value')))
}

type Row = { provider: string; email?: string; handle?: string; name?: string }

const X: Row = { provider: 'twitter', handle: 'ada', name: 'Ada King' }
const FACEBOOK: Row = { provider: 'facebook', name: 'Ada K.' }

/** One more account of somebody, newer than those that they have. @returns its id */
async function connect(sql: Sql, { sub }: Person, { provider, email, handle, name }: Row): Promise<string> {
  const [row] = await sql(
    `INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email, email_verified, handle, name)
     SELECT user_id, 'oauth', $2, 'https://issuer.test', $3, $4, false, $5, $6 FROM accounts
      WHERE provider_account_id = $1 RETURNING id`,
    [sub, provider, String(randomInt(2 ** 47)), email ?? null, handle ?? null, name ?? null],
  )
  return String(row?.id)
}

/** Has every session of somebody be one that they signed in to with another account of theirs, minutes ago. */
async function signInBy(sql: Sql, id: string, minutes = 11): Promise<void> {
  await sql(
    `UPDATE sessions SET account_id = $1, authenticated_at = now() - $2 * interval '1 minute'
      WHERE user_id = (SELECT user_id FROM accounts WHERE id = $1)`,
    [id, minutes],
  )
}

/** Takes away all accounts of somebody but one, and their address: as if they had never come by another. */
async function leaveOnly(sql: Sql, id: string): Promise<void> {
  await signInBy(sql, id)
  await sql(
    'DELETE FROM accounts WHERE id <> $1 AND user_id = (SELECT user_id FROM accounts WHERE id = $1)',
    [id],
  )
  await sql(
    `UPDATE users SET email = NULL, email_key = NULL, email_verified = NULL, name = NULL
      WHERE id = (SELECT user_id FROM accounts WHERE id = $1)`,
    [id],
  )
}

test('every provider has a button as large as the others, in the same order wherever people sign in', async ({
  page,
}) => {
  for (const path of ['/sign-in', '/', '/signed-out', '/sign-in/problem?code=cancelled&ref=reference']) {
    await page.goto(path)
    const main = page.getByRole('main')
    expect(await providersIn(main), path).toEqual(['google', 'facebook', 'twitter'])
    const buttons = main.getByRole('button')
    expect(await buttons.allTextContents(), path).toEqual(SIGN_IN)
    const boxes = await Promise.all((await buttons.all()).map((button) => button.boundingBox()))
    for (const box of boxes) {
      expect([box?.x, box?.width, box?.height], path).toEqual([
        boxes[0]?.x,
        boxes[0]?.width,
        boxes[0]?.height,
      ])
      expect(box?.height).toBeGreaterThanOrEqual(44)
    }
  }
  await page.goto('/sign-in')
  const shared = page.getByRole('main').getByRole('listitem')
  await expect(shared).toHaveText([
    'Google shares your name, email address and picture.',
    'Facebook shares your name and picture, and your email address if you leave it ticked.',
    'X shares your name, handle, email address and picture. It asks to see your posts because it knows no smaller permission; Latchkey reads who you are, and no posts unless you ask.',
  ])
})

test('with colours of the reader’s own, the logos have the colour of the text, and the focus is seen', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/sign-in')
  for (const name of SIGN_IN.slice(1)) {
    const button = page.getByRole('button', { name })
    await button.focus()
    const look = await button.evaluate((node) => {
      const path = node.querySelector('path')
      const { color, outlineStyle, borderTopStyle } = getComputedStyle(node)
      return { drawn: path && getComputedStyle(path).fill === color, outlineStyle, borderTopStyle }
    })
    expect(look, name).toEqual({ drawn: true, outlineStyle: 'solid', borderTopStyle: 'solid' })
  }
})

/** What a problem page offers to whoever is signed out: to try again, and besides. */
const problems: [query: string, again: string[], others: string[]][] = [
  ['code=provider_unavailable&provider=facebook', ['facebook'], ['google', 'twitter']],
  ['code=cancelled&provider=twitter', ['twitter'], ['google', 'facebook']],
  ['code=provider_unpaid&provider=twitter', [], ['google', 'facebook']],
  ['code=provider_off&provider=facebook', [], ['google', 'twitter']],
  ['code=redirect_mismatch&provider=google', [], ['facebook', 'twitter']],
  ['code=email_taken&provider=google', ['google'], ['facebook', 'twitter']],
  ['code=attempt_used&provider=twitter', ['twitter'], ['google', 'facebook']],
  ['code=too_many_attempts&provider=twitter', ['twitter'], []],
  ['code=account_disabled&provider=twitter', [], []],
  ['code=in_app_browser&provider=facebook', [], []],
  ['code=perhaps_in_app&provider=twitter', ['twitter'], ['google', 'facebook']],
  ['code=cancelled&provider=somebody', ['google', 'facebook', 'twitter'], []],
]

for (const [query, again, others] of problems) {
  test(`a problem page leads to what may help: ${query}`, async ({ page }) => {
    await page.goto(`/sign-in/problem?${query}&ref=reference`)
    const besides = page.getByRole('region', { name: 'Other ways to sign in' })
    await expect(besides).toHaveCount(others.length > 0 ? 1 : 0)
    expect(await providersIn(page.getByRole('main'))).toEqual([...again, ...others])
    if (others.length > 0) expect(await providersIn(besides)).toEqual(others)
    const anyway = page.locator('form input[name=anyway]')
    await expect(anyway).toHaveCount(query.includes('perhaps_in_app') ? 3 : 0)
  })
}

test('a problem page has other ways, and whoever is signed in goes back instead', async ({ page, enter }) => {
  const path = '/sign-in/problem?code=attempt_expired&provider=twitter&ref=reference'
  await page.goto(path)
  await expect(page.getByRole('main')).toContainText('If X showed an error page')
  await enter(page, path)
  await expect(page.getByRole('link', { name: 'Back to where you were' })).toBeVisible()
  expect(await providersIn(page.getByRole('main'))).toEqual([])
})

test('the connections show whose each is, and how to connect one of each provider', async ({
  page,
  person,
  enter,
  sql,
}) => {
  await enter(page, '/sign-in')
  await connect(sql, person, FACEBOOK)
  await connect(sql, person, X)
  await page.goto('/connections')
  const card = (name: string) =>
    page.getByRole('region', { name: new RegExp(`^${name} (?:Google|Facebook|X)$`) })
  await expect(card('@ada').getByRole('link', { name: '@ada' })).toHaveAttribute('href', 'https://x.com/ada')
  await expect(card('@ada')).toContainText('Ada King')
  await expect(card('@ada')).toContainText('only there can you take Latchkey off the list')
  const manage = (name: string, at: string) =>
    expect(card(name).getByRole('link', { name: `your connections at ${at}` }))
  await manage('@ada', 'X').toHaveAttribute('href', 'https://x.com/settings/connected_apps')
  await manage('Ada K.', 'Facebook').toHaveAttribute('href', /^https:\/\/www\.facebook\.com\//)
  await manage(person.email, 'Google').toHaveAttribute('href', 'https://myaccount.google.com/connections')
  await expect(card('Ada K.')).toContainText('That is when Facebook last answered us for this account.')
  const more = page.getByRole('region', { name: 'Connect another way in' })
  expect(await providersIn(more)).toEqual(['google', 'facebook', 'twitter'])
  await expect(more.getByRole('button', { name: 'Connect an X account' })).toHaveAccessibleDescription(
    /Latchkey then keeps that this X account is yours\.$/,
  )
  await card('@ada').getByRole('button', { name: 'Disconnect @ada' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText(
    `What is left to sign in with: ${person.email} at Google and Ada K. at Facebook.`,
  )
  await expect(question).toContainText('X lists Latchkey until you remove it there.')
  await expect(question).not.toContainText('become')
  await question.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('status')).toContainText('@ada is disconnected.')
  await page.goto('/activity')
  await expect(page.getByRole('main')).toContainText('You disconnected @ada at X.')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('whoever came by X is offered Google first to confirm with, and stays who they are', {
      tag: '@R57',
    }, async ({ page, person, enter, sql }) => {
      await enter(page, '/sign-in')
      await signInBy(sql, await connect(sql, person, X))
      await page.goto('/connections')
      await page.getByRole('button', { name: 'Connect a Facebook account' }).click()
      await expect(heading(page)).toHaveText('Confirm that it is you')
      const ways = page.getByRole('main').getByRole('listitem')
      await expect(ways).toHaveText([`Continue with Googleas ${person.email}`, 'Continue with Xas @ada'])
      await expect(page.getByRole('main')).toContainText('X does not ask for your password again')
      const notNow = await page.getByRole('link', { name: 'Not now' }).boundingBox()
      expect(notNow?.height, 'a button beside several is as high as any').toBeLessThan(60)
      await page.getByRole('button', { name: 'Continue with Google' }).click()
      await chooseAtGoogle(page, person)
      await expect(page).toHaveURL('/connections')
      await expect(page.getByRole('status')).toContainText('Thank you, it is you.')
      await expect(page.getByRole('region', { name: '@ada X', exact: true })).toContainText('This session')
    })
  })
}

test('somebody without an address goes by their handle on every page, and nothing is said to be Google’s', async ({
  page,
  person,
  enter,
  sql,
}) => {
  await enter(page, '/sign-in')
  await leaveOnly(sql, await connect(sql, person, { provider: 'twitter', handle: 'ada' }))
  const main = page.getByRole('main')
  await page.goto('/dashboard')
  await expect(heading(page)).toHaveText('@ada')
  await expect(page.getByRole('banner')).toContainText('@ada')
  await expect(main.getByRole('region', { name: 'How you sign in' })).toContainText('@ada')
  await expect(main).not.toContainText('Verified')
  await page.goto('/sessions')
  await expect(main).toContainText('@ada')
  await page.goto('/connections')
  await expect(main).toContainText('This account is your only way to sign in here')
  await expect(main.getByRole('button', { name: /^Disconnect/ })).toHaveCount(0)
  for (const path of ['/settings', '/settings/delete', '/confirm?returnTo=/settings']) {
    await page.goto(path)
    await expect(main).not.toContainText(/Google|Facebook/)
  }
  await expect(main).toContainText('Confirm with X as @ada')
  await expect(main).toContainText('X does not ask for your password again')
  await page.goto('/settings')
  await expect(main).toContainText('No email address')
  await expect(main.getByRole('link', { name: 'Change them at X' })).toHaveAttribute(
    'href',
    /^https:\/\/x\.com\//,
  )
  await page.goto('/settings/delete')
  await expect(main).toContainText('@ada (X)')
})

test('an address that nobody asserts is not said to be verified', async ({ page, person, enter, sql }) => {
  await enter(page, '/sign-in')
  const facebook = { ...FACEBOOK, email: 'ada.k@example.test' }
  await leaveOnly(sql, await connect(sql, person, facebook))
  await sql(
    `UPDATE users SET email = $1 WHERE id = (SELECT user_id FROM accounts WHERE email = $1 AND provider = 'facebook')`,
    [facebook.email],
  )
  await page.goto('/dashboard')
  await expect(page.getByRole('main')).toContainText(facebook.email)
  await expect(page.getByRole('main')).not.toContainText('Verified')
  await page.goto('/settings')
  await expect(page.getByRole('main')).toContainText(`${facebook.email}, which nobody has verified`)
})

test('with X alone no page speaks of another, and an account of one that is off is no way in', async ({
  page,
  person,
  enter,
  sql,
  stack,
}) => {
  await enter(page, '/sign-in')
  await signInBy(sql, await connect(sql, person, X), 0)
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Disconnect @ada' }).click()
  await stack.restartApp(only('twitter'))
  try {
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await expect(heading(page)).toHaveText('This is your only way to sign in')
    await page.context().clearCookies()
    for (const path of [
      '/',
      '/sign-in',
      '/signed-out',
      '/goodbye',
      '/privacy',
      '/sign-in/problem?code=unknown&ref=reference',
    ]) {
      await page.goto(path)
      await expect(page.locator('body'), path).not.toContainText(/Google|Facebook/)
    }
    await page.goto('/sign-in')
    await expect(page.getByRole('main').getByRole('button')).toHaveText(['Sign in with X'])
    await expect(page.getByRole('main')).toContainText(
      'X will share your name, handle, email address and picture with Latchkey',
    )
    await enter(page, '/connections')
    const card = (name: string) =>
      page.getByRole('region', { name: new RegExp(`^${name} (?:Google|Facebook|X)$`) })
    await expect(card(person.email)).toContainText('Not in use here')
    await expect(card('@ada')).toContainText('your only way to sign in here')
    await expect(page.getByRole('button', { name: 'Disconnect @ada' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: `Disconnect ${person.email}` })).toBeVisible()
    await expectAccessible(page)
  } finally {
    await stack.restartApp()
  }
})
