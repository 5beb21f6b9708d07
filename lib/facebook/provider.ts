import 'server-only'
import { customFetch } from '@auth/core'
import { env, requireClient } from '#lib/env'
import { endpoints } from '#lib/facebook/endpoints'
import { readRedirectError, readRefusal } from '#lib/facebook/errors'
import { verifyIdentity } from '#lib/facebook/identity'
import { revokePermissions } from '#lib/facebook/revoke'
import type { AuthorizationRequest, CheckName, Provider } from '#lib/provider/provider'
import { parseTokenAnswer } from '#lib/provider/token-answer'

const SCOPES = ['openid', 'email', 'public_profile']

/**
 * Facebook Login for the web, by its half of OpenID Connect: no discovery names the endpoints, and none of its tokens is
 * kept, since nothing needs them (https://developers.facebook.com/docs/facebook-login/guides/advanced/oidc-token).
 */
export const facebook: Provider = {
  id: 'facebook',
  type: 'oidc',
  signInScopes: {
    openid: 'recognise',
    email: 'emailIfShared',
    public_profile: 'profile',
  },
  askedScopes: () => SCOPES,
  shares: { public_profile: 'sharedProfile', email: 'sharedEmail' },
  sharedScopes: ({ email }) => ['openid', 'public_profile', ...(email === null ? [] : ['email'])],
  canonicalIssuer: (name) => name,
  get checks() {
    return checks()
  },
  authjs,
  parameters,
  metadata: null,
  // An application that is not open to everybody yet is refused in the same words as by who cancels.
  authorizationErrors: { access_denied: 'cancelled_or_closed' },
  readRedirectError,
  addsFragment: true,
  reauthenticates: true,
  // The answer names no scopes: what was shared is what the claims show.
  readTokens: (answer) => parseTokenAnswer(answer, { provider: 'facebook', requested: [] }),
  readRefusal,
  identify: verifyIdentity,
  keeps: 'nothing',
  refresh: null,
  revocation: { by: 'subject', endsAll: true, revoke: revokePermissions },
  api: null,
  manageUrl: 'https://www.facebook.com/settings?tab=applications',
  profileUrl: null,
}

/** The nonce binds the answer to this browser in any case; Facebook is reported to drop the challenge of some applications. */
function checks(): CheckName[] {
  return env().AUTH_FACEBOOK_PKCE === '1' ? ['pkce', 'state', 'nonce'] : ['state', 'nonce']
}

/** With the endpoints named, Auth.js asks for no discovery and no userinfo. `client_secret` goes in the form. */
async function authjs(fetch: typeof globalThis.fetch) {
  const { id, secret } = requireClient('facebook')
  const { issuer, dialog, token } = endpoints()
  return {
    id: 'facebook',
    name: 'Facebook',
    type: 'oidc',
    clientId: id,
    clientSecret: secret,
    issuer,
    checks: checks(),
    client: { id_token_signed_response_alg: 'RS256', token_endpoint_auth_method: 'client_secret_post' },
    authorization: { url: dialog, params: { scope: SCOPES.join(' ') } },
    token,
    profile: ({ sub }: { sub: string }) => ({ id: sub }),
    [customFetch]: fetch,
  } as const satisfies Awaited<ReturnType<Provider['authjs']>>
}

/**
 * What each intent adds to the request: the password again for who confirms, the declined permissions again for who
 * reconnects (https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow, "auth_type"). Facebook has no
 * chooser of accounts and knows no hint.
 */
async function parameters({ kind, scopes }: AuthorizationRequest): Promise<Record<string, string>> {
  switch (kind) {
    case 'sign-in':
    case 'link':
      return {}
    case 'grant':
    case 'reconnect':
      return { scope: [...new Set([...SCOPES, ...scopes])].join(' '), auth_type: 'rerequest' }
    case 'confirm':
      return { auth_type: 'reauthenticate' }
  }
}
