import { freePort } from '#tests/support/processes'
import { startReverseProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'

test('behind a proxy the session shows the client, and the server never calls itself through the proxy', async ({
  page,
  stack,
  signIn,
}) => {
  const hidden = await freePort()
  await stack.restartApp({ PORT: String(hidden), TRUSTED_PROXY_HOPS: '1' })
  const proxy = await startReverseProxy(Number(new URL(stack.appUrl).port), hidden, '203.0.113.9')
  try {
    await signIn(page)
    await expect(page.getByRole('main').getByText('203.0.113.9')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
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
