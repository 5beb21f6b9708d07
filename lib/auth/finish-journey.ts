import 'server-only'
import { NextRequest } from 'next/server'
import { attemptCookieName, type Checks, takeAttempt } from '#lib/auth/attempt'
import { countAttempt } from '#lib/auth/attempt-limit'
import { type CallbackAnswer, readCallback } from '#lib/auth/callback-answer'
import { type Flow, runFlow } from '#lib/auth/flow'
import type { Intent } from '#lib/auth/intents'
import { handlers } from '#lib/auth/nextauth'
import { authorizationFailure, reportProblem } from '#lib/auth/problems'
import { getViewer } from '#lib/auth/viewer'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { redirectUri } from '#lib/google/redirect-uri'
import { log } from '#lib/log'
import { describeClient } from '#lib/request/client'
import { addStep } from '#lib/request/context'
import { cookieOptions, sessionCookieName } from '#lib/session/cookie'
import { leaveNotice } from '#lib/session/notice'
import { hashToken } from '#lib/session/token'

/**
 * The way back from Google. Auth.js sees a request that holds the answer and the sealed checks of this attempt,
 * and nothing else of the browser's: no session that a sign-in could be linked to, no cookie that could break it.
 *
 * @returns a redirect, to where the journey was started from or to the page that says what went wrong
 */
export async function finishJourney(request: NextRequest): Promise<Response> {
  let returnTo: string | undefined
  let answer: CallbackAnswer | undefined
  try {
    await countAttempt('return', describeClient(request.headers).ipAddress)
    answer = readCallback(request.nextUrl.searchParams)
    addStep('answer read')
    const found = await takeAttempt(answer.state, request.cookies.get(attemptCookieName(answer.state))?.value)
    returnTo = found.taken ? found.attempt.returnTo : found.returnTo
    if (!found.taken) throw notTaken(found.why, request)
    addStep(`attempt taken: ${found.attempt.intent.kind}`)
    await requireSameSession(found.attempt.intent)
    if (await cancelQuietly(found.attempt.intent, answer))
      return redirectTo(found.attempt.returnTo, answer, [])
    if (answer.error !== undefined) throw authorizationFailure(answer.error)
    return redirectTo(found.attempt.returnTo, answer, await runAuthJs({ request, answer, ...found.attempt }))
  } catch (error) {
    return redirectTo(reportProblem('sign-in failed', error, returnTo), answer, [])
  }
}

/** A browser that sends no cookie at all most likely blocks them; one that sends others began this elsewhere. */
function notTaken(why: 'expired' | 'used' | 'not-begun-here', { cookies }: NextRequest): AppError {
  if (why === 'expired') return new AppError('attempt_expired')
  if (why === 'used') return new AppError('attempt_used')
  return new AppError(cookies.size === 0 ? 'cookies_blocked' : 'other_browser')
}

/** What somebody began in their session must come back to the same one. @throws AppError `session_changed` */
async function requireSameSession(intent: Intent): Promise<void> {
  if (intent.kind === 'sign-in') return
  const viewer = await getViewer()
  if (viewer?.sessionId !== intent.sessionId) throw new AppError('session_changed')
}

/** Whoever is signed in and cancels goes on where they were, and is told so there. */
async function cancelQuietly(intent: Intent, { error }: CallbackAnswer): Promise<boolean> {
  if (intent.kind === 'sign-in' || error !== 'access_denied') return false
  await leaveNotice(intent.sessionId, { kind: 'cancelled' })
  return true
}

type Callback = { request: NextRequest; answer: CallbackAnswer; checks: Checks; intent: Intent }

/** @returns the `Set-Cookie` lines: that of the new token, or none when the old one goes on */
async function runAuthJs({ request, answer, checks, intent }: Callback): Promise<string[]> {
  const replaced = request.cookies.get(sessionCookieName())?.value
  const flow: Flow = {
    intent,
    replaces: replaced ? hashToken(replaced) : null,
    client: describeClient(request.headers),
  }
  const response = await runFlow(flow, async () => handlers.GET(callbackRequest(answer, checks)))
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName()}=`))
  if (!flow.outcome || !cookie) throw flow.failure ?? new AppError('unknown')
  const { sessionId, newCookie } = flow.outcome
  log().info({ event: `${intent.kind} done`, sessionId }, `A journey to Google is done: ${intent.kind}`)
  return newCookie ? [cookie] : []
}

function callbackRequest(answer: CallbackAnswer, checks: Checks): NextRequest {
  const url = new URL(redirectUri(env().AUTH_URL))
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
