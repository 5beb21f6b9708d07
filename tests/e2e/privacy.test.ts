import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type keptData, keptKinds, keptRow, listCookies } from '#lib/account/kept-data'
import { JOB_KEPT_DAYS, queues } from '#lib/jobs/queues'
import { type Language, languageIds, languages } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { only } from '#tests/support/clients'
import { setTestEnvironment } from '#tests/support/environment'
import { createRawBrowser } from '#tests/support/raw-browser'
import { models } from '#tests/support/schema'
import { expect, test } from '#tests/support/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The columns of one kind of data, or those of them that no export has, as `Model.column`. */
function columnsOf(kind: keyof typeof keptData, which: 'columns' | 'withheld' = 'columns'): string[] {
  return Object.entries(keptRow(kind)[which] ?? {}).flatMap(([model, names]) =>
    names.split(' ').map((name) => `${model}.${name}`),
  )
}

/** A column that only says whose a row is. */
const isLink = (column: string) => /\.(userId|accountId)$/.test(column)

/** The names of all members within a value of JSON. */
function membersOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(membersOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...membersOf(inner)])
}

test('the privacy page, the export and the deletion page name the same data, and it is all that the schema has', {
  tag: '@R112',
}, async ({ page, person, arrive, sql, stack }) => {
  const inSchema = models.flatMap(({ name, columns }) =>
    [...columns.keys()].map((column) => `${name}.${column}`),
  )
  expect(keptKinds.flatMap((kind) => columnsOf(kind)).sort(), 'lib/account/kept-data.ts').toEqual(
    inSchema.sort(),
  )

  const t = wordsIn('en', 'privacy')
  await page.goto('/privacy')
  for (const kind of keptKinds) {
    const row = page
      .getByRole('region', { name: t('keeps') })
      .getByRole('listitem')
      .filter({ hasText: t(`kinds.${kind}.name`) })
    await expect(row, kind).toContainText(t(`kinds.${kind}.why`))
    await expect(row, kind).toContainText(t(`kinds.${kind}.until`, { count: keptRow(kind).count ?? 0 }))
  }
  for (const said of [t('hourly'), t('log')])
    await expect(page.getByRole('region', { name: t('keeps') })).toContainText(said)

  await arrive(page, '/settings/delete')
  for (const kind of keptKinds) {
    const region = page.getByRole('region', {
      name: keptRow(kind).onDeletion === 'goes' ? 'What goes' : 'What stays',
    })
    await expect(region.getByRole('listitem').filter({ hasText: t(`kinds.${kind}.name`) }), kind).toHaveCount(
      1,
    )
  }

  const browser = await createRawBrowser(stack)
  await browser.signIn(person)
  await browser.post('/connections/start', { intent: 'link', returnTo: '/connections' })
  await sql(
    `INSERT INTO mails (id, user_id, kind) SELECT gen_random_uuid(), id, 'new-browser' FROM users WHERE email = $1`,
    [person.email],
  )
  const file: Record<string, unknown> = JSON.parse((await browser.post('/api/export', {})).text)
  const members = Object.fromEntries(Object.entries(file).map(([name, value]) => [name, membersOf(value)]))
  for (const kind of keptKinds) {
    const { exported } = keptRow(kind)
    const withheld = columnsOf(kind, 'withheld')
    for (const column of columnsOf(kind).filter((one) => !isLink(one))) {
      const [, name = ''] = column.split('.')
      const found = exported !== null && members[exported]?.includes(name)
      expect([column, found], kind).toEqual([column, exported !== null && !withheld.includes(column)])
    }
  }
  const others = Object.keys(file).filter(
    (name) => !keptKinds.some((kind) => keptRow(kind).exported === name),
  )
  expect(others).toEqual(['format', 'version', 'exportedAt'])
})

test('the tables of the job queue hold numbers alone, for as long as the privacy page says', {
  tag: '@R112',
}, async ({ person, sql, stack }) => {
  const ofPeople = Object.entries(queues).filter(([, { shape }]) => Object.keys(shape.shape).length > 0)
  for (const [name, { shape, options }] of ofPeople) {
    expect(options.deleteAfterSeconds, name).toBe(JOB_KEPT_DAYS * 24 * 60 * 60)
    for (const part of Object.values(shape.shape)) expect(part, name).toBeInstanceOf(z.ZodUUID)
  }
  expect(keptRow('jobs').count).toBe(JOB_KEPT_DAYS)
  const browser = await createRawBrowser(stack)
  await browser.signIn(person)
  await browser.post('/connections/start', { intent: 'link', returnTo: '/connections' })
  const rows = await sql<{ row: string }>('SELECT j::text AS row FROM pgboss.job j')
  const text = rows.map(({ row }) => row).join('\n')
  for (const one of [person.email, person.name, person.sub]) expect(text).not.toContain(one)
})

