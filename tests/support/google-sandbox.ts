import { test as base } from '@playwright/test'
import { startSandbox } from '#scripts/sandbox/server'
import { controlGoogle } from '#tests/support/google'
import { client, createVisitor } from '#tests/support/google-visitor'

type Fixtures = { google: ReturnType<typeof controlGoogle>; visitor: ReturnType<typeof createVisitor> }

export const ada = '104857600000000000001'
export const grace = '104857600000000000002'

/** What the token endpoint says of a refresh token that has ended. */
export const invalidGrant = {
  error: 'invalid_grant',
  error_description: 'Token has been expired or revoked.',
}

/** Tests of the sandbox itself: one sandbox a worker, as new for each test, and a browser-like visitor. */
export const test = base.extend<Fixtures, { issuer: string }>({
  issuer: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0, clients: [client] })
      await use(sandbox.issuer)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  google: [
    async ({ issuer }, use) => {
      const google = controlGoogle(issuer)
      await google.reset()
      await use(google)
    },
    { auto: true },
  ],
  visitor: async ({ issuer }, use) => use(createVisitor(issuer)),
})
