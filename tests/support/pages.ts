import type { Locator, Page } from '@playwright/test'
import type { Person } from '#scripts/sandbox/people'

/** Chooses an account on Google's screen, and agrees when Google asks; `tick` also ticks what is open there. */
export async function chooseAtGoogle(page: Page, { email }: Person, { tick = false } = {}): Promise<void> {
  const account = page.getByRole('button', { name: email })
  const agree = page.getByRole('button', { name: 'Continue', exact: true })
  await account.or(agree).first().waitFor()
  const google = new URL(page.url()).origin
  if (await account.isVisible()) await account.click()
  const left = page.waitForURL(({ origin }) => origin !== google, { waitUntil: 'commit' })
  const asked = await Promise.race([left.then(() => false), agree.waitFor().then(() => true)])
  if (!asked) return
  if (tick) for (const box of await page.getByRole('checkbox').all()) await box.check()
  await agree.click()
}

/** The card of one Google account on /connections. */
export function card(page: Page, { email }: Person): Locator {
  return page.getByRole('region', { name: email })
}

/** Presses Tab until a control with this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => document.activeElement?.textContent?.trim())
    if (text === name) return
  }
  throw new Error(`Tab never reached ${name}`)
}
