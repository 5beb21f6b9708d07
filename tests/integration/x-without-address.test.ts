import { test as base, expect } from '@playwright/test'
import { exchange } from '#lib/auth/authjs'
import { signInIntent } from '#lib/auth/intents'
import { startSandbox } from '#scripts/sandbox/server'
import { clientEnvironment, clientsOfLib, xClient } from '#tests/support/clients'
import { setTestEnvironment } from '#tests/support/environment'
import { beginAttempt } from '#tests/support/exchange'
import { ada } from '#tests/support/google'
import { visitProvider } from '#tests/support/provider-visitor'
import { controlX } from '#tests/support/x'

const test = base.extend<object, { issuer: string }>({
  issuer: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0, clients: [xClient] })
      setTestEnvironment({ ...clientEnvironment(clientsOfLib, sandbox.issuer), AUTH_TWITTER_EMAIL: '0' })
      await use(sandbox.issuer)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
})

test('an operator whose app may not ask for addresses asks for none, which X would refuse with a page of its own', async ({
  issuer,
}) => {
  await controlX(issuer).settings({ requestEmail: false })
  const intent = signInIntent('twitter')
  const { address, checks } = await beginAttempt(intent)
  expect(new URL(address).searchParams.get('scope')).toBe('users.read tweet.read')
  const back = await visitProvider(new URL(address), { sub: ada })
  const { identity, tokens } = await exchange(intent, Object.fromEntries(back.searchParams), checks)
  expect(identity).toMatchObject({ handle: 'ada_lovelace', email: null, emailKey: null })
  expect(tokens.scopes).toEqual(['tweet.read', 'users.read'])
})
