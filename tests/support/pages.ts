import { expect, type Locator, type Page } from '@playwright/test'
import { describeFailure, type FailureCode } from '#lib/errors'
import type { ProviderId } from '#lib/provider-ids'
import { type DriveFile, filesOf } from '#scripts/sandbox/google/drive/files'
import type { Person } from '#scripts/sandbox/people'
import type { Stack } from './stack.ts'
import { chooseAtX } from './x.ts'

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

/** Logs in to Facebook, as somebody whom it has not met in this browser, and lets the app know who that is. */
export async function chooseAtFacebook(page: Page, { facebook, name }: Person): Promise<void> {
  await page.getByRole('button', { name: facebook?.email ?? name }).click()
  await page.getByRole('button', { name: /^Continue as / }).click()
}

/** The way through the screens of each provider, for the first time in a browser. */
export const chooseAt: Record<ProviderId, (page: Page, person: Person) => Promise<void>> = {
  google: (page, person) => chooseAtGoogle(page, person),
  facebook: chooseAtFacebook,
  twitter: chooseAtX,
}

/** Signs out, and waits until that is done: a page that is opened before would break it off. */
export async function signOut(page: Page): Promise<void> {
  await pressSignOut(page)
  await page.waitForURL(({ pathname }) => pathname === '/signed-out')
}

/** Opens the menu of whoever is signed in. */
export async function openMenu(page: Page): Promise<Locator> {
  await page.getByRole('banner').getByRole('button', { name: 'Account menu' }).click()
  return page.locator('#account-menu')
}

/** Signs out, by the menu. */
export async function pressSignOut(page: Page): Promise<void> {
  const menu = await openMenu(page)
  await menu.getByRole('button', { name: 'Sign out', exact: true }).click()
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

type LogLine = { level: string; code?: string; reference?: string; err?: { cause?: unknown } }

/**
 * Sees that a page says one certain failure: its address, heading, text, status and reference, and one line in the
 * log that has the same code and reference, with the level that the failure asks for.
 */
export async function expectProblem(page: Page, stack: Stack, code: FailureCode): Promise<void> {
  const { title, message, status, level } = describeFailure(code)
  await expect(page).toHaveURL(new RegExp(`/sign-in/problem\\?.*code=${code}&`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('main').getByText(message)).toBeVisible()
  const again = await page.request.get(page.url())
  expect(again.status()).toBe(status)
  const reference = await page.getByRole('main').locator('code').last().textContent()
  expect(reference).toMatch(/^[\w-]{22}$/)
  await expect(() => {
    const lines = logLines(stack).filter((line) => line.reference === reference)
    expect(lines.map((line) => [line.level, line.code])).toEqual([[level, code]])
  }).toPass({ timeout: 60_000 })
}

/** What the application has written so far, line by line. */
export function logLines(stack: Stack): LogLine[] {
  const lines = stack.logs().split('\n')
  return lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as LogLine] : []))
}

/** Names that a search must not trip over: everybody in these tests has such files. */
export const AWKWARD_NAMES = ["Lady Lovelace's", 'C:\\Engine']

/** From the page that explains it through Google's consent screen. */
export async function givePermission(page: Page, { tick = true } = {}): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Continue with Google' }).click()
  const box = page.getByRole('checkbox')
  await box.waitFor()
  if (tick) await box.check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
}

/**
 * Has this browser seem one that has never run a script: it gets pages that are whole, with the status of what a provider
 * answered, where others get the rows later.
 */
export async function forgetScripts(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /zone$/ })
}

/** Opens a page in such a browser. @returns its status */
export async function openWhole(page: Page, path: string): Promise<number | undefined> {
  await forgetScripts(page)
  return (await page.goto(path))?.status()
}

/** The names in the table, from top to bottom: none while they are on their way, which what is said of them is not. */
export async function namesShown(page: Page): Promise<string[]> {
  return page.getByRole('table').getByRole('link').and(page.locator('tbody a')).allInnerTexts()
}

/** Waits until the page runs its JavaScript, and marks the document: one that is loaded anew has no mark. */
export async function markDocument(page: Page): Promise<void> {
  await hydrated(page, page.getByLabel('Search by name'))
  await page.evaluate(() => Object.assign(window, { marked: true }))
}

export function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => 'marked' in window)
}

/** What is in somebody's Drive, without the bin, newest first. */
export function filesInDrive(person: Person): DriveFile[] {
  return filesOf(person)
    .filter(({ trashed }) => !trashed)
    .sort((one, other) => other.modifiedTime.localeCompare(one.modifiedTime))
}

/** Waits until React has taken over a page, or this part of it, and its effects have run: now it listens. */
export async function hydrated(page: Page, part = page.locator('header a').first()): Promise<void> {
  const taken = () => part.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')))
  await expect.poll(taken).toBe(true)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
}

/** Has the page send its forms as one of an older build does. */
export async function outdate(page: Page): Promise<void> {
  await page.route('**', async (route) => {
    const headers = await route.request().allHeaders()
    if (headers['next-action']) headers['next-action'] = '40'.padEnd(42, 'ab')
    await route.continue({ headers })
  })
}
