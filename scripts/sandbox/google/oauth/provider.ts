import type { JWK } from 'oidc-provider'
import Provider, { type Configuration } from 'oidc-provider'
import { paths } from '../../endpoints.ts'
import type { State } from '../../state.ts'
import { claimsOf } from './accounts.ts'
import { decideRequest, googlePrompts, loadGrant, renderError, screenResult } from './authorization.ts'
import { limitRefreshTokens } from './grants.ts'
import { readRequest } from './policy.ts'
import { scopeTable } from './scopes.ts'
import { refreshTokenSeconds } from './tokens.ts'

// How Google's tokens begin. Nothing may depend on it, and a log that shows one is easy to search.
const prefixes = { AccessToken: 'ya29.', RefreshToken: '1//', AuthorizationCode: '4/0' } as const

/**
 * oidc-provider at `issuer`, configured as Google is. It speaks the protocol (RFC 6749, RFC 7636, OpenID Connect
 * Core); what Google does differently is in the files beside this one.
 */
export function createProvider(state: State, issuer: string): Provider {
  const provider = new Provider(issuer, configuration(state, issuer))
  for (const [kind, prefix] of Object.entries(prefixes)) {
    const { prototype } = provider[kind as keyof typeof prefixes] as unknown as { prototype: TokenIds }
    const generate = prototype.generateTokenId
    prototype.generateTokenId = function prefixed() {
      return prefix + generate.call(this)
    }
  }
  recordTokens(state, provider)
  return provider
}

type TokenIds = { generateTokenId: () => string }

function recordTokens({ log, google }: State, provider: Provider): void {
  provider.on('server_error', (_ctx, error) => console.error('Google sandbox:', error))
  provider.on('authorization_code.saved', (code) => {
    log.recordIssued('code', code.jti)
    const ctx = Provider.ctx
    if (!ctx) return
    const asked = readRequest(ctx.oidc.params ?? {})
    if (asked.offline && screenResult(ctx)?.consented) google.offlineCodes.add(code.jti)
  })
  provider.on('access_token.saved', (token) => log.recordIssued('access_token', token.jti))
  provider.on('refresh_token.saved', (token) => {
    log.recordIssued('refresh_token', token.jti)
    limitRefreshTokens(google.records, token.grantId ?? '', google.settings.refreshTokenLimit)
  })
}

function configuration(state: State, issuer: string): Configuration {
  const { people, google } = state
  const { settings } = google
  return {
    adapter: google.records.adapter,
    jwks: { keys: google.keys.private() as JWK[] },
    clients: state.clientsOf('google').map(({ id, secret, name, redirectUris }) => ({
      client_id: id,
      client_secret: secret,
      client_name: name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    ...protocol(issuer),
    interactions: { policy: googlePrompts(), url: (_ctx, interaction) => `/signin/${interaction.uid}` },
    extraParams: { access_type: (ctx) => decideRequest(state, ctx), include_granted_scopes: null, hd: null },
    loadExistingGrant: (ctx) => loadGrant(state, ctx),
    issueRefreshToken: async (_ctx, _client, code) => google.offlineCodes.delete(code.jti),
    rotateRefreshToken: () => settings.rotation,
    findAccount(_ctx, sub) {
      const person = people.find(sub)
      return person && { accountId: sub, claims: async () => ({ ...claimsOf(person, issuer), sub }) }
    },
    ttl: {
      AccessToken: () => settings.accessTokenSeconds,
      AuthorizationCode: () => settings.codeSeconds,
      RefreshToken: (ctx, token) => refreshTokenSeconds(state, ctx, token),
      IdToken: 3600,
      Interaction: 3600,
      Session: 14 * 86_400,
      Grant: 3650 * 86_400,
    },
    renderError,
  }
}

function protocol(issuer: string): Configuration {
  const { authorize: authorization, token, userinfo, jwks } = paths
  return {
    routes: { authorization, token, userinfo, jwks },
    discovery: {
      revocation_endpoint: `${issuer}${paths.revoke}`,
      prompt_values_supported: ['none', 'consent', 'select_account'],
    },
    scopes: Object.keys(scopeTable),
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified', 'hd'],
      profile: ['name', 'given_name', 'family_name', 'picture'],
    },
    clockTolerance: 0,
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: () => false },
    cookies: { names: { session: 'google-sandbox-session', interaction: 'google-sandbox-step' } },
    // Google's tokens outlive the browser's session. A replayed refresh token ends the whole grant (RFC 9700, 4.14.2).
    expiresWithSession: () => false,
    revokeGrantPolicy: (ctx) => ctx.oidc.params?.grant_type === 'refresh_token',
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: true },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
    },
  }
}
