import 'server-only'
import { customFetch } from '@auth/core'
import Google from 'next-auth/providers/google'
import { env, requireClient } from '#lib/env'
import { readApiAnswer } from '#lib/google/api-answer'
import { canonicalIssuer, discoveryUrl, getDiscovery } from '#lib/google/discovery'
import { verifyIdentity } from '#lib/google/identity'
import {
  authMethod,
  authorizationParameters,
  findTokenEndpoint,
  readTokens,
  requireSubject,
  revokeToken,
} from '#lib/google/oauth'
import { readRefusal } from '#lib/google/reasons'
import { sharedScopes, shares, signInScopes } from '#lib/google/scopes'
import type { AuthjsProvider, Provider } from '#lib/provider/provider'
import { refreshAt } from '#lib/provider/token-endpoint'

/**
 * Google, "Using OAuth 2.0 for Web Server Applications", "Authorization errors", and the pages that Google shows of others.
 * Most end there; that some come back is known of `admin_policy_enforced`.
 */
const authorizationErrors: Provider['authorizationErrors'] = {
  admin_policy_enforced: 'provider_policy',
  policy_enforced: 'provider_policy',
  disallowed_useragent: 'in_app_browser',
  org_internal: 'domain_not_allowed',
  redirect_uri_mismatch: 'redirect_mismatch',
  origin_mismatch: 'redirect_mismatch',
  deleted_client: 'provider_refused',
  disabled_client: 'provider_refused',
  restricted_client: 'provider_refused',
  access_not_configured: 'provider_refused',
  app_not_verified: 'provider_refused',
  rate_limit_exceeded: 'provider_limit',
}

/** Google, or any OpenID provider that AUTH_GOOGLE_ISSUER names. */
export const google = {
  id: 'google',
  type: 'oidc',
  signInScopes,
  askedScopes: () => Object.keys(signInScopes),
  shares,
  sharedScopes,
  canonicalIssuer,
  checks: ['pkce', 'nonce'],
  authjs,
  parameters: authorizationParameters,
  metadata: { url: () => discoveryUrl(env().AUTH_GOOGLE_ISSUER), read: readMetadata },
  authorizationErrors,
  readRedirectError: () => null,
  addsFragment: false,
  reauthenticates: true,
  readTokens,
  readRefusal,
  identify: verifyIdentity,
  keeps: 'tokens',
  refresh: { ...refreshAt({ provider: 'google', find: findTokenEndpoint, readRefusal }), requireSubject },
  revocation: { by: 'token', endsAll: true, revoke: revokeToken },
  testingDays: 7,
  api: { base: () => env().GOOGLE_API_URL, read: readApiAnswer },
  manageUrl: 'https://myaccount.google.com/connections',
  profileUrl: null,
} satisfies Provider

/** `access_type=offline` and `include_granted_scopes`: Google, "Using OAuth 2.0 for Web Server Applications". */
async function authjs(fetch: typeof globalThis.fetch): Promise<AuthjsProvider> {
  const client = requireClient('google')
  const discovery = await getDiscovery()
  return Google({
    clientId: client.id,
    clientSecret: client.secret,
    issuer: env().AUTH_GOOGLE_ISSUER,
    client: { token_endpoint_auth_method: authMethod(discovery) },
    authorization: {
      url: discovery.authorization_endpoint,
      params: {
        scope: Object.keys(signInScopes).join(' '),
        access_type: 'offline',
        include_granted_scopes: 'true',
      },
    },
    [customFetch]: fetch,
  })
}

/** Auth.js insists on a userinfo endpoint, which a provider need not have, and never asks it for an id_token's claims. */
async function readMetadata(): Promise<object> {
  const document = await getDiscovery()
  return { userinfo_endpoint: document.issuer, ...document }
}
