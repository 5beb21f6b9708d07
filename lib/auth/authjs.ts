import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { customFetch, skipCSRFCheck } from '@auth/core'
import { PrismaAdapter } from '@auth/prisma-adapter'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'
import Google from 'next-auth/providers/google'
import { oauthFetch } from '#lib/auth/authjs-fetch'
import { type Intent, scopesOf } from '#lib/auth/intents'
import { completeJourney } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { clientAuthMethod } from '#lib/google/client'
import { type Identity, verifyIdentity } from '#lib/google/identity'
import { SIGN_IN_SCOPES } from '#lib/google/scopes'
import { log } from '#lib/log'
import { parseTokenAnswer, type TokenAnswer } from '#lib/provider/token-answer'
import type { Client } from '#lib/request/client'
import { addStep } from '#lib/request/context'
import {
  cookieName,
  cookieOptions,
  hashToken,
  newToken,
  sessionCookieName,
  sessionCookieOptions,
} from '#lib/sessions/cookie'
import type { Notice } from '#lib/sessions/notice'

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

/**
 * The Prisma adapter with its writes gathered into one. Auth.js makes a user, an account and a session in three
 * separate calls, and updates nothing on a later sign-in; here the first two only take note, and `createSession`
 * writes all of it in one transaction (see complete-journey.ts). Sessions are read by `lib/session`, never by
 * Auth.js, so the methods that would read or extend one refuse to.
 */
export function signInAdapter(): Adapter {
  const { getUserByAccount, ...prisma } = PrismaAdapter(db())
  return {
    ...prisma,
    getUserByAccount: (account) => getUserByAccount?.(account) ?? null,
    getUserByEmail: async () => null,
    createUser: async (user) => user,
    linkAccount: async () => undefined,
    createSession: async ({ sessionToken, expires }) => {
      const flow = currentFlow()
      const { intent, identity, tokens, client, replaces } = flow
      if (!identity || !tokens) throw new AppError('google_invalid')
      const session = { tokenHash: hashToken(sessionToken), expiresAt: expires, replaces }
      flow.outcome = await completeJourney({ intent, identity, tokens, client, session })
      addStep('written')
      return { sessionToken, userId: flow.outcome.userId, expires }
    },
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: async () => undefined,
  }
}

/**
 * What a journey came to. `newCookie` says that the browser gets the new token: for a new session, or for the same one
 * under another name.
 */
export type Outcome = { userId: string; sessionId: string; newCookie: boolean; notice: Notice | null }

/** One call of Auth.js: what goes in beside the request, and what its callbacks leave for us. */
export type Flow = {
  intent: Intent
  /** SHA-256 of the session token that the new session replaces. */
  replaces: string | null
  client: Client
  identity?: Identity
  tokens?: TokenAnswer
  outcome?: Outcome
  /** The first thing that went wrong. Auth.js itself shows only `error=Configuration`. */
  failure?: unknown
}

const flows = new AsyncLocalStorage<Flow>()

/** Runs Auth.js with a flow that its adapter, callbacks and logger can reach. */
export function runFlow<T>(flow: Flow, work: () => Promise<T>): Promise<T> {
  return flows.run(flow, work)
}

/** The flow of this call. @throws Error when Auth.js was called past our guard */
export function currentFlow(): Flow {
  const flow = flows.getStore()
  if (!flow) throw new Error('Auth.js was called outside of a sign-in flow')
  return flow
}

/** Remembers the first failure; the ones after it are its consequences. */
export function noteFailure(error: unknown): void {
  const flow = flows.getStore()
  if (flow) flow.failure ??= error
}
