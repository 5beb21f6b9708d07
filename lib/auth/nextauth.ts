import 'server-only'
import { customFetch, skipCSRFCheck } from '@auth/core'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import Google from 'next-auth/providers/google'
import { signInAdapter } from '#lib/auth/adapter'
import { currentFlow, noteFailure } from '#lib/auth/flow'
import { scopesOf } from '#lib/auth/intents'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { clientAuthMethod } from '#lib/google/client-authentication'
import { verifyIdentity } from '#lib/google/identity'
import { oauthFetch } from '#lib/google/oauth-fetch'
import { SIGN_IN_SCOPES } from '#lib/google/scopes'
import { log } from '#lib/log'
import { addStep } from '#lib/request/context'
import { cookieName, cookieOptions, sessionCookieName, sessionCookieOptions } from '#lib/session/cookie'
import { newToken } from '#lib/session/token'
import { parseTokenAnswer } from '#lib/tokens/token-answer'

const CHECK_SECONDS = 15 * 60

/** The cookies in which Auth.js seals the checks of an attempt. They never reach a browser (attempt.ts). */
export const CHECK_COOKIES = ['pkce', 'state', 'nonce'] as const

/**
 * Auth.js makes the round trip to Google, and that alone: it is reached only through start-journey.ts and
 * finish-journey.ts, which check where a request comes from. Hence no CSRF token of its own.
 */
export const { handlers } = NextAuth(
  async (): Promise<NextAuthConfig> => ({
    basePath: '/api/auth',
    secret: env().AUTH_SECRET,
    trustHost: true,
    debug: false,
    skipCSRFCheck,
    adapter: signInAdapter(),
    session: {
      strategy: 'database',
      maxAge: env().SESSION_ABSOLUTE_SECONDS,
      generateSessionToken: newToken,
    },
    providers: [await google()],
    callbacks: { signIn: ({ account }) => acceptGrant(account) },
    cookies: cookies(),
    pages: { signIn: '/sign-in', error: '/sign-in/problem' },
    logger: {
      error: noteFailure,
      warn: (code) => log().warn({ code }, 'Auth.js warns'),
      debug: () => undefined,
    },
  }),
)

async function google() {
  return Google({
    clientId: env().AUTH_GOOGLE_ID,
    clientSecret: env().AUTH_GOOGLE_SECRET,
    issuer: env().AUTH_GOOGLE_ISSUER,
    checks: ['pkce', 'state', 'nonce'],
    client: {
      id_token_signed_response_alg: 'RS256',
      token_endpoint_auth_method: await clientAuthMethod(),
    },
    authorization: {
      params: { scope: SIGN_IN_SCOPES.join(' '), access_type: 'offline', include_granted_scopes: 'true' },
    },
    profile: ({ sub }) => ({ id: sub }),
    [customFetch]: oauthFetch,
  })
}

/** Runs before anything is written: nobody signs in by an `id_token` that we have not verified ourselves. */
async function acceptGrant(answer: unknown): Promise<boolean> {
  try {
    const flow = currentFlow()
    addStep('code exchanged')
    const tokens = parseTokenAnswer(answer, scopesOf(flow.intent))
    if (!tokens.scopes.includes('email')) throw new AppError('consent_incomplete')
    if (tokens.idToken === null) throw new AppError('google_invalid', { cause: new Error('no id_token') })
    flow.identity = await verifyIdentity(tokens.idToken, tokens.accessToken)
    addStep('id_token verified')
    flow.tokens = tokens
    return true
  } catch (error) {
    noteFailure(error)
    throw error
  }
}

function cookies(): NextAuthConfig['cookies'] {
  const options = cookieOptions(CHECK_SECONDS)
  return {
    sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() },
    callbackUrl: { name: cookieName('callback'), options },
    pkceCodeVerifier: { name: 'pkce', options },
    state: { name: 'state', options },
    nonce: { name: 'nonce', options },
  }
}
