import { randomBytes } from 'node:crypto'
import { brand } from '#lib/brand'
import type { ClientOptions } from '#scripts/sandbox/clients'

/** What an app at `origin` is to Facebook and to X, with ids and secrets that look like theirs. */
export function otherClients(origin: string): { facebook: ClientOptions; twitter: ClientOptions } {
  const at = (provider: 'facebook' | 'twitter', id: string, secret: string): ClientOptions => ({
    provider,
    id,
    secret,
    name: brand.name,
    redirectUris: [`${origin}/api/auth/callback/${provider}`],
  })
  const digits = String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '1').slice(0, 15)
  const xId = Buffer.from(`${randomBytes(15).toString('base64url')}:1:ci`).toString('base64url')
  return {
    facebook: {
      ...at('facebook', digits, randomBytes(16).toString('hex')),
      callbacks: {
        deauthorize: `${origin}/api/facebook/deauthorize`,
        deleteData: `${origin}/api/facebook/data-deletion`,
      },
    },
    twitter: at('twitter', xId, randomBytes(38).toString('base64url')),
  }
}

/** The app that tests of the sandbox itself, and of `lib`, are to Facebook and to X. */
export const { facebook: facebookClient, twitter: xClient } = otherClients('http://localhost:3000')
