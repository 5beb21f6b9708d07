import { chooseAtGoogle, pressSignOut, signOut } from '#tests/support/pages'
import { placeOf } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const HOME = '/dashboard'

test('a first sign-in shows the account', async ({ page, person, signIn }) => {
  await signIn(page)
  await expect(page.getByRole('heading', { level: 1, name: person.name ?? '' })).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByText(person.email).first()).toBeVisible()
  await expect(main.getByText('Verified by Google')).toBeVisible()
  await expect(main.getByText('Chrome on Linux')).toBeVisible()
  await expect(page).toHaveTitle('Your account – Latchkey')
})

test('a later sign-in needs no consent and shows the newest profile', async ({
  page,
  person,
  signIn,
  google,
}) => {
  await signIn(page)
  await signOut(page)
  await google.changeProfile(person.sub, { name: 'Augusta Ada King' })
  await page.goto(HOME)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Augusta Ada King' })).toBeVisible()
})

test('signing out ends the session, and its cookie opens nothing any more', async ({
  page,
  context,
  stack,
  signIn,
}) => {
  await signIn(page)
  const [cookie] = await sessionCookies(context)
  await pressSignOut(page)
  await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed out')
  expect(await sessionCookies(context)).toEqual([])
  const answer = await fetch(`${stack.appUrl}/api/me`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
  })
  expect(answer.status).toBe(401)
  await page.goto(HOME)
  await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fdashboard$/)
})

test('a deep link is come back to, with its query', async ({ page, signIn }) => {
  await signIn(page, '/dashboard?tab=session&q=a%26b')
  await expect(page).toHaveURL(/\/dashboard\?tab=session&q=a%26b$/)
})

test('a return-to that leads off the site is ignored, and the sign-in goes on', { tag: '@R97' }, async ({
  page,
  person,
  stack,
}) => {
  await page.goto('/sign-in?returnTo=https://evil.example/')
  await page.getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/dashboard`)
})

test('two tabs sign in at once, and both arrive where they wanted', async ({ context, person, stack }) => {
  const tabs = await Promise.all(
    ['?tab=1', '?tab=2', '?tab=3'].map(async (query) => {
      const page = await context.newPage()
      await page.goto(HOME + query)
      await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
      await page.getByRole('button', { name: person.email }).waitFor()
      return { page, query }
    }),
  )
  for (const { page, query } of tabs.reverse()) {
    await chooseAtGoogle(page, person)
    await expect(page).toHaveURL(`${stack.appUrl}${HOME}${query}`)
    await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  }
})

test('two accounts one after the other are two people, and the first session is over', {
  tag: ['@R49', '@R93'],
}, async ({ page, context, google, signIn, stack }) => {
  await signIn(page)
  const [first] = await sessionCookies(context)
  const grace = await google.addPerson({
    sub: `grace-${Date.now()}`,
    email: `grace.${Date.now()}@gmail.example`,
    name: 'Grace Hopper',
  })
  await page.goto('/sign-in')
  await expect(page.getByText('You are signed in as')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: grace.email }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
  const answer = await fetch(`${stack.appUrl}/api/me`, {
    headers: { cookie: `${first?.name}=${first?.value}` },
  })
  expect(answer.status).toBe(401)
})

test('what Google granted is stored, not what was asked', { tag: '@R26' }, async ({ page, person, sql }) => {
  const drive = 'https://www.googleapis.com/auth/drive.metadata.readonly'
  const calendar = 'https://www.googleapis.com/auth/calendar.readonly'
  await page.route('**/sign-in/start', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    const address = placeOf({ headers: new Headers(response.headers()) }) ?? new URL('nowhere:')
    address.searchParams.set('scope', `${address.searchParams.get('scope')} ${drive} ${calendar}`)
    await route.fulfill({ response, headers: { ...response.headers(), refresh: `0; url=${address.href}` } })
  })
  await page.goto(HOME)
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: person.email }).click()
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  const [grant] = await sql<{ scopes: string[] }>(
    'SELECT g.scopes FROM grants g JOIN accounts a ON a.id = g.account_id WHERE a.provider_account_id = $1',
    [person.sub],
  )
  const stored = grant?.scopes ?? []
  expect(stored.filter((scope) => [drive, calendar].includes(scope))).toHaveLength(1)
  expect(stored).toEqual(expect.arrayContaining(['email', 'openid', 'profile']))
})

test('somebody who is signed in can go on to where they wanted, with the account that they have', async ({
  page,
  enter,
}) => {
  await enter(page, '/sign-in?returnTo=/sessions')
  await page.getByRole('main').getByRole('link', { name: 'Go on' }).click()
  await expect(page).toHaveURL('/sessions')
})

async function sessionCookies(context: import('@playwright/test').BrowserContext) {
  return (await context.cookies()).filter(({ name }) => /^latchkey-\d+-session$/.test(name))
}
