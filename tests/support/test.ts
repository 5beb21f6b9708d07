/** The one `test` of everything that needs more than a function to call. tests/README.md says which fixture is for what. */
import { createHash } from 'node:crypto'
import {
  type Browser,
  type BrowserContext,
  type ConsoleMessage,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test'
import type { Feature } from '#lib/provider/features'
import type { ProviderId } from '#lib/provider-ids'
import { hashToken, newToken } from '#lib/sessions/cookie'
import type { DriveFile } from '#scripts/sandbox/google/drive/files'
import type { Person } from '#scripts/sandbox/people'
import { type Connected, connect, emptyDatabase } from './connected.ts'
import { childEnvironment } from './environment.ts'
import type { PersonEverywhere } from './google.ts'
import { driveScope } from './google-visitor.ts'
import { CookieJar } from './http.ts'
import { chooseAtGoogle, filesInDrive } from './pages.ts'
import { startProcess, type TestProcess } from './processes.ts'
import { createRawBrowser, type RawBrowser } from './raw-browser.ts'
import type { Stack } from './stack.ts'
import type { Hand } from './states.ts'
import { test as base } from './worker.ts'

export { expect, type Page }

export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15'

const LINK = { intent: 'link', returnTo: '/connections' }

type OfLib = {
  /** Somebody new who let us see their Drive, at Google and in the database of `lib`, which is empty before. */
  connect: (parameters?: Record<string, string>) => Promise<Connected>
  /** One after the other: a busy computer has only so many connections. */
  connectMany: (count: number) => Promise<Connected[]>
  /** One more process on the same database that needs tokens (token-caller.ts). It ends with the test. */
  startCaller: (changes?: Record<string, string>) => Promise<TestProcess>
  /** One more process that sends the mails that it is told to (mail-sender.ts). */
  startSender: (changes?: Record<string, string>) => Promise<TestProcess>
  /** One more process that works on the job queue (job-worker.ts), and writes of it in its log. */
  startWorker: () => Promise<TestProcess>
}

type OfPages = {
  /** Errors in the browser's console that a test expects; any other fails it. */
  allowedErrors: RegExp[]
  /** Somebody whom only this test knows, with an account at each provider. */
  person: PersonEverywhere
  /** A second one. */
  friend: PersonEverywhere
  /** Signs `person` in through every screen, and waits for the page that they wanted. */
  signIn: (page: Page, returnTo?: string) => Promise<void>
  /** The same by HTTP, behind the back of the browser: where signing in is not what is tested. */
  arrive: (
    page: Page,
    path?: string,
    options?: { who?: Person; drive?: boolean; provider?: ProviderId; posts?: boolean },
  ) => Promise<void>
  /** Has `person` arrive at a page of /drive, with the permission given. */
  openDrive: (page: Page, path?: string) => Promise<void>
  /** Has `person` arrive with X at a page of /posts, with the permission given. */
  openPosts: (page: Page, path?: string) => Promise<void>
  /** What is in the Drive of `person`, without the bin, newest first. */
  files: DriveFile[]
  /** Writes a session of `person` into the database, without a grant and a history, and opens a page. */
  enter: (page: Page, path: string) => Promise<void>
  /** One more browser in which `person` is signed in, at their overview. */
  elsewhere: (userAgent?: string) => Promise<Page>
  /** Connects one more account to whoever is signed in in this browser, by HTTP, and opens /connections. */
  connectAccount: (page: Page, who: Person, provider?: ProviderId) => Promise<void>
  /** Makes it eleven minutes since Google confirmed whoever signed in with this account. */
  age: (person: Person) => Promise<void>
  /** What the states of pages (states.ts) are made with. */
  means: Hand
}

type OfBrowsers = {
  /** As Playwright's, and each context of it is watched: nothing that a page of ours does is against our own policy. */
  browser: Browser
}

type OfHttp = {
  /** `person` with two Google accounts, who let us see the Drive of the first; sends what no page of ours would. */
  ada: RawBrowser
  /** Everything that the account pages can change, to be compared. */
  everything: () => Promise<string>
}

/** What Chromium has said of our policy since the test began, in whichever browser of this worker. */
const violations: string[] = []

/** That another page may not frame ours is what the policy is for. */
function noteViolation(message: ConsoleMessage): void {
  const text = message.text()
  if (/Content Security Policy/i.test(text) && !text.includes('frame-ancestors'))
    violations.push(`${text} (${message.location().url})`)
}

type OfPolicy = {
  /** What a policy may stop in this test, by what Chromium says of it; null for nothing. */
  allowedViolations: RegExp | null
  policyKept: undefined
}

export const test = base.extend<OfLib & OfPages & OfHttp & OfPolicy, OfBrowsers>({
  browser: [
    async ({ browser }, use) => {
      const newContext = browser.newContext.bind(browser)
      browser.newContext = async (options) => {
        const context = await newContext(options)
        return context.on('console', noteViolation)
      }
      await use(browser)
    },
    { scope: 'worker' },
  ],
  allowedViolations: [null, { option: true }],
  policyKept: [
    async ({ allowedViolations }, use) => {
      violations.length = 0
      await use(undefined)
      const unexpected = violations.filter((violation) => !allowedViolations?.test(violation))
      expect(unexpected, 'what the Content-Security-Policy stopped').toEqual([])
    },
    { auto: true },
  ],
  connect: async ({ issuer, google }, use) => {
    await emptyDatabase()
    await use((parameters) => connect({ issuer, google }, parameters))
  },
  connectMany: async ({ connect }, use) => {
    await use(async (count) => {
      const people: Connected[] = []
      while (people.length < count) people.push(await connect())
      return people
    })
  },
  startCaller: ({ databaseUrl: _ready }, use) => startMany(use, 'tests/support/token-caller.ts'),
  startSender: ({ databaseUrl: _ready }, use) => startMany(use, 'tests/support/mail-sender.ts'),
  startWorker: ({ connect: _empty }, use) =>
    startMany(use, 'tests/support/job-worker.ts', { LOG_LEVEL: 'info' }),

  allowedErrors: [[], { option: true }],
  // Playwright asks every test for this, also one without a page: so it must not start the application.
  baseURL: ({ site }, use) => use(site.appUrl),
  context: async ({ context, allowedErrors, stack: _started }, use) => {
    const errors = collectErrors(context)
    await use(context)
    const unexpected = errors.filter((error) => !allowedErrors.some((pattern) => pattern.test(error)))
    expect(unexpected, 'errors in the browser console').toEqual([])
  },
  request: ({ request, stack: _started }, use) => use(request),
  person: async ({ google }, use, test) =>
    use(await google.addPerson(newPerson('ada', 'Ada Lovelace', test))),
  friend: async ({ google }, use, test) =>
    use(await google.addPerson(newPerson('grace', 'Grace Hopper', test))),
  signIn: async ({ stack, person }, use) => {
    await use(async (page, returnTo = '/dashboard') => {
      await page.goto(stack.appUrl + returnTo)
      const button = page.getByRole('main').getByRole('button', { name: /^(Sign in|Continue) with Google$/ })
      await button.click()
      await chooseAtGoogle(page, person)
      await page.waitForURL(stack.appUrl + returnTo)
    })
  },
  arrive: async ({ stack, person, sql }, use) => {
    await use(async (page, path = '/dashboard', { who = person, provider, drive, posts } = {}) => {
      const browser = await rawBrowserOf(page, stack)
      await browser.signIn(who, provider)
      const allow = async (feature: Feature, subject = '', ticked: string[] = []) => {
        const [row] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [subject])
        const wanted = { intent: 'grant', account: String(row?.id), feature, returnTo: `/${feature}` }
        await browser.get(await browser.travel('/connections/start', wanted, who, { ticked }))
      }
      if (drive) await allow('drive', who.sub, [driveScope])
      if (posts) await allow('posts', who.x?.id)
      await takeSession(page, stack, browser)
      await page.goto(path)
    })
  },
  openDrive: async ({ arrive }, use) => use((page, path = '/drive') => arrive(page, path, { drive: true })),
  openPosts: async ({ arrive }, use) =>
    use((page, path = '/posts') => arrive(page, path, { provider: 'twitter', posts: true })),
  files: async ({ person }, use) => use(filesInDrive(person)),
  enter: async ({ stack, person, sql }, use) => {
    await use(async (page, path) => {
      const token = newToken()
      await sql(NEW_PERSON, [person.name, person.email, person.sub, stack.issuer])
      await sql(NEW_SESSION, [hashToken(token), await userAgentOf(page), person.sub])
      await page
        .context()
        .addCookies([{ name: stack.sessionCookie, value: token, url: stack.appUrl, httpOnly: true }])
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
  connectAccount: async ({ stack }, use) => {
    await use(async (page, who, provider = 'google') => {
      const browser = await rawBrowserOf(page, stack)
      await browser.get(await browser.travel('/connections/start', { ...LINK, provider }, who))
      await takeSession(page, stack, browser)
      await page.goto('/connections')
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
  means: ({ page, person, friend, google, sql, stack, arrive, enter, connectAccount }, use) =>
    use({ page, person, friend, google, sql, stack, arrive, enter, connectAccount }),

  ada: async ({ stack, person, friend, sql }, use) => {
    const ada = createRawBrowser(stack)
    await ada.signIn(person)
    await ada.get(await ada.travel('/connections/start', LINK, friend))
    await sql(
      `UPDATE grants SET scopes = array_append(scopes, $2) WHERE account_id =
         (SELECT id FROM accounts WHERE provider_account_id = $1)`,
      [person.sub, driveScope],
    )
    await use(ada)
  },
  everything: async ({ sql }, use) => {
    await use(async () => {
      const rows = await sql(
        'SELECT id, account_id, ended_at, authenticated_at, reviewed_at FROM sessions ORDER BY 1',
      )
      for (const table of ['users', 'accounts', 'grants', 'events', 'revocations'])
        rows.push(...(await sql(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)))
      return JSON.stringify(rows)
    })
  },
})

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

/**
 * Somebody with an account at each provider, and everywhere the same address. A test meets the same person in every
 * run, since the sandbox makes their files and posts from their ids: what is red once is red again.
 */
function newPerson(first: string, name: string, { testId, repeatEachIndex, retry }: TestInfo) {
  const number = createHash('sha256')
    .update([first, testId, repeatEachIndex, retry].join())
    .digest()
    .readUInt32BE()
  const tag = number.toString(16).padStart(8, '0')
  const digits = String(number).padStart(10, '0')
  const email = `${first}.${tag}@gmail.example`
  const facebook = { id: `12210000${digits}`, email }
  const x = { id: `150000000${digits}`, username: `${first}_${tag}`, confirmed_email: email }
  return { sub: `${first}-${tag}`, email, name, facebook, x }
}

function userAgentOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.userAgent)
}

/** A browser for plain HTTP with the cookies of a page, that calls itself the same. */
async function rawBrowserOf(page: Page, stack: Stack): Promise<RawBrowser> {
  const cookies = await page.context().cookies(stack.appUrl)
  const jar = new CookieJar(cookies.map(({ name, value }) => [name, value]))
  return createRawBrowser(stack, { jar, userAgent: await userAgentOf(page) })
}

async function takeSession(
  page: Page,
  { appUrl, sessionCookie: name }: Stack,
  { jar }: RawBrowser,
): Promise<void> {
  const value = jar.get(name) ?? ''
  await page.context().addCookies([{ name, value, url: appUrl, httpOnly: true, sameSite: 'Lax' }])
}

type Start = (changes?: Record<string, string>) => Promise<TestProcess>

/** Gives a test the means to start processes of a script, and stops them after it. */
async function startMany(use: (start: Start) => Promise<void>, script: string, usual = {}): Promise<void> {
  const started: TestProcess[] = []
  await use(async (changes = {}) => {
    const env = childEnvironment({ ...usual, ...changes })
    const one = startProcess(script, { env, condition: 'react-server' })
    started.push(one)
    await one.ready
    return one
  })
  await Promise.all(started.map((one) => one.stop()))
}

function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => errors.push(String(error.error())))
  return errors
}
