import { drive } from '#lib/messages/en/drive'
import { AWKWARD_NAMES, isMarked, markDocument, namesShown } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

const PAGE_SIZE = 25

/** What the icon of each type is called; every other type of the sandbox is a document. */
const ICONS: Record<string, string> = {
  'application/vnd.google-apps.spreadsheet': 'Spreadsheet',
  'application/vnd.google-apps.presentation': 'Presentation',
  'application/vnd.google-apps.folder': 'Folder',
  'application/vnd.google-apps.form': 'Form',
  'application/pdf': 'PDF',
  'image/jpeg': 'Image',
  'image/png': 'Image',
  'video/mp4': 'Video',
  'audio/mpeg': 'Audio',
  'text/csv': 'Spreadsheet',
  'application/zip': 'Archive',
}

test('recent files are listed with type, name, owner, age, size and a link to Drive', async ({
  page,
  files,
  openDrive,
}) => {
  await openDrive(page)
  await expect(page.getByText(`The first ${PAGE_SIZE} files, last modified first.`)).toBeVisible()
  await expect.poll(() => namesShown(page)).toEqual(files.slice(0, PAGE_SIZE).map(({ name }) => name))
  const rows = page.getByRole('table').getByRole('row')
  for (const [at, file] of files.slice(0, PAGE_SIZE).entries()) {
    const row = rows.nth(at + 1)
    const kind = ICONS[file.mimeType] ?? 'Document'
    await expect(row.getByRole('img', { name: kind, exact: true })).toBeVisible()
    const link = row.getByRole('link', { name: `${file.name} opens Google Drive`, exact: true })
    await expect(link).toHaveAttribute('href', file.webViewLink)
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    const [, owner, modified, size] = await row.getByRole('cell').allInnerTexts()
    expect(owner).toBe(file.ownedByMe ? 'me' : file.owners?.[0]?.displayName)
    expect(modified).toMatch(/^\d+ (day|month|year)s? ago$/)
    expect(size).toMatch(file.size ? /^\d+(\.\d)? (KB|MB|GB)$/ : /^–$/)
    await expect(row.locator('time')).toHaveAttribute('title', /^\d{1,2} \w+ 20\d\d, \d\d:\d\d/)
  }
})

for (const sought of ['engine', 'ZÜRICH', '東京', ...AWKWARD_NAMES]) {
  test(`searching for ${sought} finds exactly the names with it`, async ({ page, files, openDrive }) => {
    await openDrive(page)
    await page.getByLabel('Search by name').fill(sought)
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('status').filter({ hasText: `matching “${sought}”` })).toBeVisible()
    const matching = files.filter(({ name }) => name.toLowerCase().includes(sought.toLowerCase()))
    expect(matching.length).toBeGreaterThan(0)
    await expect.poll(() => namesShown(page)).toEqual(matching.slice(0, PAGE_SIZE).map(({ name }) => name))
  })
}

test('every column sorts both ways, and says so', async ({ page, openDrive }) => {
  await openDrive(page)
  const header = (name: string) => page.getByRole('columnheader', { name })
  await expect(header('Modified')).toHaveAttribute('aria-sort', 'descending')
  for (const [column, first, second] of [
    ['Name', 'ascending', 'descending'],
    ['Size', 'descending', 'ascending'],
    ['Modified', 'descending', 'ascending'],
  ] as const) {
    for (const direction of [first, second]) {
      await header(column).getByRole('link').click()
      await expect(header(column)).toHaveAttribute('aria-sort', direction)
      await expect(page.locator('th[aria-sort]')).toHaveCount(1)
    }
  }
  await header('Name').getByRole('link').click()
  await expect(page).toHaveURL(/\?sort=a-z$/)
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending')
  const names = await namesShown(page)
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
})

test('a search keeps the order, and an order keeps the search', async ({ page, openDrive, stack }) => {
  await openDrive(page, '/drive?sort=largest')
  await markDocument(page)
  await page.getByLabel('Search by name').fill('tax')
  await page.getByLabel('Search by name').press('Enter')
  await expect(page).toHaveURL(`${stack.appUrl}/drive?sort=largest&q=tax`)
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('link').click()
  await expect(page).toHaveURL(`${stack.appUrl}/drive?q=tax&sort=smallest`)
  await page.getByRole('link', { name: 'Clear the search' }).click()
  await expect(page).toHaveURL(`${stack.appUrl}/drive?sort=smallest`)
  await expect(page.getByLabel('Search by name')).toHaveValue('')
  await expect(page.getByLabel('Search by name')).toBeFocused()
})

test('pages follow each other to the last one, without repeats, and back to the first', async ({
  page,
  files,
  openDrive,
}) => {
  await openDrive(page)
  await markDocument(page)
  await expect(page.getByRole('table')).toBeVisible()
  const seen = await namesShown(page)
  const next = page.getByRole('link', { name: 'Next page' })
  while (await next.isVisible()) {
    const href = await next.getAttribute('href')
    await next.click()
    await page.waitForURL((url) => url.pathname + url.search === href)
    await expect(next.and(page.locator(`[href="${href}"]`))).toHaveCount(0)
    await expect(page.getByRole('table')).toBeVisible()
    seen.push(...(await namesShown(page)))
  }
  expect(seen).toEqual(files.map(({ name }) => name))
  await expect(page.getByRole('status').filter({ hasText: /^The last \d+ files?,/ })).toBeVisible()
  await page.getByRole('link', { name: 'First page' }).click()
  await expect(page.getByText(`The first ${PAGE_SIZE} files`)).toBeVisible()
  expect(await isMarked(page)).toBe(true)
})

