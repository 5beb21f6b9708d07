import type { Page } from '@playwright/test'
import type { Sql } from '#tests/support/database'
import { forgetScripts, isMarked, markDocument, openWhole } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of (403|502|503)/] })

const down = (page: Page) => page.getByRole('heading', { name: 'Google Drive is not answering' })

test('a Drive that is down is a 503 that says so, keeps the query, and trying again works', async ({
  page,
  google,
  openDrive,
  stack,
}) => {
  await openDrive(page)
  await google.failNext('drive', { status: 503, times: 2 })
  await forgetScripts(page)
  const answer = await page.goto('/drive?q=engine&sort=a-z')
  expect(answer?.status()).toBe(503)
  expect(answer?.headers()['retry-after']).toBeTruthy()
  await expect(down(page)).toBeVisible()
  await expect(page.getByText('nothing is lost. Try again in a moment.')).toBeVisible()
  await expect(page.getByLabel('Search by name')).toHaveValue('engine')
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('matching “engine”, from A to Z.')).toBeVisible()
  await expect(page).toHaveURL(`${stack.appUrl}/drive?q=engine&sort=a-z`)
})

test('a Drive that goes down during a search is said in place, without loading the page anew', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  await markDocument(page)
  await google.failNext('drive', { status: 500, times: 2 })
  await page.getByLabel('Search by name').fill('tax')
  await page.getByLabel('Search by name').press('Enter')
  await expect(down(page)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Google Drive is not answering.' })).toHaveCount(1)
  await expect(page.getByLabel('Search by name')).toBeFocused()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByText('matching “tax”')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Files' })).toBeFocused()
  expect(await isMarked(page)).toBe(true)
})

test('a pause that Google asks for is respected, and said on the page', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  await google.failNext('drive', { status: 429, headers: { 'Retry-After': '37' } })
  await page.goto('/drive')
  await expect(page.getByText('Try again in about 40 seconds.')).toBeVisible()
  await google.resetCounts()
  expect((await page.reload())?.status()).toBe(503)
  await expect(page.getByRole('heading', { name: 'Google Drive asks us to wait' })).toBeVisible()
  expect(await google.counts()).toMatchObject({ drive: 0 })
})

test('a project without the Drive API is a 502 that asks the operator, not the person', async ({
  page,
  google,
  openDrive,
}) => {
  test.info().annotations.push({ type: 'source', description: 'Drive API: accessNotConfigured' })
  await openDrive(page)
  const error = { code: 403, errors: [{ reason: 'accessNotConfigured' }], status: 'PERMISSION_DENIED' }
  await google.failNext('drive', { status: 403, body: { error } })
  await forgetScripts(page)
  const answer = await page.request.get('/drive')
  expect(answer.status()).toBe(502)
  expect(await answer.text()).toContain('Google did not accept this application')
  expect(await answer.text()).not.toContain('Try again')
})

const because = (reason: string) => ({ error: { code: 403, errors: [{ domain: 'global', reason }] } })

type Said = {
  fault: { status: number; body: unknown; headers?: Record<string, string> }
  status: number
  says: string
  again: boolean
}

/** Who does what to a request, and what the page makes of it. */
const said: Record<string, Said> = {
  'an organisation that forbids Drive': {
    fault: { status: 403, body: because('domainPolicy') },
    status: 403,
    says: 'Ask your administrator; trying again does not help',
    again: false,
  },
  'an account that is not in order': {
    fault: { status: 403, body: because('accountDisabled') },
    status: 403,
    says: 'Something is wrong with the account itself',
    again: false,
  },
  'a refusal that does not say whose it is': {
    fault: { status: 403, body: '<html>Forbidden</html>', headers: { 'content-type': 'text/html' } },
    status: 403,
    says: 'It may be a rule of your organisation',
    again: true,
  },
  'a quota that is used up': {
    fault: { status: 403, body: because('dailyLimitExceeded') },
    status: 503,
    says: 'Try again in about an hour.',
    again: true,
  },
  'an answer that makes no sense': {
    fault: { status: 200, body: { files: 'none' } },
    status: 502,
    says: 'The fault is ours or that of Google, not yours',
    again: true,
  },
}

for (const [title, { fault, status, says, again }] of Object.entries(said)) {
  test(`${title} is said in words of its own, with the status and the way on that fit`, async ({
    page,
    google,
    openDrive,
  }) => {
    await openDrive(page)
    await google.failNext('drive', fault as Parameters<typeof google.failNext>[1])
    expect(await openWhole(page, '/drive')).toBe(status)
    await expect(page.getByRole('main').getByText(says)).toBeVisible()
    await expect(page.getByRole('link', { name: 'Try again' })).toHaveCount(again ? 1 : 0)
  })
}

test('an application that Google refuses at its token endpoint is said to be refused, also a moment later', {
  tag: '@R70',
}, async ({ page, google, openDrive, sql, person }) => {
  await openDrive(page)
  await expireAccess(sql, person)
  await google.failNext('token', { status: 401, body: { error: 'deleted_client' } })
  for (const _again of [1, 2]) {
    expect(await openWhole(page, '/drive')).toBe(502)
    await expect(page.getByRole('heading', { name: 'Google did not accept this application' })).toBeVisible()
  }
})

