import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { Client } from 'pg'
import type { Person } from '#scripts/sandbox/people'
import { test as base } from './fixtures.ts'

type Row = Record<string, unknown>

type Fixtures = {
  /** A second Google account that only this test knows. */
  friend: Person
  /** Asks the database of the application. */
  sql: (text: string, values?: unknown[]) => Promise<Row[]>
  /** Presses "Connect another Google account", chooses this one and agrees. */
  connect: (page: Page, person: Person) => Promise<void>
  /** Makes it eleven minutes since Google confirmed whoever signed in with this account. */
  age: (person: Person) => Promise<void>
}

/** For tests of the pages on which people manage their account. */
export const test = base.extend<Fixtures>({
  friend: async ({ google }, use) => {
    const tag = randomBytes(4).toString('hex')
    const grace = { sub: `friend-${tag}`, email: `grace.${tag}@gmail.example`, name: 'Grace Hopper' }
    await use(await google.addPerson(grace))
  },
  sql: async ({ stack }, use) => {
    const client = new Client({ connectionString: stack.databaseUrl })
    await client.connect()
    await use(async (text, values = []) => (await client.query(text, values)).rows)
    await client.end()
  },
  connect: async ({ baseURL: _ready }, use) => {
    await use(async (page, person) => {
      await page.goto('/connections')
      await page.getByRole('button', { name: 'Connect another Google account' }).click()
      await chooseAtGoogle(page, person)
      await page
        .getByRole('status')
        .filter({ hasText: `${person.email} is connected.` })
        .waitFor()
    })
  },
  age: async ({ sql }, use) => {
    await use(async ({ sub }) => {
      await sql(
        `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE account_id IN
           (SELECT id FROM accounts WHERE provider_account_id = $1)`,
        [sub],
      )
    })
  },
})

/** Chooses an account on Google's screen, and agrees when Google asks; `tick` also ticks what is open there. */
export async function chooseAtGoogle(page: Page, { email }: Person, { tick = false } = {}): Promise<void> {
  const account = page.getByRole('button', { name: email })
  const agree = page.getByRole('button', { name: 'Continue', exact: true })
  await account.or(agree).first().waitFor()
  if (await account.isVisible()) await account.click()
  await page.waitForLoadState()
  if (!(await agree.isVisible())) return
  if (tick) for (const box of await page.getByRole('checkbox').all()) await box.check()
  await agree.click()
}

/** The card of one Google account on /connections. */
export function card(page: Page, { email }: Person) {
  return page.getByRole('region', { name: email })
}