test('with JavaScript nothing is loaded anew, the field keeps the focus, and typing goes on', async ({
  page,
  openDrive,
}) => {
  await openDrive(page)
  await markDocument(page)
  const answers = Promise.withResolvers<void>()
  await page.route('**/drive?*', async (route) => {
    await answers.promise
    await route.continue()
  })
  const field = page.getByLabel('Search by name')
  await field.fill('engine')
  await field.press('Enter')
  await expect(page.getByRole('button', { name: 'Search' })).toHaveAttribute('aria-busy', 'true')
  await field.pressSequentially(' of')
  answers.resolve()
  await expect(page.getByRole('status').filter({ hasText: 'matching “engine”' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Search' })).toHaveAttribute('aria-busy', 'false')
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('engine of')
  await page.goBack()
  await expect(page.getByText(`The first ${PAGE_SIZE} files`)).toBeVisible()
  expect(await isMarked(page)).toBe(true)
})

test('the keyboard alone searches, sorts and turns pages, and the focus is where one reads on', async ({
  page,
  openDrive,
}) => {
  await openDrive(page)
  await markDocument(page)
  await page.getByLabel('Search by name').focus()
  await page.keyboard.type('d')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'matching “d”' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Search' })).toBeFocused()
  for (const kind of Object.values(drive.filter)) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: kind, exact: true })).toBeFocused()
  }
  await page.keyboard.press('Tab')
  const name = page.getByRole('columnheader', { name: 'Name' }).getByRole('link')
  await expect(name).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(name).toBeFocused()
  const next = page.getByRole('link', { name: 'Next page' })
  await next.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Previous page' })).toBeVisible()
  await expect(next).toBeVisible()
  await expect(page.getByRole('region', { name: 'Files' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(name).toBeFocused()
})

test('a page that Google no longer knows leads to the first one, and says so', async ({
  page,
  files,
  openDrive,
}) => {
  await openDrive(page)
  const answer = await page.goto('/drive?q=engine&page=from-last-year')
  expect(answer?.status()).toBe(200)
  await expect(page.getByText('That page is no longer there, so this is the first one')).toBeVisible()
  const matching = files.filter(({ name }) => /\bengine/i.test(name))
  await expect.poll(() => namesShown(page)).toEqual(matching.slice(0, PAGE_SIZE).map(({ name }) => name))
})

test('a query that makes no sense shows the usual list', async ({ page, openDrive }) => {
  await openDrive(page)
  await page.goto(`/drive?sort=colour&sort=x&q=${'x'.repeat(500)}&page=a&page=b&more=1`)
  await expect(page.getByText(`The first ${PAGE_SIZE} files, last modified first.`)).toBeVisible()
})

/** As Drive does, whose order decides what is on the first page. */
const byNature = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a kind of file is a list of its own, which is searched, sorted and turned over as it is', async ({
      page,
      files,
      openDrive,
      stack,
    }) => {
      await openDrive(page, '/drive?sort=a-z')
      const kinds = page.getByRole('navigation', { name: 'Kind of file' })
      await expect(kinds.getByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'true')
      await kinds.getByRole('link', { name: 'Spreadsheets' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive?sort=a-z&kind=sheet`)
      await expect(kinds.getByRole('link', { name: 'Spreadsheets' })).toHaveAttribute('aria-current', 'true')
      const sheets = files.filter(({ mimeType }) => ICONS[mimeType] === 'Spreadsheet').map(({ name }) => name)
      const shown = async () => [...(await namesShown(page))].sort()
      await expect.poll(shown).toEqual(sheets.toSorted(byNature).slice(0, PAGE_SIZE).sort())
      await page.getByLabel('Search by name').fill('budget')
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page).toHaveURL(/kind=sheet/)
      await expect.poll(shown).toEqual(sheets.filter((name) => /\bbudget/i.test(name)).sort())
      await page.goto('/drive?kind=audio&q=nothing-like-that')
      await page.getByRole('link', { name: 'Show all files' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/drive`)
    })

    test('there is a way back from every page to the one before', async ({
      page,
      files,
      openDrive,
      stack,
    }) => {
      await openDrive(page)
      const link = (name: string) => page.getByRole('link', { name, exact: true })
      const names = files.map(({ name }) => name)
      const pageOf = async (at: number) => {
        const shown = names.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE)
        await expect.poll(() => namesShown(page)).toEqual(shown)
      }
      await expect(link('Previous page')).toHaveCount(0)
      await link('Next page').click()
      await pageOf(2)
      await expect(link('First page')).toHaveCount(0)
      await link('Next page').click()
      await pageOf(3)
      await expect(link('First page')).toHaveAttribute('href', '/drive')
      await link('Previous page').click()
      await pageOf(2)
      await link('Previous page').click()
      await pageOf(1)
      await expect(page).toHaveURL(`${stack.appUrl}/drive`)
    })
  })
}

test('a name as long as any takes two lines, and is read out and shown whole on hover', async ({
  page,
  google,
  openDrive,
}) => {
  await openDrive(page)
  const name = 'A report about everything '.repeat(40).trim()
  await google.failNext('drive', {
    body: { files: [{ name, webViewLink: 'https://drive.google.com/file/d/1/view' }] },
  })
  await page.goto('/drive?q=report')
  const link = page.getByRole('link', { name: `${name} opens Google Drive` })
  await expect(link).toBeVisible()
  await expect(link.getByTitle(name)).toBeVisible()
  expect((await link.boundingBox())?.height).toBeLessThan(70)
})
