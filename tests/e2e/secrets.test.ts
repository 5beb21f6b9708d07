import { readDatabaseText } from '#tests/support/database'
import { givePermission } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

test('no token, code or session reaches a page, an RSC payload, JSON, a URL or the log', {
  tag: ['@R47', '@R111'],
}, async ({ page, context, google, stack, signIn }) => {
  const seen: string[] = []
  page.on('response', async (response) => {
    if (!response.url().startsWith(stack.appUrl)) return
    seen.push(await response.text().catch(() => ''))
  })
  const urls: string[] = []
  page.on('framenavigated', (frame) => urls.push(frame.url()))
  await signIn(page, '/drive')
  await givePermission(page)
  await page.waitForURL(`${stack.appUrl}/drive`)
  await expect(page.getByRole('table')).toBeVisible()
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page.getByRole('link', { name: 'Previous page' })).toBeVisible()
  for (const path of ['/', '/dashboard', '/drive?q=engine', '/sign-in']) await page.goto(path)
  for (const path of ['/', '/dashboard', '/drive']) {
    seen.push(await (await page.request.get(path, { headers: { rsc: '1' } })).text())
  }
  seen.push(await (await page.request.get('/api/me')).text())
  seen.push(
    await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })),
  )
  await page.waitForLoadState('networkidle')

  const cookies = (await context.cookies(stack.appUrl))
    .filter(({ httpOnly }) => httpOnly)
    .map(({ value }) => value)
  const issued = (await google.issuedTokens()).map(({ value }) => value)
  expect(cookies.length).toBeGreaterThan(0)
  expect(issued.length).toBeGreaterThan(3)
  expect(seen.join('').length).toBeGreaterThan(10_000)
  const haystacks = { pages: seen.join('\n'), log: stack.logs(), urls: urls.join('\n') }
  for (const [where, text] of Object.entries(haystacks)) {
    const found = [...cookies, ...issued].filter((secret) => text.includes(secret))
    expect(found, `secrets in the ${where}`).toEqual([])
  }
})

test('the database holds no session token', { tag: '@R46' }, async ({ page, context, stack, signIn }) => {
  await signIn(page)
  const cookie = (await context.cookies(stack.appUrl)).find(({ name }) => name.endsWith('session'))
  const dump = await readDatabaseText(stack.databaseUrl)
  expect(dump.length).toBeGreaterThan(100)
  expect(cookie?.value).toBeTruthy()
  expect(dump).not.toContain(cookie?.value)
})

/** What scripts write and the server reads: no secret. */
const OPEN = ['zone', 'language', 'theme']

test('every cookie but what scripts write is HttpOnly, all are Lax and for the whole host, and the attempt is gone afterwards', {
  tag: ['@R43', '@R44'],
}, async ({ page, context, stack, signIn }) => {
  await signIn(page)
  const open = OPEN.map((name) => stack.sessionCookie.replace('session', name))
  const all = await context.cookies(stack.appUrl)
  for (const cookie of all)
    expect(cookie).toMatchObject({ httpOnly: !open.includes(cookie.name), sameSite: 'Lax', path: '/' })
  const cookies = all.filter(({ name }) => !open.includes(name))
  expect(cookies.map(({ name }) => name)).toEqual([stack.sessionCookie])
  expect(cookies[0]?.value).toMatch(/^[\w-]{43}$/)
})
