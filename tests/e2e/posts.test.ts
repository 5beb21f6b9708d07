import type { Page } from '@playwright/test'
import { expectAccessible } from '#tests/support/accessibility'
import { only } from '#tests/support/clients'
import { forgetScripts, hydrated, openWhole } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'
import { chooseAtX, controlX } from '#tests/support/x'

test.use({
  allowedErrors: [/Failed to load resource: the server responded with a status of (403|404|502|503)/],
})

const posts = (page: Page) => page.getByRole('list', { name: 'Posts' }).getByRole('listitem')
const entry = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, timezoneId: 'Europe/Berlin', locale: 'en-GB' })

    test('what will be asked stands there first, then X asks, then the posts are there, page by page', async ({
      page,
      google,
      person,
      arrive,
      stack,
    }) => {
      await google.changeProfile(person.sub, { x: { posts: 45 } })
      await arrive(page, '/posts', { provider: 'twitter' })
      await expect(heading(page, 'Let Latchkey show your posts')).toBeVisible()
      await expect(page.getByText('Keep a copy of your posts')).toBeVisible()
      const asked = page.waitForRequest((request) => request.url().includes('/i/oauth2/authorize'))
      await page.getByRole('main').getByRole('button', { name: 'Continue with X' }).click()
      await chooseAtX(page, person)
      await expect(page).toHaveURL(`${stack.appUrl}/posts`)
      await expect(page.getByText(`@${person.x.username} gave the permission.`)).toBeVisible()
      const scope = new URL((await asked).url()).searchParams.get('scope')
      expect(scope?.split(' ')).toEqual(['users.read', 'tweet.read', 'users.email', 'offline.access'])

      await expect(page.getByText('The first 20 posts, newest first.')).toBeVisible()
      await expect(page.getByRole('main')).toContainText(`What @${person.x.username} has posted at X`)
      await expect(posts(page)).toHaveCount(20)
      const first = posts(page).first()
      await expect(first).toContainText('#engines & <punched cards>')
      await expect(first.getByRole('link', { name: 'Open at X' })).toHaveAttribute(
        'href',
        /^https:\/\/x\.com\/i\/web\/status\/\d+$/,
      )
      const time = first.locator('time')
      const at = new Date((await time.getAttribute('datetime')) ?? '')
      const [timeZone, zone] = javaScriptEnabled ? ['Europe/Berlin', 'CET'] : ['UTC', 'UTC']
      const clock = at.toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone })
      await expect(time).toHaveText(new RegExp(`^(19|20) November 2026, ${clock} ${zone}$`))
      await expect(posts(page).filter({ hasText: 'RT @' }).first()).toContainText(
        /^Repost.*only the beginning/s,
      )

      if (javaScriptEnabled) await hydrated(page)
      await page.getByRole('link', { name: 'Next page' }).click()
      await expect(page.getByText('The next 20 posts, newest first.')).toBeVisible()
      if (javaScriptEnabled) await expect(page.getByRole('region', { name: 'Posts' })).toBeFocused()
      await page.getByRole('link', { name: 'Next page' }).click()
      await expect(page.getByText('The last 5 posts, newest first.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0)
      await page.getByRole('link', { name: 'First page' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/posts`)
      await expect(posts(page)).toHaveCount(20)
    })

    test('cancelling at X leads back, and says so', async ({ page, arrive, stack }) => {
      await arrive(page, '/posts', { provider: 'twitter' })
      await page.getByRole('main').getByRole('button', { name: 'Continue with X' }).click()
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/posts`)
      await expect(page.getByText('You cancelled at X. Nothing was changed.')).toBeVisible()
      await expect(heading(page, 'Let Latchkey show your posts')).toBeVisible()
    })
  })
}

