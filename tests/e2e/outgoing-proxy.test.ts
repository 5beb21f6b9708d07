import { pressSignOut } from '#tests/support/pages'
import { startOutgoingProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'

test('behind a proxy for outgoing requests, all that goes to the provider and nothing else goes through it', async ({
  page,
  stack,
  signIn,
}) => {
  const proxy = await startOutgoingProxy()
  // As docs/production.md has it, but that the provider of these tests is on this machine too.
  await stack.restartApp({
    NODE_USE_ENV_PROXY: '1',
    HTTP_PROXY: proxy.url,
    HTTPS_PROXY: proxy.url,
    NO_PROXY: `127.0.0.1:${new URL(stack.appUrl).port}`,
  })
  try {
    await signIn(page)
    // Next asks its own server for the page that a form leads to.
    await pressSignOut(page)
    await expect(page).toHaveURL(`${stack.appUrl}/signed-out`)
    expect(new Set(proxy.seen)).toEqual(new Set([new URL(stack.issuer).host]))
  } finally {
    await page.goto('about:blank')
    await stack.restartApp()
    await proxy.close()
  }
})
