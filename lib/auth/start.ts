import 'server-only'
import { cookies, headers } from 'next/headers'
import { NextRequest } from 'next/server'
import { ATTEMPT_SECONDS, attemptCookieName, type Checks, createAttempt } from '#lib/auth/attempt'
import { CHECK_COOKIES, type Flow, handlers, runFlow } from '#lib/auth/authjs'
import type { Intent } from '#lib/auth/intents'
import { countAttempt } from '#lib/auth/rate-limit'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { offersAccountChoice } from '#lib/google/discovery'
import { describeClient, isInAppBrowser } from '#lib/request/client'
import { cookieOptions } from '#lib/sessions/cookie'

/**
 * Begins a journey to Google: has Auth.js make `state`, `nonce` and the PKCE verifier, keeps them with the attempt, and
 * binds the attempt to this browser by a cookie.
 *
 * @returns Google's address to send the browser to
 * @throws AppError `in_app_browser`, `too_many_attempts`, `google_unavailable`, `unavailable`, `google_invalid`
 */
export async function startJourney(intent: Intent, returnTo: string): Promise<string> {
  const client = describeClient(await headers())
  if (isInAppBrowser(client.userAgent)) throw new AppError('in_app_browser')
  await countAttempt('start', client.ipAddress)
  const flow: Flow = { intent, replaces: null, client }
  const response = await runFlow(flow, async () => handlers.POST(await signInRequest(intent)))
  const address = URL.parse(response.headers.get('location') ?? '')
  const state = address?.searchParams.get('state')
  if (!address || !state) throw startFailure(flow)

  const secret = await createAttempt(state, { checks: readChecks(response), intent, returnTo })
  const jar = await cookies()
  jar.set(attemptCookieName(state), secret, cookieOptions(ATTEMPT_SECONDS))
  return address.href
}

async function signInRequest(intent: Intent): Promise<NextRequest> {
  const url = new URL('/api/auth/signin/google', env().AUTH_URL)
  for (const [name, value] of Object.entries(await parametersOf(intent))) url.searchParams.set(name, value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return new NextRequest(url, { method: 'POST', headers, body: '' })
}

/** What each intent asks of Google. No request can name parameters of its own. */
async function parametersOf(intent: Intent): Promise<Record<string, string>> {
  const choice = await offersAccountChoice()
  const choose: Record<string, string> = choice ? { prompt: 'select_account' } : {}
  switch (intent.kind) {
    case 'sign-in':
      return choose
    // Google gives a refresh token at consent only, and these three are about having one.
    case 'link':
      return { prompt: choice ? 'select_account consent' : 'login consent' }
    case 'grant':
    case 'reconnect':
      return { scope: intent.scopes.join(' '), login_hint: intent.hint, prompt: 'consent' }
    case 'confirm':
      return { login_hint: intent.hint, max_age: '0', prompt: 'login', ...choose }
  }
}

function readChecks(response: Response): Checks {
  const pairs = response.headers.getSetCookie().map((line) => (line.split(';')[0] ?? '').split('='))
  const all = new Map(pairs.map(([name, value]) => [name, value]))
  return Object.fromEntries(
    CHECK_COOKIES.map((name) => {
      const value = all.get(name)
      if (!value) throw new AppError('unknown', { cause: new Error(`Auth.js set no ${name} cookie`) })
      return [name, value]
    }),
  )
}

function startFailure(flow: Flow): unknown {
  return flow.failure ?? new AppError('unknown', { cause: new Error('Auth.js gave no authorization URL') })
}