test('each state says what it is, with its status, and nobody who cannot see or use a mouse is left out', async ({
  page,
  google,
  person,
  openPosts,
  stack,
}) => {
  test.setTimeout(120_000)
  const x = controlX(stack.issuer)
  await openPosts(page)
  await expect(posts(page).first()).toBeVisible()

  const open = (path = '/posts') => openWhole(page, path)
  await google.failNext('x-tweets', { status: 503, times: 2 })
  expect(await open()).toBe(503)
  await expect(heading(page, 'X is not answering')).toBeVisible()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(posts(page).first()).toBeVisible()

  await x.settings({ credits: 0 })
  expect(await open()).toBe(503)
  await expect(heading(page, 'X does not answer this site for now')).toBeVisible()
  await expect(page.getByText('What the people who run this site pay X for is used up.')).toBeVisible()
  await x.settings({ credits: null })

  await google.changeProfile(person.sub, { x: { suspended: true } })
  expect(await open()).toBe(403)
  await expect(heading(page, 'X does not let this account be used here')).toBeVisible()
  await expect(page.getByText('It may be locked or suspended.')).toBeVisible()
  await google.changeProfile(person.sub, { x: { suspended: false } })

  await google.failNext('x-tweets', { body: { unknown: true } })
  expect(await open()).toBe(502)
  await expect(page.getByRole('heading', { name: 'We and X did not understand each other' })).toBeVisible()

  expect(await open('/posts?page=made-up')).toBe(200)
  await expect(page.getByText('That page is no longer there, so this is the first one')).toBeVisible()

  const some = [{ text: 'One' }, { text: 'Two', unavailable: true }, { text: 'Three', unavailable: true }]
  await google.changeProfile(person.sub, { x: { posts: some } as object })
  await open()
  await expect(page.getByText('X left out 2 posts here')).toBeVisible()
  await expect(posts(page)).toHaveCount(1)
  await google.changeProfile(person.sub, { x: { posts: some.slice(1) } as object })
  await open()
  await expect(heading(page, 'X shows none of the posts on this page')).toBeVisible()
  await google.changeProfile(person.sub, { x: { posts: 0 } })
  await open()
  await expect(heading(page, 'There are no posts')).toBeVisible()

  const reset = Math.ceil(Date.now() / 1000) + 600
  await google.failNext('x-tweets', { status: 429, headers: { 'x-rate-limit-reset': String(reset) } })
  await forgetScripts(page)
  const limited = await page.goto('/posts')
  expect(limited?.status()).toBe(503)
  expect(Number(limited?.headers()['retry-after'])).toBeGreaterThan(500)
  await expect(heading(page, 'X asks us to wait')).toBeVisible()
  await expect(page.getByText(/Try again in about 1[01] minutes\./)).toBeVisible()
  await expect(page.getByText('It answers us again from').locator('time')).toHaveText(/20\d\d, \d\d?:\d\d/)
  await google.resetCounts()
  await page.reload()
  expect((await google.counts())['x-tweets']).toBe(0)
})

test('access that was taken back at X is shown with its cause, and Reconnect brings the posts back', async ({
  page,
  person,
  openPosts,
  stack,
}) => {
  await openPosts(page)
  await controlX(stack.issuer).removeGrant(person.sub)
  expect((await page.goto('/posts'))?.status()).toBe(200)
  await expect(heading(page, 'Our access to your X account has ended')).toBeVisible()
  await expect(page.getByText('It was probably taken back in the settings of X')).toBeVisible()
  await expect(page.getByRole('main').getByText('Google')).toHaveCount(0)
  await page.getByRole('button', { name: 'Reconnect' }).click()
  await chooseAtX(page, person)
  await expect(page).toHaveURL(`${stack.appUrl}/posts`)
  await expect(page.getByText(`@${person.x.username} is connected again.`)).toBeVisible()
  await expect(posts(page).first()).toBeVisible()
})

test('what X sends is text, and no address in it is a link', async ({ page, google, openPosts }) => {
  await openPosts(page)
  const post = (id: string, text: string, more: object = {}) => ({ id, text, ...more })
  const data = [
    post('20', '&lt;b&gt;bold&lt;/b&gt; <script>alert(1)</script>\nhttps://evil.example', {
      url: 'https://evil.example',
    }),
    post('21', '\u202etxet\u200b'),
    post('javascript:alert(1)', 'no post'),
    post('22', '\u200b', { created_at: 'yesterday' }),
  ]
  await google.failNext('x-tweets', { body: { data, meta: { result_count: 4 } } })
  await page.goto('/posts')
  await expect(posts(page)).toHaveCount(3)
  await expect(posts(page).nth(0)).toContainText('<b>bold</b> <script>alert(1)</script>')
  await expect(posts(page).nth(1)).toContainText('txet')
  await expect(posts(page).nth(2)).toContainText('Nothing that can be shown as text')
  const links = await posts(page)
    .getByRole('link')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(links).toEqual(['20', '21', '22'].map((id) => `https://x.com/i/web/status/${id}`))
})

test('nothing of what is shown is stored, and nobody asks X before somebody opens the page', async ({
  page,
  google,
  openPosts,
  everything,
}) => {
  await openPosts(page, '/dashboard')
  await google.resetCounts()
  await page.waitForLoadState('networkidle')
  await entry(page, 'Posts').hover()
  expect((await google.counts())['x-tweets']).toBe(0)
  const before = await everything()
  await entry(page, 'Posts').click()
  await expect(posts(page)).toHaveCount(20)
  expect((await google.counts())['x-tweets']).toBe(1)
  expect(await everything()).toBe(before)
})

