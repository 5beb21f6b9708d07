import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { type DriveFile, filesOf } from '#scripts/sandbox/google/drive/files'
import { test as base, expect as baseExpect } from './fixtures.ts'

type Fixtures = {
  /** What is in the Drive of `person`, without the bin, newest first. */
  files: DriveFile[]
  /** Signs `person` in at a page of /drive and gives the permission, ticking the box unless told not to. */
  openDrive: (page: Page, path?: string) => Promise<void>
}

/** Names that a search must not trip over: everybody in these tests has such files. */
export const AWKWARD_NAMES = ["Lady Lovelace's", 'C:\\Engine']

export const test = base.extend<Fixtures>({
  person: async ({ google }, use) => {
    const person = { ...newPerson(), email_verified: true, name: 'Ada Lovelace' }
    await use(await google.addPerson(person))
  },
  files: async ({ person }, use) => use(filesInDrive(person.sub)),
  openDrive: async ({ signIn, stack }, use) => {
    await use(async (page, path = '/drive') => {
      await signIn(page, path)
      await givePermission(page)
      await page.waitForURL(stack.appUrl + path)
    })
  },
})

/** Each step is a page with 25 files, and two requests behind it: a busy machine takes its time for that. */
export const expect = baseExpect.configure({ timeout: 15_000 })

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

function newPerson() {
  for (;;) {
    const tag = randomBytes(4).toString('hex')
    const files = filesInDrive(`person-${tag}`)
    if (AWKWARD_NAMES.every((name) => files.some((file) => file.name.includes(name))))
      return { sub: `person-${tag}`, email: `ada.${tag}@gmail.example` }
  }
}

function filesInDrive(sub: string): DriveFile[] {
  const person = { sub, email: '', email_verified: true, name: 'Ada Lovelace' }
  return filesOf(person)
    .filter(({ trashed }) => !trashed)
    .sort((one, other) => other.modifiedTime.localeCompare(one.modifiedTime))
}
