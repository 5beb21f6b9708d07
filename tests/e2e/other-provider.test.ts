import { startPlainProvider } from '#tests/support/providers'
import { expect, test } from '#tests/support/test'

/** Its quick-start screens ask a font server that is not there. */
test.use({ allowedErrors: [/Failed to load resource/] })

const providers = [
  { title: 'any conforming OpenID provider can stand in, given its issuer and a client', bare: false },
  { title: 'a provider without userinfo, that wants the secret in the form, can stand in too', bare: true },
]

for (const { title, bare } of providers) {
  test(title, async ({ page, stack }) => {
    const client = {
      id: 'another-client',
      secret: 'another-secret',
      redirectUri: `${stack.appUrl}/api/auth/callback/google`,
    }
    const provider = await startPlainProvider(client, { bare })
    await stack.restartApp({
      AUTH_GOOGLE_ISSUER: provider.issuer,
      AUTH_GOOGLE_ID: client.id,
      AUTH_GOOGLE_SECRET: client.secret,
    })
    try {
      await page.goto('/dashboard')
      await page.getByRole('main').getByRole('button', { name: 'Sign in with Google' }).click()
      await page.locator('input[name=login]').fill(bare ? 'yan' : 'zoe')
      await page.locator('input[name=password]').fill('anything')
      await page.getByRole('button', { name: 'Sign-in' }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      await expect(page).toHaveURL(`${stack.appUrl}/dashboard`)
      await expect(
        page.getByRole('heading', { level: 1, name: bare ? 'Plain yan' : 'Plain zoe' }),
      ).toBeVisible()
    } finally {
      await stack.restartApp()
      await provider.close()
    }
  })
}