test('a page about a provider is listed for whoever has an account there, and says what is missing to others', async ({
  page,
  person,
  arrive,
  connectAccount,
}) => {
  await arrive(page, '/posts')
  await expect(entry(page, 'Drive')).toBeVisible()
  await expect(entry(page, 'Posts')).toHaveCount(0)
  await expect(heading(page, 'None of your accounts here is with X')).toBeVisible()
  await page.getByRole('link', { name: 'Connect your X account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()

  await connectAccount(page, person, 'twitter')
  await expect(entry(page, 'Posts')).toBeVisible()
  await page.goto('/posts')
  await expect(heading(page, 'Let Latchkey show your posts')).toBeVisible()

  await page.goto('/connections')
  const account = `@${person.x.username}`
  await page.getByRole('button', { name: `Disconnect ${account}` }).click()
  const question = page.getByRole('dialog', { name: `Disconnect ${account}?` })
  await question.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('region', { name: account })).toHaveCount(0)
  await expect(entry(page, 'Posts')).toHaveCount(0)
})

test('whoever came by X has no Drive, until they connect a Google account: then that session opens it', async ({
  page,
  person,
  arrive,
  connectAccount,
}) => {
  await arrive(page, '/drive', { provider: 'twitter' })
  await expect(entry(page, 'Posts')).toBeVisible()
  await expect(entry(page, 'Drive')).toHaveCount(0)
  await expect(heading(page, 'None of your accounts here is with Google')).toBeVisible()
  await connectAccount(page, person, 'google')
  await page.goto('/drive')
  await expect(page.getByRole('main')).toContainText(`Files in the Google Drive of ${person.email}`)
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await expect(entry(page, 'Drive')).toHaveAttribute('aria-current', 'page')
})

test('whoever has two X accounts chooses whose posts to see, and the address keeps it', async ({
  page,
  person,
  friend,
  openPosts,
  connectAccount,
  stack,
  sql,
}) => {
  await openPosts(page)
  await connectAccount(page, friend, 'twitter')
  const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [friend.x.id])
  await page.goto('/posts')
  const choice = page.getByRole('navigation', { name: 'X account' })
  await expect(choice.getByRole('link', { name: `@${person.x.username}` })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await choice.getByRole('link', { name: `@${friend.x.username}` }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/posts?account=${row?.id}`)
  await expect(heading(page, 'Let Latchkey show your posts')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Continue with X' }).click()
  await chooseAtX(page, friend)
  await expect(page).toHaveURL(`${stack.appUrl}/posts?account=${row?.id}`)
  await expect(posts(page)).toHaveCount(20)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/\?account=[\w-]{36}&page=/)
  await choice.getByRole('link', { name: `@${person.x.username}` }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/posts`)
  await page.goto('/posts?account=somebody-else')
  await expect(page.getByText('The account that you asked for is not connected here')).toContainText(
    `@${person.x.username}`,
  )
})

test('reposts and replies can be left out, and there is a way back from every page to the one before', async ({
  page,
  google,
  person,
  openPosts,
  stack,
}) => {
  await google.changeProfile(person.sub, { x: { posts: 65 } })
  await openPosts(page)
  const choice = page.getByRole('navigation', { name: 'Which posts' })
  const kinds = posts(page).filter({ hasText: /^(Reply|Repost)/ })
  await expect(kinds.first()).toBeVisible()
  await choice.getByRole('link', { name: 'Without reposts and replies' }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/posts?kind=own`)
  await expect(kinds).toHaveCount(0)
  await expect(posts(page).first()).toBeVisible()
  await choice.getByRole('link', { name: 'All' }).click()
  await expect(kinds.first()).toBeVisible()
  const texts = () => posts(page).allInnerTexts()
  const seen: string[][] = []
  for (let at = 0; at < 3; at++) {
    seen.push(await texts())
    await page.getByRole('link', { name: 'Next page' }).click()
    // Between two pages there may be none of their rows.
    await expect(async () => expect([[], seen[at]]).not.toContainEqual(await texts())).toPass()
  }
  for (const before of seen.toReversed()) {
    await page.getByRole('link', { name: 'Previous page' }).click()
    await expect.poll(texts).toEqual(before)
  }
})

test('while this site does not work with X, nothing leads to its page, and the page says so', async ({
  page,
  person,
  arrive,
  connectAccount,
  stack,
}) => {
  await arrive(page)
  await connectAccount(page, person, 'twitter')
  await stack.restartApp(only('google', 'facebook'))
  try {
    expect((await page.goto('/posts'))?.status()).toBe(404)
    await expect(heading(page, 'This site does not work with X at the moment')).toBeVisible()
    await expect(entry(page, 'Posts')).toHaveCount(0)
    await expect(entry(page, 'Drive')).toBeVisible()
    await expectAccessible(page)
  } finally {
    await stack.restartApp()
  }
})
