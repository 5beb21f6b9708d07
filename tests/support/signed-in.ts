import type { BrowserContext, Page } from '@playwright/test'
import { hashToken, newToken } from '#lib/sessions/cookie'
import { test as base } from './account-fixtures.ts'

export { expect } from './fixtures.ts'

export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15'

type Fixtures = {
  /** Signs `person` in without the screens of Google, which `signIn` goes through, and opens a page. */
  enter: (page: Page, path: string) => Promise<void>
  /** One more browser in which `person` is signed in, at their overview. */
  elsewhere: (userAgent?: string) => Promise<Page>
}

const NEW_PERSON = `
  WITH person AS (
    INSERT INTO users (name, email, email_key, email_verified, updated_at)
    SELECT $1, $2, $2, now(), now() WHERE NOT EXISTS (SELECT FROM accounts WHERE provider_account_id = $3)
    RETURNING id
  )
  INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email)
  SELECT id, 'oidc', 'google', $4, $3, $2 FROM person`

const NEW_SESSION = `
  INSERT INTO sessions (token_hash, user_id, account_id, expires_at, user_agent, ip_address)
  SELECT $1, user_id, id, now() + interval '30 days', $2, '127.0.0.1' FROM accounts WHERE provider_account_id = $3`

export const test = base.extend<Fixtures>({
  enter: async ({ stack, person, sql }, use) => {
    await use(async (page, path) => {
      const token = newToken()
      await sql(NEW_PERSON, [person.name, person.email, person.sub, stack.issuer])
      const userAgent = await page.evaluate(() => navigator.userAgent)
      await sql(NEW_SESSION, [hashToken(token), userAgent, person.sub])
      await page
        .context()
        .addCookies([{ name: 'latchkey-session', value: token, url: stack.appUrl, httpOnly: true }])
      await page.goto(path)
    })
  },
  elsewhere: async ({ browser, stack, enter, javaScriptEnabled }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (userAgent = FIREFOX) => {
      const context = await browser.newContext({ userAgent, baseURL: stack.appUrl, javaScriptEnabled })
      contexts.push(context)
      const page = await context.newPage()
      await enter(page, '/dashboard')
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})
