import { pressSignOut } from '#tests/support/pages'
import { startTcpProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'

test.use({ allowedErrors: [/Failed to load resource: the server responded with a status of 503/] })

test('a database that goes away is a 503 that says so, and nobody is signed out when it returns', {
  tag: '@R60',
}, async ({ page, context, stack, signIn }) => {
  const url = new URL(stack.databaseUrl)
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(proxy.port)
  await stack.restartApp({ DATABASE_URL: url.href })
  try {
    await signIn(page)
    const before = await context.cookies()
    await proxy.cut()

    const answer = await page.goto('/dashboard')
    expect(answer?.status()).toBe(503)
    expect(answer?.headers()['retry-after']).toBeTruthy()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our database')
    const json = await page.request.get('/api/me')
    expect(json.status()).toBe(503)
    expect(json.headers()['content-type']).toContain('application/problem+json')
    expect(await json.json()).toMatchObject({ code: 'unavailable', status: 503 })
    expect((await page.goto('/'))?.status()).toBe(200)
    expect(await context.cookies()).toEqual(before)

    await page.goto('/sign-in')
    await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our database')

    await proxy.restore()
    await page.goto('/dashboard')
    await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
  } finally {
    await page.goto('about:blank')
    await stack.restartApp()
    await proxy.stop()
  }
})

test('signing out while the database is away says so, and signs out once it is back', {
  tag: '@R54',
}, async ({ page, stack, signIn }) => {
  const url = new URL(stack.databaseUrl)
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(proxy.port)
  await stack.restartApp({ DATABASE_URL: url.href })
  try {
    await signIn(page)
    await proxy.cut()
    await pressSignOut(page)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our database')
    await proxy.restore()
    // Next may still be loading the page of the failure as a whole, which would overtake this one.
    await expect(async () => {
      await page.goto('/dashboard')
      await expect(page.getByRole('heading', { level: 1, name: 'Ada Lovelace' })).toBeVisible()
    }).toPass()
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
  } finally {
    await page.goto('about:blank')
    await stack.restartApp()
    await proxy.stop()
  }
})
