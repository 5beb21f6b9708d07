import { randomBytes } from 'node:crypto'
import { test as base } from '@playwright/test'
import type { SignIn } from '#lib/auth/complete-sign-in'
import { closeDatabase, db } from '#lib/db/client'
import { foldEmail, type Identity } from '#lib/google/identity'
import { hashToken, newToken } from '#lib/session/token'
import type { Grant } from '#lib/tokens/grant'
import { createDatabase, dropDatabase } from './database.ts'
import { setTestEnvironment } from './environment.ts'

export { expect } from '@playwright/test'

type Worker = { databaseUrl: string }

/** For tests that call `lib` in their own process, each worker on a database of its own. */
export const test = base.extend<object, Worker>({
  databaseUrl: [
    async ({}, use) => {
      const url = await createDatabase()
      setTestEnvironment({ DATABASE_URL: url })
      await use(url)
      await closeDatabase()
      await dropDatabase(url)
    },
    { scope: 'worker', auto: true },
  ],
})

/** A sign-in as it comes back from Google, of somebody new unless `identity` says who. */
export function newSignIn(
  identity: Partial<Identity> = {},
  grant: Partial<Grant> = {},
): SignIn & { token: string } {
  const token = newToken()
  return {
    token,
    tokenHash: hashToken(token),
    identity: newIdentity(identity),
    grant: {
      accessToken: `access-${newToken()}`,
      accessTokenExpiresAt: new Date(Date.now() + 3_600_000),
      refreshToken: `refresh-${newToken()}`,
      refreshTokenExpiresAt: null,
      tokenType: 'Bearer',
      scopes: ['email', 'openid', 'profile'],
      ...grant,
    },
    client: { ipAddress: '192.0.2.1', userAgent: 'Tests/1.0' },
    expiresAt: new Date(Date.now() + 30 * 24 * 3_600_000),
    replaces: null,
  }
}

export function newIdentity(changes: Partial<Identity> = {}): Identity {
  const sub = BigInt(`0x${randomBytes(8).toString('hex')}`).toString()
  const email = changes.email ?? `person-${sub}@example.test`
  return {
    issuer: 'https://accounts.example',
    sub,
    email,
    emailKey: foldEmail(email),
    name: 'Ada Lovelace',
    image: null,
    hostedDomain: null,
    ...changes,
  }
}

/** How many users, accounts and sessions belong to an e-mail address. */
export async function countRows(
  emailKey: string,
): Promise<{ users: number; accounts: number; sessions: number }> {
  const [users, accounts, sessions] = await Promise.all([
    db().user.count({ where: { emailKey } }),
    db().account.count({ where: { user: { emailKey } } }),
    db().session.count({ where: { user: { emailKey } } }),
  ])
  return { users, accounts, sessions }
}
