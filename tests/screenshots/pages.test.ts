import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { only } from '#tests/support/clients'
import { givePermission } from '#tests/support/pages'
import { test } from '#tests/support/test'
import { chooseAtX } from '#tests/support/x'
import { listNavigation } from '../../app/navigation.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const devices = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
const schemes = ['light', 'dark'] as const

const listed = listNavigation(['google'], ['google'], 'en').map(({ href }) => href)

test.use({ locale: 'en-GB', timezoneId: 'Europe/London', allowedErrors: [/status of 503/] })

/** By what the names of their pictures end with. */
const sites = {
  '': only('google'),
  '-two': only('google', 'twitter'),
  '-three': {},
}

test('the ways to sign in, with one provider, two and three', async ({ page, stack }) => {
  test.setTimeout(120_000)
  for (const [suffix, changes] of Object.entries(sites)) {
    await stack.restartApp(changes)
    await takeAll(page, '/sign-in', `sign-in${suffix}`)
  }
  await takeAll(page, '/', 'landing-three')
  const failed = 'code=provider_unavailable&provider=twitter&ref=4bd0cOZ3mH1vQ0h2xkq7uA'
  await takeAll(page, `/sign-in/problem?${failed}`, 'problem')
})

test('the pages of somebody who is signed in', async ({ page, browser, signIn, google, stack, person }) => {
  test.setTimeout(120_000)
  person.email = 'ada.lovelace@gmail.example'
  await google.changeProfile(person.sub, { email: person.email })
  await stack.restartApp(only('google'))
  const elsewhere = await browser.newContext({
    baseURL: stack.appUrl,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  })
  await signIn(await elsewhere.newPage())
  await signIn(page)
  await page.goto('/drive')
  await givePermission(page)
  await page.waitForURL(/\/drive/)
  for (const path of listed) await takeAll(page, path)
  await elsewhere.close()
  await stack.restartApp()
})

test('the connections and the sessions of somebody with three ways in, who came by X', async ({
  page,
  arrive,
  connectAccount,
  person,
  google,
  sql,
}) => {
  test.setTimeout(120_000)
  person.email = 'ada.lovelace@gmail.example'
  person.x.username = 'lovelace_ada'
  await google.changeProfile(person.sub, { email: person.email, x: { username: person.x.username } })
  await arrive(page, '/connections')
  await connectAccount(page, person, 'facebook')
  await connectAccount(page, person, 'twitter')
  await sql(
    `UPDATE sessions s SET account_id = x.id FROM accounts x, accounts g
      WHERE x.user_id = g.user_id AND x.provider = 'twitter' AND g.provider_account_id = $1 AND s.account_id = g.id`,
    [person.sub],
  )
  await takeAll(page, '/connections', 'connections-three', true)
  await takeAll(page, '/dashboard', 'dashboard-three', true)
  await takeAll(page, '/activity', 'activity-three')
  await page.goto('/posts')
  await page.getByRole('main').getByRole('button', { name: 'Continue with X' }).click()
  await chooseAtX(page, person)
  await page.waitForURL(/\/posts/)
  await takeAll(page, '/posts')
  await sql(
    `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id =
       (SELECT user_id FROM accounts WHERE provider_account_id = $1)`,
    [person.sub],
  )
  await takeAll(page, '/confirm?returnTo=/connections', 'confirm-x')
})

test('what is kept, and the panel of the sandbox', async ({ page, google, issuer, signIn }) => {
  await takeAll(page, '/privacy')
  await signIn(page)
  await google.failNext('drive', { delayMs: 6000, seconds: 600 })
  await takeAll(page, `${issuer}/panel`, 'sandbox-panel')
})

/** The head of the start page, as small as the 1200 by 630 pixels of a link preview need it. */
test('the start page, and the picture that a link to the site is shown with', async ({ page, stack }) => {
  await stack.restartApp(only('google'))
  await takeAll(page, '/')
  await page.setViewportSize({ width: 1200, height: 630 })
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  await page.goto('/')
  await page.evaluate(() => {
    document.documentElement.style.zoom = '0.74'
  })
  await page.screenshot({ path: `${ROOT}/public/link-preview.png`, animations: 'disabled' })
  await stack.restartApp()
})

function nameOf(path: string): string {
  return path === '/' ? 'landing' : path.slice(1).replaceAll('/', '-')
}

async function takeAll(page: Page, path: string, name = nameOf(path), fullPage = false) {
  await page.goto(path)
  for (const [device, viewport] of Object.entries(devices)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const file = `${ROOT}/docs/screenshots/${name}-${device}-${colorScheme}.png`
      await page.screenshot({ path: file, animations: 'disabled', fullPage })
    }
  }
}
