import { readFile } from 'node:fs/promises'
import {
  card,
  chooseAtGoogle,
  givePermission,
  logLines,
  namesShown,
  pressSignOut,
} from '#tests/support/pages'
import { freePort } from '#tests/support/processes'
import { startReverseProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'

/** A page that says what went wrong has a status of its own. */
test.use({ allowedErrors: [/the server responded with a status of 400/] })

test('behind a proxy the session shows the client, and the server never calls itself through the proxy', async ({
  page,
  stack,
  signIn,
}) => {
  const hidden = await freePort()
  await stack.restartApp({ PORT: String(hidden), TRUSTED_PROXY_HOPS: '1' })
  const proxy = await startReverseProxy(Number(new URL(stack.appUrl).port), hidden, {
    forwarded: '203.0.113.9',
  })
  try {
    await signIn(page)
    await page.goto('/sessions')
    await page.getByText('Details').first().click()
    await expect(page.getByRole('main').getByText('203.0.113.9')).toBeVisible()
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
    // Only a request of the server itself repeats what the server passed to the application.
    expect(proxy.seen.filter((headers) => headers['x-forwarded-host'])).toEqual([])
    expect(proxy.seen.length).toBeGreaterThan(5)
  } finally {
    await page.goto('about:blank')
    await proxy.close()
    await stack.restartApp()
  }
})

test('signing in, Drive, connections, settings and sessions work behind proxies that mistreat what they pass on', {
  tag: ['@R100', '@R107'],
}, async ({ page, person, friend, stack, sql }) => {
  const hidden = await freePort()
  await stack.restartApp({ PORT: String(hidden), TRUSTED_PROXY_HOPS: '2' })
  const logged = logLines(stack).length
  const { port } = new URL(stack.appUrl)
  const proxy = await startReverseProxy(Number(port), hidden, {
    forwarded: '6.6.6.6, 203.0.113.9:50123, [2001:db8::2]:443',
    host: 'upstream.internal',
    mistreatsForms: true,
    looksAhead: true,
  })
  const main = page.getByRole('main')
  try {
    // Nobody knows by which name the browser came, until it sends a form.
    await page.goto(`http://127.0.0.1:${port}/sign-in?returnTo=/drive?q=engine`)
    await main.getByRole('button', { name: 'Sign in with Google' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This site has another address')
    await main.getByRole('link', { name: `Go to localhost:${port}` }).click()
    await expect(page).toHaveURL(`${stack.appUrl}/sign-in?returnTo=%2Fdrive%3Fq%3Dengine`)
    await main.getByRole('button', { name: 'Sign in with Google' }).click()
    await chooseAtGoogle(page, person)

    await expect(page).toHaveURL(`${stack.appUrl}/drive?q=engine`)
    await givePermission(page)
    await expect(page.getByText('matching “engine”')).toBeVisible()
    await expect.poll(() => namesShown(page)).not.toEqual([])

    await page.getByRole('link', { name: 'Connections' }).click()
    await page.getByRole('button', { name: 'Connect a Google account' }).click()
    await chooseAtGoogle(page, friend)
    await expect(card(page, friend)).toBeVisible()
    await sql(`UPDATE sessions SET last_active_at = now() - interval '1 hour', ip_address = NULL`)
    await card(page, person).getByRole('button', { name: 'Turn off Drive' }).click()
    await expect(card(page, person).getByRole('button', { name: 'Turn on Drive' })).toBeVisible()
    await expect
      .poll(() => sql(`SELECT ip_address FROM sessions WHERE last_active_at > now() - interval '1 minute'`))
      .toEqual([{ ip_address: '203.0.113.9' }])

    await page.getByRole('link', { name: 'Settings' }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download my data' }).click()
    expect(JSON.parse(await readFile(await (await coming).path(), 'utf8'))).toMatchObject({
      profile: { email: person.email },
    })

    await page.getByRole('link', { name: 'Sessions' }).click()
    await main.getByText('Details').first().click()
    await expect(main.getByText('203.0.113.9')).toBeVisible()
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)

    const kinds = await sql<{ kind: string }>(
      'SELECT kind FROM events JOIN users u ON u.id = user_id WHERE u.email = $1 ORDER BY events.created_at, events.id',
      [person.email],
    )
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'signed_in',
      'permission_given',
      'account_linked',
      'permission_turned_off',
      'exported',
      'signed_out',
    ])
    expect(proxy.counts.ahead).toBeGreaterThan(5)
    expect(proxy.counts.chunked).toBeGreaterThan(5)
    expect(proxy.counts.cut).toBeGreaterThan(proxy.counts.ahead)
    expect(
      logLines(stack)
        .slice(logged)
        .filter(({ level }) => level === 'error'),
    ).toEqual([])
  } finally {
    await page.goto('about:blank')
    await proxy.close()
    await stack.restartApp()
  }
})
