import 'server-only'
import { customFetch } from '@auth/core'
import type { OAuthConfig } from 'next-auth/providers'
import { env, requireClient } from '#lib/env'
import type { Provider } from '#lib/provider/provider'
import { parseTokenAnswer } from '#lib/provider/token-answer'
import { refreshAt } from '#lib/provider/token-endpoint'
import { readApiAnswer } from '#lib/x/api-answer'
import { findIdentity } from '#lib/x/identity'
import {
  apiBase,
  authorizationParameters,
  authorizationUrl,
  CHECKS,
  issuer,
  revokeToken,
  tokenEndpoint,
} from '#lib/x/oauth'
import { readRefusal } from '#lib/x/reasons'

/** X refuses every sign-in that asks for an address while its console's switch is off: an operator says that it is on. */
function askedScopes(): string[] {
  return ['users.read', 'tweet.read', ...(env().AUTH_TWITTER_EMAIL === '1' ? ['users.email'] : [])]
}

/** X, by the id that Auth.js has for it. */
export const twitter: Provider = {
  id: 'twitter',
  type: 'oauth',
  signInScopes: {
    'users.read': 'handle',
    'tweet.read': 'posts',
    'users.email': 'email',
  },
  askedScopes,
  shares: { 'users.read': 'sharedHandle', 'users.email': 'sharedEmail' },
  sharedScopes: ({ email }) => ['users.read', 'tweet.read', ...(email === null ? [] : ['users.email'])],
  canonicalIssuer: (name) => name,
  checks: CHECKS,
  authjs,
  parameters: authorizationParameters,
  metadata: null,
  authorizationErrors: {},
  readRedirectError: () => null,
  addsFragment: false,
  reauthenticates: false,
  readTokens: (answer, requested) => parseTokenAnswer(answer, { provider: 'twitter', requested }),
  readRefusal,
  identify: findIdentity,
  keeps: 'feature-tokens',
  refresh: {
    ...refreshAt({
      provider: 'twitter',
      find: async () => tokenEndpoint(),
      readRefusal,
    }),
    // Nothing in an answer of X says whose it is.
    requireSubject: () => undefined,
  },
  revocation: { by: 'token', endsAll: false, revoke: revokeToken },
  api: { base: apiBase, read: readApiAnswer },
  manageUrl: 'https://x.com/settings/connected_apps',
  profileUrl: (handle) => `https://x.com/${handle}`,
}

/**
 * X, "OAuth 2.0 Authorization Code Flow with PKCE": scopes by space, Basic for a confidential client. Auth.js's own
 * provider asks for `offline.access` at every sign-in, and looks at no status of `/2/users/me`: here nobody is asked who it
 * is, which is ours to find out (identity.ts).
 *
 * @param fetch reads what the token endpoint answers
 */
async function authjs(fetch: typeof globalThis.fetch): Promise<OAuthConfig<Record<string, never>>> {
  const client = requireClient('twitter')
  return {
    id: 'twitter',
    name: 'X',
    type: 'oauth',
    issuer: issuer(),
    clientId: client.id,
    clientSecret: client.secret,
    checks: [...CHECKS],
    client: { token_endpoint_auth_method: 'client_secret_basic' },
    authorization: { url: authorizationUrl(), params: { scope: askedScopes().join(' ') } },
    token: tokenEndpoint(client).url,
    userinfo: { url: `${apiBase()}/2/users/me`, request: async () => ({}) },
    profile: () => ({ id: 'not-asked-yet' }),
    [customFetch]: (input, init) => fetch(input, nameClient(init, client.id)),
  }
}

/** Some apps are refused for Basic alone: "Missing required parameter [client_id]". */
function nameClient(init: RequestInit | undefined, id: string): RequestInit | undefined {
  if (!(init?.body instanceof URLSearchParams)) return init
  const body = new URLSearchParams(init.body)
  body.set('client_id', id)
  return { ...init, body }
}
