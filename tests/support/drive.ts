import { expect, type Page } from '@playwright/test'
import { type DriveFile, filesOf } from '#scripts/sandbox/google/drive/files'
import type { Person } from '#scripts/sandbox/people'

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

/** The names in the table, from top to bottom. */
export async function namesShown(page: Page): Promise<string[]> {
  return page.getByRole('table').getByRole('link').and(page.locator('tbody a')).allInnerTexts()
}

/** Waits until the page runs its JavaScript, and marks the document: one that is loaded anew has no mark. */
export async function markDocument(page: Page): Promise<void> {
  const field = page.getByLabel('Search by name')
  const alive = () =>
    field.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps')))
  await expect.poll(alive).toBe(true)
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
