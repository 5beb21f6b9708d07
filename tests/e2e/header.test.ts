import { findStumbles } from '#tests/support/keyboard'
import { hydrated } from '#tests/support/pages'
import { createRawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

test('when another tab has switched to somebody else, the next page says so in its header too', async ({
  page,
  context,
  friend,
  enter,
  stack,
}) => {
  await enter(page, '/dashboard')
  await expect(page.getByRole('banner')).toContainText('Ada Lovelace')
  const tab = createRawBrowser(stack)
  await tab.signIn(friend)
  const value = tab.jar.get(stack.sessionCookie) ?? ''
  await context.addCookies([{ name: stack.sessionCookie, value, url: stack.appUrl, httpOnly: true }])
  await page.getByRole('link', { name: 'Sessions' }).click()
  await expect(page.getByRole('main')).toContainText(friend.email)
  await expect(page.getByRole('banner')).toContainText('Grace Hopper')
  await expect(page.getByRole('banner')).not.toContainText('Ada Lovelace')
})

test('a page for the same person leaves the header as it is, and asks for nothing twice', async ({
  page,
  enter,
}) => {
  await enter(page, '/dashboard')
  await hydrated(page)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.headers().rsc) asked.push(new URL(request.url()).pathname)
  })
  for (const name of ['Sessions', 'Activity']) {
    await page.getByRole('link', { name }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }
  await page.waitForLoadState('networkidle')
  expect(asked).toEqual(['/sessions', '/activity'])
})

test('with every page in it and a long name beside it, the navigation is all to be seen', async ({
  page,
  person,
  arrive,
  connectAccount,
  sql,
}) => {
  await arrive(page)
  await connectAccount(page, person, 'twitter')
  await sql('UPDATE users SET name = $1', ['Augusta Ada King, Countess of Lovelace'])
  for (const width of [1280, 1056, 768]) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('/dashboard')
    const list = page.getByRole('navigation', { name: 'Account' }).getByRole('list')
    await expect(list.getByRole('link')).toHaveCount(7)
    const hidden = await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
    expect(hidden, `pixels at ${width}`).toBeLessThanOrEqual(0)
  }
})

for (const locale of ['en', 'ar']) {
  test.describe(`in the language ${locale}`, () => {
    test.use({ locale })

    test('Tab goes through the header as it is seen, where the navigation is a row below the menu too', async ({
      page,
      enter,
    }) => {
      await enter(page, '/dashboard')
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        await page.reload()
        expect(await findStumbles(page), `at ${width}`).toEqual([])
      }
    })
  })
}
