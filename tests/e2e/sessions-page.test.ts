import { hydrated } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const PATH = '/sessions'

test.use({ timezoneId: 'Asia/Kolkata' })

/** Changes every session of a person: what comes after SET. */
const changing = (changes: string) =>
  `UPDATE sessions SET ${changes} WHERE account_id = (SELECT id FROM accounts WHERE provider_account_id = $1)`

test('a session says when it was last used, exactly on hover and in the zone of the reader, and from where', async ({
  page,
  person,
  enter,
  elsewhere,
  sql,
}) => {
  await elsewhere()
  await sql(changing(`last_active_at = now() - interval '3 minutes', ip_address = '203.0.113.9'`), [
    person.sub,
  ])
  await enter(page, PATH)
  const other = page.getByRole('listitem').filter({ hasText: 'Firefox on Windows' })
  const used = other.getByText('3 minutes ago')
  await expect(used).toHaveAttribute('title', /^\d{1,2} \w+ 20\d\d, \d\d:\d\d GMT\+5:30$/)
  await expect(other.getByText('203.0.113.9')).toBeHidden()
  await other.getByText('Details').click()
  await expect(other.getByText('203.0.113.9')).toBeVisible()
  await expect(other).toContainText(`${person.email}, Google`)
  await expect(
    other.getByRole('definition').filter({ hasText: /^\d{1,2} \w+ 20\d\d, .*GMT\+5:30$/ }),
  ).toHaveCount(3)
})

test('a browser that we do not know is shown as it calls itself', async ({ page, enter, elsewhere }) => {
  await elsewhere('house-lamp')
  await enter(page, PATH)
  const lamp = page.getByRole('listitem').filter({ hasText: 'An unknown browser' })
  await lamp.getByText('Details').click()
  await expect(lamp.getByText('house-lamp')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out of an unknown browser' }).click()
  await expect(page.getByRole('status')).toContainText('The other browser is signed out.')
})

test('the news of what was done has the focus each time, also twice in a row', async ({
  page,
  enter,
  elsewhere,
}) => {
  await elsewhere()
  await elsewhere()
  await enter(page, PATH)
  const end = page.getByRole('button', { name: 'Sign out of Firefox on Windows' })
  for (const left of [1, 0]) {
    await end.first().click()
    await expect(end).toHaveCount(left)
    await expect(page.getByRole('status')).toBeFocused()
  }
})

test('the question opens with the focus on the way out, and Escape gives it back to the button', async ({
  page,
  enter,
  elsewhere,
}) => {
  await elsewhere()
  await enter(page, PATH)
  await hydrated(page)
  await page.getByRole('button', { name: 'Sign out all others' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Sign out of one other device?' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Sign out all others' })).toBeFocused()
})

const limits = [
  {
    tag: '@R50',
    limit: 'idle',
    changes: `last_active_at = now() - interval '7 days'`,
    message: 'You were signed out',
  },
  { tag: '@R51', limit: 'absolute', changes: 'expires_at = now()', message: 'It is time to sign in again' },
]

for (const { tag, limit, changes, message } of limits) {
  test(`${limit} limit: the next page says why, and signing in leads back`, { tag }, async ({
    page,
    person,
    enter,
    sql,
  }) => {
    await enter(page, PATH)
    await sql(changing(changes), [person.sub])
    await page.goto(PATH)
    await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Fsessions$/)
    await expect(page.getByText(message, { exact: true })).toBeVisible()
    await enter(page, PATH)
    await expect(page.getByRole('heading', { name: 'You are signed in here only' })).toBeVisible()
  })
}

test('a session that one process ends is over for the next request to every other', { tag: '@R55' }, async ({
  page,
  context,
  enter,
  elsewhere,
  stack,
}) => {
  const other = await elsewhere()
  const cookies = await other.context().cookies(stack.appUrl)
  const cookie = cookies.find(({ name }) => name.endsWith('session'))
  await enter(page, PATH)
  const second = await stack.startSecondApp()
  try {
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
    const ask = (path: string) => fetch(`${second.url}${path}`, { headers, redirect: 'manual' })
    expect((await ask('/api/me')).status).toBe(200)
    await page.getByRole('button', { name: 'Sign out of Firefox on Windows' }).click()
    await expect(page.getByRole('status')).toBeVisible()
    expect((await ask('/api/me')).status).toBe(401)
    expect((await ask(PATH)).headers.get('location')).toContain('/sign-in?returnTo=')
    const left = await context.cookies(stack.appUrl)
    expect(left.filter(({ name }) => name.endsWith('session'))).toHaveLength(1)
  } finally {
    await second.process.stop()
  }
})