test('an organisation that ends the access is named with the way on, on both pages and in the history', {
  tag: '@R69',
}, async ({ page, google, openDrive, sql, person }) => {
  await openDrive(page)
  await expireAccess(sql, person)
  await google.failNext('token', { status: 400, body: { error: 'admin_policy_enforced' } })
  await page.goto('/drive')
  const why = page.getByText('A rule of your organisation, or the protection of your Google Account')
  await expect(why).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible()
  await page.goto('/connections')
  await expect(why).toBeVisible()
  await expect(page.getByText('Not allowed any more')).toBeVisible()
  await page.goto('/activity')
  await expect(why).toBeVisible()
})

test('one odd file takes no other with it, and one without a name can be opened', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  const link = 'https://drive.google.com/file/d/1/view'
  const files = [
    { name: 'whole', mimeType: 'application/pdf', size: '1260', owners: [{ me: true }] },
    { name: 'ownerless', mimeType: 5, owners: null, size: null, modifiedTime: 'yesterday' },
    { name: '\u200b', webViewLink: link, owners: [null], size: '' },
    { name: 'shared', driveId: '0AA' },
    null,
  ]
  await google.failNext('drive', { status: 200, body: JSON.stringify({ files, nextPageToken: null }) })
  await page.goto('/drive')
  const rows = page.locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(0)).toContainText('1.3 KB')
  await expect(rows.nth(1)).toContainText('unknown')
  await expect(rows.nth(1)).not.toContainText('bytes')
  await expect(rows.nth(2).getByRole('link', { name: 'Untitled' })).toHaveAttribute('href', link)
  await expect(rows.nth(2)).not.toContainText('bytes')
  await expect(rows.nth(3)).toContainText('a shared drive')
})

test('a search that Drive did not finish says that files may be missing', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  await google.failNext('drive', { status: 200, body: { files: [{ name: 'a' }], incompleteSearch: true } })
  await page.goto('/drive')
  await expect(page.getByText('Google did not look everywhere this time')).toBeVisible()
  await google.failNext('drive', { status: 200, body: { files: [], incompleteSearch: true } })
  await page.goto('/drive?q=tax')
  await expect(page.getByRole('heading', { name: 'Nothing found so far' })).toBeVisible()
  await expect(page.getByText('No file matches')).toHaveCount(0)
})

test('a Drive without files says so', async ({ page, google, openDrive }) => {
  await openDrive(page)
  await google.failNext('drive', { status: 200, body: { files: [] } })
  await page.goto('/drive')
  await expect(page.getByRole('heading', { name: 'There are no files in your Drive' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open Google Drive' })).toBeVisible()
})

test('a search without a match says so, and leads back to all files', async ({ page, openDrive, stack }) => {
  await openDrive(page, '/drive?q=no-such-thing&sort=oldest')
  await expect(page.getByRole('heading', { name: 'No file matches “no-such-thing”' })).toBeVisible()
  await page.getByRole('link', { name: 'Show all files' }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/drive?sort=oldest`)
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByLabel('Search by name')).toHaveValue('')
})

test('an empty page that is not the last says so and leads on', async ({ page, google, openDrive }) => {
  await openDrive(page)
  await google.failNext('drive', { status: 200, body: { files: [], nextPageToken: 'more' } })
  await page.goto('/drive?q=engine')
  await expect(page.getByRole('heading', { name: 'Nothing on this page' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Next page' })).toHaveAttribute(
    'href',
    '/drive?q=engine&page=more',
  )
})

test('what Google sends is text: no link leads anywhere but to https', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  const file = (name: string, webViewLink: string) => ({
    id: name,
    name,
    mimeType: 'text/plain',
    webViewLink,
  })
  const files = [
    file('<b>bold</b>', 'https://drive.google.com/file/d/1/view'),
    file('script', 'javascript:alert(1)'),
    file('data', 'data:text/html,hello'),
    { id: 'bare', name: 'bare', mimeType: 'x' },
  ]
  await google.failNext('drive', { status: 200, body: { files } })
  await page.goto('/drive')
  await expect(page.getByRole('row')).toHaveCount(files.length + 1)
  await expect(page.locator('tbody a')).toHaveText(['<b>bold</b>'])
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('searching, sorting, turning pages and trying again all work', async ({
    page,
    google,
    openDrive,
    stack,
  }) => {
    await openDrive(page, '/drive?q=engine')
    await page.getByLabel('Search by name').fill("Lady Lovelace's")
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByText("matching “Lady Lovelace's”, last modified first.")).toBeVisible()
    await expect(page.locator('tbody time').first()).toHaveText(/ago$/)
    await page.getByRole('link', { name: 'Clear the search' }).click()
    await page.getByRole('columnheader', { name: 'Size' }).getByRole('link').click()
    await expect(page).toHaveURL(`${stack.appUrl}/drive?sort=largest`)
    await page.getByRole('link', { name: 'Next page' }).click()
    await expect(page.getByText('The next 25 files, largest first.')).toBeVisible()
    await page.getByRole('link', { name: 'Previous page' }).click()
    await expect(page.getByText('The first 25 files, largest first.')).toBeVisible()
    await google.failNext('drive', { cut: true, times: 2 })
    await page.reload()
    await expect(down(page)).toBeVisible()
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByText('The first 25 files, largest first.')).toBeVisible()
  })
})

/** Has the next page that needs an access token ask Google for a fresh one. */
function expireAccess(sql: Sql, { sub }: { sub: string }) {
  return sql(
    `UPDATE grants SET access_token_expires_at = now() - interval '1 minute' FROM accounts
      WHERE accounts.id = account_id AND provider_account_id = $1`,
    [sub],
  )
}
