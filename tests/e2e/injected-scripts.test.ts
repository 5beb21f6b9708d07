import { expect, type Page, test } from '#tests/support/test'

/** Markup that runs in whatever place it is put into as it is: text, an attribute, a script, a title. */
const MARKED = `"'></title></script><script>window.ran=1</script><img src=x onerror="window.ran=2"><svg onload=window.ran=3>`
const AGENT = `Mozilla/5.0 (X11; Linux x86_64) ${MARKED} Chrome/140.0.0.0 Safari/537.36`

/** Every text of a person that they, their provider or their browser chose, in each row of theirs. */
const MARK = [
  'UPDATE users SET name = $2, display_name = $2, email = $2, image = $3 WHERE id = (SELECT user_id FROM accounts WHERE provider_account_id = $1)',
  'UPDATE accounts SET name = $2, email = $2, image = $3, hosted_domain = $2 WHERE user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1)',
  'UPDATE sessions SET user_agent = $2 WHERE user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1) AND $3 <> $2',
  `UPDATE events SET user_agent = $2, details = details || jsonb_build_object('account', $2::text)
    WHERE user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1) AND $3 <> $2`,
]

/** A picture may be any that a page may show. What is in one never runs. */
const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=6"><script>window.ran=7</script></svg>')}`

const FILE = {
  id: 'a',
  name: MARKED,
  mimeType: `text/${MARKED}`,
  modifiedTime: '2026-01-01T00:00:00.000Z',
  size: '1',
  webViewLink: 'javascript:window.ran=4',
  iconLink: 'javascript:window.ran=5',
  owners: [{ displayName: MARKED, emailAddress: MARKED, me: false }],
  shared: true,
}

async function expectNothingRan(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForLoadState('load')
  const ran = await page.evaluate(() => {
    const put = 'img[src="x"], svg[onload], [onerror], a[href^="javascript:"], img[src^="javascript:"]'
    return { ran: 'ran' in window, elements: document.querySelectorAll(put).length }
  })
  expect(ran, path).toEqual({ ran: false, elements: 0 })
}

/** What a page that is not there, or not well asked for, says in the console. */
test.use({ allowedErrors: [/status of (4|5)\d\d/] })

test('a script in whatever a person, their provider or their browser chose runs on no page, and none needs the policy to stop it', {
  tag: ['@R36', '@R102'],
}, async ({ page, google, person, openDrive, openPosts, sql }) => {
  await openDrive(page)
  for (const statement of MARK) await sql(statement, [person.sub, MARKED, PICTURE])
  const [line] = await sql(
    'SELECT id FROM events WHERE user_id = (SELECT user_id FROM accounts WHERE provider_account_id = $1) LIMIT 1',
    [person.sub],
  )
  const marked = encodeURIComponent(MARKED)
  for (const path of [
    '/dashboard',
    '/sessions',
    '/activity',
    `/activity/${line?.id}`,
    '/connections',
    '/settings',
    '/settings/delete',
    '/confirm',
    '/',
  ])
    await expectNothingRan(page, path)
  await expect(page.getByText(MARKED).first()).toBeVisible()
  await google.failNext('drive', { body: { files: [FILE] } })
  await expectNothingRan(page, `/drive?q=${marked}`)
  await expect(page.getByRole('table').getByText(MARKED).first()).toBeVisible()
  for (const path of [
    `/activity?kind=${marked}&before=${marked}`,
    `/sign-in?returnTo=${marked}`,
    `/sign-in?returnTo=${encodeURIComponent(`/drive?q=${MARKED}`)}`,
    `/sign-in/problem?code=${marked}&ref=abcdefgh&provider=${marked}&returnTo=${encodeURIComponent(`/drive?q=${MARKED}`)}`,
    `/api/auth/callback/google?error=${marked}&error_description=${marked}&state=${marked}`,
    `/data-deletion/${marked}`,
    `/${marked}`,
  ])
    await expectNothingRan(page, path)
  await page.context().clearCookies()
  await google.changeProfile(person.sub, {
    x: {
      username: person.x.username,
      name: MARKED,
      posts: [MARKED, `https://x.example/"onerror="window.ran=7`].map((text) => ({
        text,
        kind: 'post' as const,
        unavailable: false,
      })),
    },
  })
  await openPosts(page)
  await expectNothingRan(page, '/posts')
  await expect(page.getByText(MARKED).first()).toBeVisible()
})

test.describe('a browser whose name is a script', () => {
  test.use({ userAgent: AGENT })

  test('signs in, and is listed by what it is', { tag: '@R102' }, async ({ page, arrive }) => {
    await arrive(page, '/sessions')
    for (const path of ['/sessions', '/activity', '/dashboard']) await expectNothingRan(page, path)
  })
})
