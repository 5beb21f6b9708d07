import { givePermission } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const SCOPE = 'https://www.googleapis.com/auth/drive.metadata.readonly'
const QUERY = '/drive?q=engine&sort=largest'

test('what will be asked and why stands there first, and afterwards it goes on with the same query', async ({
  page,
  person,
  arrive,
  stack,
}) => {
  await arrive(page, QUERY)
  await expect(page.getByRole('heading', { name: 'Let Latchkey list your files' })).toBeVisible()
  await expect(page.getByText('Open your files or see what is in them')).toBeVisible()
  const asked = page.waitForRequest((request) => request.url().includes('/o/oauth2/v2/auth'))
  await givePermission(page)
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText(`${person.email} gave the permission.`)).toBeVisible()
  await expect(page.getByLabel('Search by name')).toHaveValue('engine')
  await expect(page.getByText('matching “engine”, largest first.')).toBeVisible()

  const sent = new URL((await asked).url()).searchParams
  expect(sent.get('scope')?.split(' ')).toEqual(['openid', 'email', 'profile', SCOPE])
  expect(sent.get('include_granted_scopes')).toBe('true')
  expect(sent.get('login_hint')).toBe(person.email)
})

test('a box left unticked changes nothing, is said, and can be asked for again', async ({
  page,
  arrive,
  stack,
}) => {
  await arrive(page, QUERY)
  await givePermission(page, { tick: false })
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText('You left the box unticked')).toBeVisible()
  await givePermission(page)
  await expect(page.getByText('matching “engine”, largest first.')).toBeVisible()
})

test('cancelling at Google leads back, and says so', async ({ page, arrive, stack }) => {
  await arrive(page, QUERY)
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText('You cancelled at Google. Nothing was changed.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Let Latchkey list your files' })).toBeVisible()
})

test('a permission removed at Google is asked for again, and then it works', async ({
  page,
  google,
  person,
  openDrive,
  stack,
}) => {
  await openDrive(page)
  await google.removeScope(person.sub, SCOPE)
  await page.goto(QUERY)
  await expect(page.getByRole('heading', { name: 'Let Latchkey list your files' })).toBeVisible()
  await givePermission(page)
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText('matching “engine”, largest first.')).toBeVisible()
})

test('an account that we hold no access for is connected from the same explanation', async ({
  page,
  person,
  openDrive,
  stack,
  sql,
}) => {
  await openDrive(page)
  await sql('DELETE FROM grants USING accounts WHERE accounts.id = account_id AND provider_account_id = $1', [
    person.sub,
  ])
  await page.goto(QUERY)
  await expect(page.getByRole('heading', { name: 'Let Latchkey list your files' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText('matching “engine”, largest first.')).toBeVisible()
})

test('access removed at Google is shown with its cause, and Reconnect brings the same page back', async ({
  page,
  google,
  person,
  openDrive,
  stack,
}) => {
  await openDrive(page)
  await google.removeGrant(person.sub)
  const answer = await page.goto(QUERY)
  expect(answer?.status()).toBe(200)
  await expect(
    page.getByRole('heading', { name: 'Our access to your Google account has ended' }),
  ).toBeVisible()
  await expect(page.getByText('It was probably taken back in your Google Account')).toBeVisible()
  await google.resetCounts()
  await page.reload()
  expect(await google.counts()).toMatchObject({ token: 0, drive: 0 })

  await page.getByRole('button', { name: 'Reconnect' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page).toHaveURL(stack.appUrl + QUERY)
  await expect(page.getByText(`${person.email} is connected again.`)).toBeVisible()
  await expect(page.getByText('matching “engine”, largest first.')).toBeVisible()
})

test('an access token that has ended is refreshed on the way, once', async ({
  page,
  google,
  openDrive,
  sql,
}) => {
  await openDrive(page)
  await sql(`UPDATE grants SET access_token_expires_at = now() - interval '1 minute'`)
  await google.resetCounts()
  await page.goto('/drive')
  await expect(page.getByRole('table')).toBeVisible()
  expect(await google.counts()).toMatchObject({ token: 1, drive: 1 })
})