test('the log knows accounts and sessions by their number alone: no name, no address, no token', {
  tag: '@R112',
}, async ({ page, person, friend, google, stack, sandbox, arrive, connectAccount }) => {
  await stack.restartApp({ SMTP_URL: sandbox.smtpUrl ?? '', MAIL_FROM: 'accounts@latchkey.example' })
  const own = 'Countess Augusta'
  await arrive(page, '/settings', { drive: true })
  await page.getByLabel('What to call you').fill(own)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('status')).toContainText(own)
  await connectAccount(page, friend)
  await connectAccount(page, person, 'twitter')
  await connectAccount(page, person, 'facebook')
  await page.goto(`/drive?q=${encodeURIComponent(`${own} ${person.email}`)}`)
  await google.failNext('drive', { status: 503, times: 4, body: { error: { message: person.email } } })
  await page.goto(`/drive?q=${encodeURIComponent(person.name)}`)
  await google.failNext('token', {
    status: 400,
    body: { error: 'invalid_request', error_description: person.email },
  })
  const refused = createRawBrowser(stack)
  await refused.get(await refused.travel('/sign-in/start', { provider: 'google', returnTo: '/' }, person))
  await page.request.get(`/sign-in?returnTo=/drive?q=${person.email}`)
  await page.request.get(`/${encodeURIComponent(person.email)}`)
  await page.goto('/settings')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download my data' }).click()
  await (await saved).delete()
  await arrive(page, '/settings/delete')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page).toHaveURL('/goodbye')
  await expect.poll(() => stack.logs()).toContain('"kind":"account-deleted"')

  const known = [person, friend].flatMap(({ name, email, sub, x, facebook }) => [
    ...[name, email, sub, x.username, x.id, facebook.id],
  ])
  const log = stack.logs()
  const found = [own, ...known].filter((one) => one && log.toLowerCase().includes(one.toLowerCase()))
  expect(found, 'in the log').toEqual([])
  await stack.restartApp()
})

/** What a cookie is called in the code. Auth.js has names for some that never reach a browser (lib/auth/authjs.ts). */
const NEVER_SENT = ['callback']

test('the privacy page names every cookie that the code knows, and none lasts longer than it says', async ({
  page,
  signIn,
}) => {
  const named = ['app', 'lib', 'components', 'server']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(ROOT, folder, name),
      ),
    )
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\bcookieName\('([^']+)'\)/g)])
    .map(([, name = '']) => name)
  const listed = Object.keys(listCookies())
  expect([...new Set(named)].filter((name) => !NEVER_SENT.includes(name)).sort()).toEqual(listed.sort())

  await signIn(page)
  const ours = (await page.context().cookies()).filter(({ name }) => /latchkey/.test(name))
  expect(ours.length).toBeGreaterThan(1)
  await page.goto('/privacy')
  const text = (await page.getByRole('main').textContent()) ?? ''
  for (const { name, expires } of ours) {
    const [, kind = ''] = /-(session|attempt|zone|language|[a-z]+)(?:-[\w-]{16})?$/.exec(name) ?? []
    expect(text).toContain(name.replace(/-[\w-]{16}$/, '-…'))
    const row = listCookies()[kind as keyof ReturnType<typeof listCookies>]
    expect(row, name).toBeDefined()
    expect(expires - Date.now() / 1000, name).toBeLessThanOrEqual(row.seconds + 1)
  }
})

test.use({ timezoneId: 'Europe/Berlin', allowedErrors: [/status of 404/] })

const everyPage = ['/', '/sign-in', '/privacy', '/signed-out', '/none']

test('every page leads to what is kept, and to terms and help where there are such', async ({
  page,
  stack,
  enter,
}) => {
  const links = page
    .getByRole('contentinfo')
    .getByRole('navigation', { name: 'About this site' })
    .getByRole('link')
  for (const path of everyPage) {
    await page.goto(path).catch(() => undefined)
    await expect(links, path).toHaveText(['Privacy'])
    await expect(links, path).toHaveAttribute('href', '/privacy')
  }
  await page.goto('/sign-in')
  await page.getByRole('main').getByRole('link', { name: 'what we keep, and why' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What Latchkey keeps, and why')
  await expect(page.getByText('Ask those who gave you the address')).toBeVisible()
  await enter(page, '/dashboard')
  await expect(links).toHaveText(['Privacy'])

  await stack.restartApp({
    PRIVACY_URL: 'https://operator.example/privacy?of=this',
    TERMS_URL: 'https://operator.example/terms',
    SUPPORT_URL: 'mailto:help@operator.example',
  })
  await page.goto('/dashboard')
  await expect(links).toHaveText(['Privacy', 'Terms', 'Help'])
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))
  expect(addresses).toEqual([
    'https://operator.example/privacy?of=this',
    'https://operator.example/terms',
    'mailto:help@operator.example',
  ])
  await page.goto('/sign-in')
  await expect(page.getByRole('main').getByRole('link', { name: 'our terms' })).toHaveAttribute(
    'href',
    addresses[1] ?? '',
  )
  await page.goto('/privacy')
  const ask = page.getByRole('region', { name: 'Whom to ask' })
  await expect(ask.getByRole('link', { name: 'Those who run this site' })).toHaveAttribute(
    'href',
    addresses[2] ?? '',
  )
  await expect(ask.getByRole('link', { name: 'Their privacy policy' })).toHaveAttribute(
    'href',
    addresses[0] ?? '',
  )
  await stack.restartApp()
})

test('the privacy page speaks of the providers of this site alone, in the language of its reader', async ({
  browser,
  stack,
}) => {
  setTestEnvironment()
  await stack.restartApp(only('twitter'))
  for (const language of languageIds) {
    const context = await browser.newContext({ locale: language, baseURL: stack.appUrl })
    const page = await context.newPage()
    await page.goto('/privacy')
    const main = page.getByRole('main')
    await expect(page.locator('html')).toHaveAttribute('dir', languages[language].direction)
    await expect(main).toContainText(headingIn(language))
    await expect(main).not.toContainText(/Google|Facebook/)
    await expect(page.getByRole('contentinfo').getByRole('link')).toHaveText(
      wordsIn(language, 'privacy')('title'),
    )
    await context.close()
  }
  await stack.restartApp()
})

function headingIn(language: Language): string {
  return wordsIn(language, 'privacy')('choices')
}
