import type { Page } from '@playwright/test'
import { paper } from '#lib/paper'
import { card, hydrated, openMenu, pressSignOut } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

/** The colours of a page, as a browser writes them. */
const painted = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
const colour = (page: Page) => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
const button = (page: Page) => page.getByRole('button', { name: 'Account menu of Ada Lovelace' })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled, colorScheme: 'light' })

    test('the menu says who is signed in and with what, leads to what is one’s own, and closes as everything does', async ({
      page,
      person,
      arrive,
      connectAccount,
    }) => {
      await arrive(page)
      await connectAccount(page, person, 'twitter')
      for (const path of ['/settings', '/']) {
        await page.goto(path)
        const menu = page.locator('#account-menu')
        await expect(menu).toBeHidden()
        await openMenu(page)
        await expect(menu).toBeVisible()
        for (const text of ['Ada Lovelace', person.email, `@${person.x.username}`])
          await expect(menu.getByText(text, { exact: true }).first()).toBeVisible()
        await page.keyboard.press('Escape')
        await expect(menu).toBeHidden()
        await expect(button(page)).toBeFocused()
        await page.keyboard.press('Enter')
        await expect(menu).toBeVisible()
        await page.keyboard.press('Tab')
        await expect(menu.getByRole('link', { name: 'Manage connections' })).toBeFocused()
        await page.mouse.click(5, 400)
        await expect(menu).toBeHidden()
      }
      await openMenu(page)
      await page.getByRole('link', { name: 'Manage connections' }).click()
      await expect(page).toHaveURL('/connections')
    })

    test('a theme is chosen on any page, and holds on every other, from the first byte', async ({
      page,
      arrive,
      stack,
    }) => {
      await arrive(page, '/settings?from=here')
      for (const [theme, name] of [
        ['dark', 'Dark'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ] as const) {
        const menu = await openMenu(page)
        await menu.getByRole('button', { name }).click()
        await expect.poll(() => colour(page)).toBe(painted(paper[theme]))
        await expect(page).toHaveURL('/settings?from=here')
        await expect(page.locator('meta[name=theme-color]').first()).toHaveAttribute('content', paper[theme])
        await page.reload()
        expect(await colour(page)).toBe(painted(paper[theme]))
        await expect(page.locator(`#account-menu [aria-pressed=true]`)).toHaveText(name)
      }
      const html = await (await page.request.get('/')).text()
      expect(html).toMatch(/^<!DOCTYPE html><html [^>]*data-theme="dark"/)
      expect(html).toContain(`<meta name="color-scheme" content="dark"/>`)
      await page.context().clearCookies({ name: stack.sessionCookie })
      for (const path of ['/', '/sign-in', '/signed-out', '/sign-in/problem?code=cancelled&ref=x']) {
        await page.goto(path)
        expect(await colour(page), path).toBe(painted(paper.dark))
      }
      await page.emulateMedia({ media: 'print' })
      expect(await colour(page), 'on paper').toBe('rgb(255, 255, 255)')
    })
  })
}

test('with JavaScript a theme is there at once, without a request, and the system’s is again when it is asked for', async ({
  page,
  enter,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await enter(page, '/')
  const menu = await openMenu(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await menu.getByRole('button', { name: 'Dark' }).click()
  expect(await colour(page)).toBe(painted(paper.dark))
  await expect(menu).toBeVisible()
  await menu.getByRole('button', { name: 'System' }).click()
  expect(await colour(page)).toBe(painted(paper.light))
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await colour(page)).toBe(painted(paper.dark))
  expect(asked).toEqual([])
  expect((await page.context().cookies()).filter(({ name }) => name.endsWith('theme'))).toEqual([])
})

test.describe('signing out', () => {
  test.use({ allowedErrors: [/status of 404/] })

  test('one signs out from a page that is not there, and after something was changed in the page', async ({
    page,
    friend,
    enter,
    connectAccount,
    stack,
  }) => {
    await enter(page, '/dashboard')
    await page.goto('/no-such-page')
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)

    await enter(page, '/connections')
    await connectAccount(page, friend)
    await hydrated(page)
    await page.getByRole('button', { name: `Disconnect ${friend.email}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await expect(card(page, friend)).toHaveCount(0)
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
  })
})
