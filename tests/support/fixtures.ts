import { randomBytes } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { Person } from '#scripts/sandbox/people'
import { controlGoogle } from './google.ts'
import { type Stack, startStack } from './stack.ts'

type Fixtures = {
  /** Errors in the browser's console that a test expects; any other fails it. */
  allowedErrors: RegExp[]
  /** Control over the Google of this stack. Everything done to it is undone after the test. */
  google: ReturnType<typeof controlGoogle>
  /** A Google account that only this test knows. */
  person: Person
  /** Signs `person` in through every screen, and waits for the page that they wanted. */
  signIn: (page: Page, returnTo?: string) => Promise<void>
}

export const test = base.extend<Fixtures, { stack: Stack }>({
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  allowedErrors: [[], { option: true }],
  baseURL: ({ stack }, use) => use(stack.appUrl),
  context: async ({ context, allowedErrors }, use) => {
    const errors = collectErrors(context)
    await use(context)
    const unexpected = errors.filter((error) => !allowedErrors.some((pattern) => pattern.test(error)))
    expect(unexpected, 'errors in the browser console').toEqual([])
  },
  google: async ({ stack }, use) => {
    const google = controlGoogle(stack.issuer)
    await use(google)
    await expectCleanLog(stack, await google.issuedTokens())
    await google.reset()
  },
  person: async ({ google }, use) => {
    const tag = randomBytes(4).toString('hex')
    await use(
      await google.addPerson({
        sub: `person-${tag}`,
        email: `ada.${tag}@gmail.example`,
        name: 'Ada Lovelace',
      }),
    )
  },
  signIn: async ({ stack, person }, use) => {
    await use((page, returnTo = '/dashboard') => signIn(page, `${stack.appUrl}${returnTo}`, person))
  },
})

export { expect }

/** Google asks for consent the first time only. */
async function signIn(page: Page, target: string, { email }: Person): Promise<void> {
  await page.goto(target)
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Sign in|Continue) with Google$/ })
    .click()
  await page.getByRole('button', { name: email }).click()
  const consent = page.getByRole('button', { name: 'Continue', exact: true })
  const arrived = page.waitForURL(target)
  const asked = await Promise.race([arrived.then(() => false), consent.waitFor().then(() => true)])
  if (asked) await consent.click()
  await arrived
}

/** Every test is also a test of the log: nothing that Google gave out, and no secret of the site, is in it. */
async function expectCleanLog(stack: Stack, issued: { value: string }[]): Promise<void> {
  const { AUTH_SECRET, AUTH_GOOGLE_SECRET, TOKEN_ENCRYPTION_KEYS } = stack.environment
  const key = TOKEN_ENCRYPTION_KEYS?.split(':')[1]
  const secrets = [AUTH_SECRET, AUTH_GOOGLE_SECRET, key, ...issued.map(({ value }) => value)]
  const logs = stack.logs()
  expect(
    secrets.filter((secret) => secret && logs.includes(secret)),
    'secrets in the log',
  ).toEqual([])
}

function collectErrors(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => errors.push(String(error.error())))
  return errors
}
