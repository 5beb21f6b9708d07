import type { JWK } from 'oidc-provider'
import Provider, { type Configuration } from 'oidc-provider'
import { limitRefreshTokens } from './access.ts'
import { googlePrompts, loadGrant, openRequest, screenResult } from './authorization.ts'
import { paths } from './endpoints.ts'
import { renderError } from './error-page.ts'
import { claimsOf } from './people.ts'
import { readRequest } from './policy.ts'
import { scopeTable } from './scopes.ts'
import { refreshTokenSeconds } from './tokens.ts'
import type { World } from './world.ts'

const prefixes = { AccessToken: 'ya29.', RefreshToken: '1//', AuthorizationCode: '4/0' } as const

/** An OpenID provider at `issuer` that behaves like Google towards the clients of this world. */
export function createProvider(world: World, issuer: string): Provider {
  const provider = new Provider(issuer, configuration(world, issuer))
  for (const [kind, prefix] of Object.entries(prefixes)) {
    const { prototype } = provider[kind as keyof typeof prefixes] as unknown as { prototype: TokenIds }
    const generate = prototype.generateTokenId
    prototype.generateTokenId = function prefixed() {
      return prefix + generate.call(this)
    }
  }
  keepBooks(world, provider)
  return provider
}

type TokenIds = { generateTokenId: () => string }

function keepBooks(world: World, provider: Provider): void {
  const { ledger, store, settings } = world
  provider.on('server_error', (_ctx, error) => console.error('Google sandbox:', error))
  provider.on('authorization_code.saved', (code) => {
    ledger.record('code', code.jti)
    const ctx = Provider.ctx
    if (!ctx) return
    const asked = readRequest(ctx.oidc.params ?? {})
    if (asked.offline && screenResult(ctx)?.consented) world.offlineCodes.add(code.jti)
  })
  provider.on('access_token.saved', (token) => ledger.record('access_token', token.jti))
  provider.on('refresh_token.saved', (token) => {
    ledger.record('refresh_token', token.jti)
    limitRefreshTokens(store, token.grantId ?? '', settings.refreshTokenLimit)
  })
}

function configuration(world: World, issuer: string): Configuration {
  const { settings, store, people } = world
  return {
    adapter: store.adapter,
    jwks: { keys: world.keys.private() as JWK[] },
    clients: world.clients.map(({ id, secret, name, redirectUris }) => ({
      client_id: id,
      client_secret: secret,
      client_name: name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })),
    ...protocol(issuer),
    interactions: { policy: googlePrompts(), url: (_ctx, interaction) => `/signin/${interaction.uid}` },
    extraParams: { access_type: (ctx) => openRequest(world, ctx), include_granted_scopes: null, hd: null },
    loadExistingGrant: (ctx) => loadGrant(world, ctx),
    issueRefreshToken: async (_ctx, _client, code) => world.offlineCodes.delete(code.jti),
    rotateRefreshToken: () => settings.rotation,
    findAccount(_ctx, sub) {
      const person = people.find(sub)
      return person && { accountId: sub, claims: async () => ({ ...claimsOf(person, issuer), sub }) }
    },
    ttl: {
      AccessToken: () => settings.accessTokenSeconds,
      AuthorizationCode: () => settings.codeSeconds,
      RefreshToken: (ctx, token) => refreshTokenSeconds(world, ctx, token),
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
    // Google's tokens outlive the browser's session, and a replayed refresh token ends the whole grant.
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
