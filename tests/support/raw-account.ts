import { test as base } from './account-fixtures.ts'
import type { Answer } from './http.ts'
import { createRawBrowser, placeOf, type RawBrowser } from './raw-browser.ts'

const LINK = { intent: 'link', returnTo: '/connections' }
const DRIVE = 'https://www.googleapis.com/auth/drive.metadata.readonly'

type Fixtures = {
  /** Somebody with two Google accounts, who let us see the Drive of the first. */
  ada: RawBrowser
  /** Everything that the account pages can change, to be compared. */
  everything: () => Promise<string>
}

/** For tests that send what no page of ours would. */
export const test = base.extend<Fixtures>({
  ada: async ({ stack, person, friend, sql }, use) => {
    const ada = createRawBrowser(stack)
    await ada.signIn(person)
    await ada.get(await ada.travel('/connections/start', LINK, friend))
    await sql(
      `UPDATE grants SET scopes = array_append(scopes, $2) WHERE account_id =
         (SELECT id FROM accounts WHERE provider_account_id = $1)`,
      [person.sub, DRIVE],
    )
    await use(ada)
  },
  everything: async ({ sql }, use) => {
    await use(async () => {
      const rows = await sql('SELECT id, account_id, ended_at, authenticated_at FROM sessions ORDER BY 1')
      for (const table of ['users', 'accounts', 'grants', 'events', 'revocations'])
        rows.push(...(await sql(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)))
      return JSON.stringify(rows)
    })
  },
})

/** What the pages of other sites send, or nobody knows who. */
export const FOREIGN: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  {},
]

/** Where a form led: the code of a problem, or the path; or the status that it was refused with. */
export function outcome(answer: Answer): string {
  const place = placeOf(answer)
  return place ? (place.searchParams.get('code') ?? place.pathname) : String(answer.status)
}
