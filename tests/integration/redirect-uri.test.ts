import { test as base, expect } from '@playwright/test'
import { exchange } from '#lib/auth/authjs'
import { signInIntent } from '#lib/auth/intents'
import { type ProviderId, redirectUri } from '#lib/provider-ids'
import { startSandbox } from '#scripts/sandbox/server'
import { clientEnvironment, otherClients } from '#tests/support/clients'
import { setTestEnvironment } from '#tests/support/environment'
import { beginAttempt } from '#tests/support/exchange'
import { ada } from '#tests/support/google'
import { visitProvider } from '#tests/support/provider-visitor'

/** X takes http://127.0.0.1 in development, and not localhost, which Next makes of it (next/server, `NextRequest`). */
const ORIGIN = 'http://127.0.0.1:3000'

const test = base.extend<object, { registered: string }>({
  registered: [
    async ({}, use) => {
      const others = otherClients(ORIGIN)
      const redirectUris = [redirectUri(ORIGIN, 'google')]
      const google = { id: 'at-an-address', secret: 'of-the-test', name: 'Tests', redirectUris }
      const sandbox = await startSandbox({ port: 0, clients: [google, others.facebook, others.twitter] })
      setTestEnvironment({
        AUTH_URL: ORIGIN,
        AUTH_GOOGLE_ID: google.id,
        AUTH_GOOGLE_SECRET: google.secret,
        AUTH_GOOGLE_ISSUER: sandbox.issuer,
        ...clientEnvironment(others, sandbox.issuer),
      })
      await use(sandbox.issuer)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
})

/** In one worker: each more would start anew what these tests stand on. */
test.describe.configure({ mode: 'default' })

const subjects: Record<ProviderId, string> = {
  google: ada,
  facebook: '122100000000000001',
  twitter: '1500000000000000001',
}

for (const [provider, subject] of Object.entries(subjects) as [ProviderId, string][])
  test(`a site at 127.0.0.1 is called so at ${provider}, when a sign-in begins and when it is finished`, async ({
    registered: _sandbox,
  }) => {
    const intent = signInIntent(provider)
    const { address, checks } = await beginAttempt(intent)
    const expected = `${ORIGIN}/api/auth/callback/${provider}`
    expect(new URL(address).searchParams.get('redirect_uri')).toBe(expected)
    const back = await visitProvider(new URL(address), { sub: ada, facebook: { id: subjects.facebook } })
    expect(back.origin + back.pathname).toBe(expected)
    const { identity } = await exchange(intent, Object.fromEntries(back.searchParams), checks)
    expect(identity.subject).toBe(subject)
  })
