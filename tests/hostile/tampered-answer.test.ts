import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (4|5)\d\d/] })

type Google = Parameters<Parameters<typeof test>[2]>[0]['google']

const FORGED = 'We could not trust the answer from Google'
const AWAY = 'Google is not answering'

const faults: [tag: string, title: string, plan: (google: Google) => Promise<unknown>, heading: string][] = [
  [
    '@R3',
    'a wrong nonce',
    (google) => google.tamperIdToken({ claims: { nonce: 'of-another-attempt' } }),
    FORGED,
  ],
  ['@R3', 'no nonce', (google) => google.tamperIdToken({ claims: { nonce: null } }), FORGED],
  [
    '@R11',
    'a signature by a foreign key',
    (google) => google.tamperIdToken({ signature: 'foreign' }),
    FORGED,
  ],
  ['@R12', 'no signature', (google) => google.tamperIdToken({ signature: 'none' }), FORGED],
  ['@R16', 'another audience', (google) => google.tamperIdToken({ claims: { aud: 'another' } }), FORGED],
  [
    '@R25',
    'an answer without a token',
    (google) => google.failNext('token', { status: 200, body: {} }),
    FORGED,
  ],
  [
    '@R25',
    'an answer that is not JSON',
    (google) => google.failNext('token', { status: 200, body: '<html>' }),
    FORGED,
  ],
  [
    '@R70',
    'refused credentials',
    (google) => google.failNext('token', { status: 401, body: { error: 'invalid_client' } }),
    'Google did not accept this application',
  ],
  [
    '@R70',
    'an organisation that forbids it',
    (google) => google.failNext('token', { status: 403, body: { error: 'admin_policy_enforced' } }),
    'Your Google account may not be used here',
  ],
  [
    '@R70',
    'a question that is open',
    (google) => google.failNext('token', { status: 400, body: { error: 'interaction_required' } }),
    'Google has to ask you something first',
  ],
  ['@R79', 'a cut connection', (google) => google.failNext('token', { cut: true }), AWAY],
  ['@R79', 'a 429', (google) => google.failNext('token', { status: 429 }), AWAY],
]

for (const [tag, title, plan, heading] of faults) {
  test(`${title}: the page says so, nothing is written, and the next sign-in succeeds`, { tag: tag }, async ({
    page,
    person,
    google,
    sql,
  }) => {
    const accounts = () => sql('SELECT 1 FROM accounts WHERE provider_account_id = $1', [person.sub])
    await plan(google)
    await reachAnswer(page, person.email)
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    expect(await accounts()).toEqual([])

    await reachAnswer(page, person.email)
    await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
    expect(await accounts()).toHaveLength(1)
  })
}

test('a Google that never answers costs seconds, not minutes', { tag: '@R77' }, async ({
  page,
  person,
  google,
}) => {
  await google.failNext('token', { hang: true })
  await reachAnswer(page, person.email)
  const hung = await time(async () => {
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(AWAY)
  })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with Google' }).click()
  const usual = await time(async () => {
    await page.getByRole('button', { name: person.email }).click()
    await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
  })
  expect(hung - usual).toBeLessThan(10_000)
})

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function reachAnswer(page: Page, email: string) {
  await page.goto('/dashboard')
  await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
  await page.getByRole('button', { name: email }).click()
}
