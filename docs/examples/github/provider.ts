import 'server-only'
import { customFetch } from '@auth/core'
import type { AuthjsProvider, Provider } from '#lib/provider/provider'
import { findIdentity } from './identity.ts'
import { authorizationParameters, readRefusal, readTokens, revokeToken, SCOPES, siteUrl } from './oauth.ts'
import { GITHUB, githubClient } from './settings.ts'

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
  // GitHub has no `nonce`, for want of an `id_token`.
  checks: ['pkce'],
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
 * Auth.js's own provider takes an address that nobody has verified, and fails for who has none: who somebody is, is ours to
 * find out.
 */
async function authjs(fetch: typeof globalThis.fetch): Promise<AuthjsProvider> {
  const { id, secret } = githubClient()
  const site = siteUrl()
  return {
    id: 'github',
    name: 'GitHub',
    issuer: `${site}/login/oauth`,
    clientId: id,
    clientSecret: secret,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    authorization: { url: `${site}/login/oauth/authorize`, params: { scope: SCOPES.join(' ') } },
    token: `${site}/login/oauth/access_token`,
    [customFetch]: fetch,
  }
}
