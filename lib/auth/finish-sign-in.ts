import 'server-only'
import { NextRequest } from 'next/server'
import { attemptCookieName, type Checks, consumeAttempt } from '#lib/auth/attempt'
import { type CallbackAnswer, readCallback } from '#lib/auth/callback-answer'
import { type Flow, runFlow } from '#lib/auth/flow'
import { handlers } from '#lib/auth/nextauth'
import { authorizationFailure, reportProblem } from '#lib/auth/problems'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import { describeClient } from '#lib/request/client'
import { cookieOptions, sessionCookieName } from '#lib/session/cookie'
import { hashToken } from '#lib/session/token'

/**
 * The way back from Google. Auth.js sees a request that holds the answer and the sealed checks of this attempt,
 * and nothing else of the browser's: no session that a sign-in could be linked to, no cookie that could break it.
 *
 * @returns a redirect, to where the sign-in was started from or to the page that says what went wrong
 */
export async function finishSignIn(request: NextRequest): Promise<Response> {
  let returnTo: string | undefined
  let answer: CallbackAnswer | undefined
  try {
    answer = readCallback(request.nextUrl.searchParams)
    const secret = request.cookies.get(attemptCookieName(answer.state))?.value
    const attempt = await consumeAttempt(answer.state, secret)
    returnTo = attempt.returnTo
    if (answer.error !== undefined) throw authorizationFailure(answer.error)
    return redirectTo(returnTo, answer, [await runAuthJs(request, answer, attempt.checks)])
  } catch (error) {
    return redirectTo(reportProblem('sign-in failed', error, returnTo), answer, [])
  }
}

/** @returns the `Set-Cookie` line of the new session */
async function runAuthJs(request: NextRequest, answer: CallbackAnswer, checks: Checks): Promise<string> {
  const replaced = request.cookies.get(sessionCookieName())?.value
  const flow: Flow = {
    replaces: replaced ? hashToken(replaced) : null,
    client: describeClient(request.headers),
  }
  const response = await runFlow(flow, async () => handlers.GET(callbackRequest(answer, checks)))
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName()}=`))
  if (!flow.sessionId || !cookie) throw flow.failure ?? new AppError('unknown')
  log().info({ event: 'signed in', sessionId: flow.sessionId }, 'Signed in')
  return cookie
}

function callbackRequest(answer: CallbackAnswer, checks: Checks): NextRequest {
  const url = new URL('/api/auth/callback/google', env().AUTH_URL)
  for (const [name, value] of Object.entries(answer))
    if (value !== undefined) url.searchParams.set(name, value)
  const cookie = Object.entries(checks)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return new NextRequest(url, { headers: { cookie } })
}

function redirectTo(path: string, answer: CallbackAnswer | undefined, setCookies: string[]): Response {
  const headers = new Headers({
    location: new URL(path, env().AUTH_URL).href,
    'cache-control': 'private, no-store',
  })
  for (const line of setCookies) headers.append('set-cookie', line)
  if (answer) headers.append('set-cookie', clearing(attemptCookieName(answer.state)))
  return new Response(null, { status: 303, headers })
}

function clearing(name: string): string {
  const { path, secure } = cookieOptions(0)
  return `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
