import 'server-only'
import { skipCSRFCheck } from '@auth/core'
import { PrismaAdapter } from '@auth/prisma-adapter'
import { NextRequest } from 'next/server'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import type { OAuth2Config } from 'next-auth/providers'
import type { Checks, NewAttempt } from '#lib/auth/attempt'
import { authjsFetch } from '#lib/auth/authjs-fetch'
import { requireAllowedDomain } from '#lib/auth/hosted-domain'
import { type Intent, requestOf, scopesOf } from '#lib/auth/intents'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import type { Identity } from '#lib/provider/identity'
import type { Provider } from '#lib/provider/provider'
import type { TokenAnswer, TokenFields } from '#lib/provider/token-answer'
import { callbackPath, type ProviderId, redirectUri } from '#lib/provider-ids'
import { isSignInScope, providerOf } from '#lib/providers/table'
import { addStep } from '#lib/request/context'
import { hashToken } from '#lib/sessions/cookie'

/**
 * Auth.js makes the authorization request and exchanges the code, and that alone. `begin` and `exchange` are its only
 * callers: they write the requests that it sees, and whoever calls them has checked where a request came from. `state`,
 * PKCE and the nonce are those of the attempt (attempt.ts), and who somebody is, is ours to find out. So is what follows
 * (callback.ts).
 */

/** What a provider answered to an authorization request, as its callback has it (RFC 6749, section 4.1.2). */
type AuthorizationAnswer = Record<string, string | undefined>

/** Makes an authorization request, and says where to send the browser with it. */
export async function begin(intent: Intent, attempt: NewAttempt): Promise<string> {
  const provider = providerOf(intent.provider)
  const parameters = {
    ...(await provider.parameters(requestOf(intent))),
    // Next takes 127.0.0.1 for localhost, and Auth.js would follow it. To a provider they are two addresses.
    redirect_uri: redirectUri(env().AUTH_URL, provider.id),
    ...checkParameters(provider, attempt),
  }
  const { response, failure } = await runAuthjs(provider, signInRequest(provider.id, parameters))
  const address = URL.parse(response.headers.get('location') ?? '')
  if (address?.searchParams.get('state') !== attempt.state)
    throw failure ?? broken('gave no authorization URL')
  return address.href
}

/** `state`, and of PKCE (RFC 7636, section 4.3) and the nonce (OpenID Connect Core 1.0, section 3.1.2.1) what the provider knows. */
function checkParameters({ checks: known }: Provider, { state, checks }: NewAttempt) {
  return {
    state,
    ...(known.includes('pkce') && {
      code_challenge: hashToken(checks.codeVerifier),
      code_challenge_method: 'S256',
    }),
    ...(known.includes('nonce') && { nonce: checks.nonce }),
  }
}

/** Exchanges a code for tokens (RFC 6749, section 4.1.3), and says whose they are. Writes nothing. */
export async function exchange(
  intent: Intent,
  answer: AuthorizationAnswer,
  checks: Checks,
): Promise<{ identity: Identity; tokens: TokenAnswer }> {
  const provider = providerOf(intent.provider)
  const request = callbackRequest(provider, answer)
  const { accepted, fields, failure } = await runAuthjs(provider, request, checks)
  if (!accepted || !fields) throw failure ?? broken('exchanged nothing')
  addStep('code exchanged')
  const tokens = provider.readTokens(fields, scopesOf(intent))
  const identity = await provider.identify(tokens, checks.nonce)
  requireAllowedDomain(identity)
  addStep('identity verified')
  // A provider may call its scopes as it likes, or name none: what was shared is what the claims show.
  const scopes = new Set([...tokens.scopes, ...provider.sharedScopes(identity)])
  // What a feature may do lasts as long as its refresh token. Without one it was not given, whatever the answer lists.
  const lasting = provider.keeps !== 'feature-tokens' || tokens.refreshToken !== null
  const given = lasting ? [...scopes] : [...scopes].filter((scope) => isSignInScope(provider.id, scope))
  return { identity, tokens: { ...tokens, scopes: given.sort() } }
}

type Run = {
  response: Response
  /** What the token endpoint said. */
  fields?: TokenFields
  /** Whether Auth.js has checked it: `iss`, and that it is a token answer. */
  accepted: boolean
  /** The first thing that went wrong. Auth.js itself shows only `error=Configuration`. */
  failure?: unknown
}

/** Has Auth.js answer one request of ours, under a configuration for this provider alone. */
async function runAuthjs(provider: Provider, request: NextRequest, checks?: Checks): Promise<Run> {
  const run: Omit<Run, 'response'> = { accepted: false }
  const fetch = authjsFetch(provider, checks, (fields) => {
    run.fields = fields
  })
  const config: NextAuthConfig = {
    basePath: '/api/auth',
    secret: env().AUTH_SECRET,
    trustHost: true,
    debug: false,
    skipCSRFCheck,
    adapter: idleAdapter(),
    session: { strategy: 'database', maxAge: env().SESSION_ABSOLUTE_SECONDS },
    providers: [{ ...(await provider.authjs(fetch)), ...OAUTH_ALONE }],
    callbacks: {
      signIn() {
        run.accepted = true
        // An address ends Auth.js's part here, before it would look for a user and write one.
        return '/'
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in/problem' },
    logger: {
      error: (error) => {
        run.failure ??= error
      },
      warn: (code) => log().warn({ code }, 'Auth.js warns'),
      debug: () => undefined,
    },
  }
  const { handlers } = NextAuth(config)
  const handle = request.method === 'POST' ? handlers.POST : handlers.GET
  const response = await handle(request)
  return { ...run, response }
}

/** What every provider is to Auth.js: one of OAuth 2.0, whose checks are made elsewhere, and whose people it asks nothing of. */
const OAUTH_ALONE = {
  type: 'oauth',
  checks: ['none'],
  userinfo: { request: async () => ({}) },
  profile: () => ({ id: 'not-asked-yet' }),
} as const satisfies Partial<OAuth2Config<object>>

/** The adapter's contract, without its work: our own write is one transaction (write.ts), and our own read one statement. */
function idleAdapter(): Adapter {
  const refuse = () => Promise.reject(new Error('Auth.js was to write something by itself'))
  return {
    ...PrismaAdapter(db()),
    getUserByAccount: async () => null,
    createUser: refuse,
    linkAccount: refuse,
    createSession: refuse,
    updateUser: refuse,
    updateSession: refuse,
    deleteSession: refuse,
  }
}

function signInRequest(provider: ProviderId, parameters: Record<string, string>): NextRequest {
  const url = new URL(`/api/auth/signin/${provider}`, env().AUTH_URL)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return new NextRequest(url, { method: 'POST', headers, body: '' })
}

/**
 * Holds the answer, and nothing else of the browser's: no session that a sign-in could be linked to, no cookie that could
 * break it.
 */
function callbackRequest(
  { id, canonicalIssuer }: Provider,
  { iss, ...answer }: AuthorizationAnswer,
): NextRequest {
  const url = new URL(callbackPath(id), env().AUTH_URL)
  const parameters = { ...answer, iss: iss === undefined ? iss : canonicalIssuer(iss) }
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value)
  return new NextRequest(url)
}

function broken(what: string): AppError {
  return new AppError('unknown', { cause: new Error(`Auth.js ${what}`) })
}
