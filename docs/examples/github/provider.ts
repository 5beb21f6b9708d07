import 'server-only'
import { customFetch } from '@auth/core'
import type { OAuthConfig } from 'next-auth/providers'
import type { Provider } from '#lib/provider/provider'
import { findIdentity } from './identity.ts'
import { authorizationParameters, readRefusal, readTokens, revokeToken, SCOPES, siteUrl } from './oauth.ts'
import { GITHUB, githubClient } from './settings.ts'

/** GitHub has no `nonce`, for want of an `id_token`. */
const CHECKS: ('pkce' | 'state')[] = ['pkce', 'state']

/** GitHub, as an "OAuth app" (docs.github.com, "Authorizing OAuth apps"). */
export const github: Provider = {
  id: GITHUB,
  type: 'oauth',
  signInScopes: { 'user:email': 'email' },
  askedScopes: () => SCOPES,
  shares: { 'user:email': 'sharedEmail' },
  sharedScopes: ({ email }) => (email === null ? [] : ['user:email']),
  canonicalIssuer: (name) => name,
  authjs,
  checks: CHECKS,
  parameters: authorizationParameters,
  metadata: null,
  authorizationErrors: {
    redirect_uri_mismatch: 'redirect_mismatch',
    application_suspended: 'provider_refused',
  },
  readRedirectError: () => null,
  addsFragment: false,
  reauthenticates: false,
  readTokens,
  readRefusal,
  identify: findIdentity,
  // Its tokens do not end, and one of them is needed to end what was allowed.
  keeps: 'tokens',
  refresh: null,
  revocation: { by: 'token', endsAll: true, revoke: revokeToken },
  api: null,
  manageUrl: 'https://github.com/settings/applications',
  profileUrl: (handle) => `https://github.com/${handle}`,
}

/**
 * Auth.js's own provider takes an address that nobody has verified, and fails for who has none. Who somebody is, is ours to
 * find out: `userinfo` asks nobody.
 */
async function authjs(fetch: typeof globalThis.fetch): Promise<OAuthConfig<Record<string, never>>> {
  const { id, secret } = githubClient()
  const site = siteUrl()
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: `${site}/login/oauth`,
    clientId: id,
    clientSecret: secret,
    checks: CHECKS,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: SCOPES.join(' ') } },
    token: `${site}/login/oauth/access_token`,
    userinfo: { url: `${site}/login/oauth`, request: async () => ({}) },
    profile: () => ({ id: 'not-asked-yet' }),
    [customFetch]: fetch,
  }
}
