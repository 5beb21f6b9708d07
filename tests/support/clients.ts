import { randomBytes } from 'node:crypto'
import { brand } from '#lib/brand'
import { clientVariables } from '#lib/env-schema'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import type { ClientOptions } from '#scripts/sandbox/clients'

export type OtherClients = { facebook: ClientOptions; twitter: ClientOptions }

/** What an app at `origin` is to Facebook and to X, with ids and secrets that look like theirs. */
export function otherClients(origin: string): OtherClients {
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
export const clientsOfLib = otherClients('http://localhost:3000')
export const { facebook: facebookClient, twitter: xClient } = clientsOfLib

/** The variables with which an application is these at a Facebook and an X that both are at `address`. */
export function clientEnvironment(
  { facebook, twitter }: OtherClients,
  address: string,
): Record<string, string> {
  return {
    AUTH_FACEBOOK_ID: facebook.id,
    AUTH_FACEBOOK_SECRET: facebook.secret,
    FACEBOOK_URL: address,
    AUTH_TWITTER_ID: twitter.id,
    AUTH_TWITTER_SECRET: twitter.secret,
    AUTH_TWITTER_EMAIL: '1',
    X_URL: address,
  }
}

/** The changes after which an application knows these providers alone: an empty variable counts as not set. */
export function only(...providers: readonly ProviderId[]): Record<string, string> {
  const others = providerIds.filter((id) => !providers.includes(id)).map(clientVariables)
  return Object.fromEntries(others.flatMap((one) => [one.idName, one.secretName]).map((name) => [name, '']))
}
