import 'server-only'
import { NextRequest } from 'next/server'
import { z } from 'zod'
import { attemptCookieName, type Checks, takeAttempt } from '#lib/auth/attempt'
import { type Flow, handlers, runFlow } from '#lib/auth/authjs'
import type { Intent } from '#lib/auth/intents'
import { authorizationFailure, reportProblem } from '#lib/auth/problems'
import { countAttempt } from '#lib/auth/rate-limit'
import { getViewer } from '#lib/auth/viewer'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { log } from '#lib/log'
import { redirectUri } from '#lib/provider/redirect-uri'
import { describeClient } from '#lib/request/client'
import { addStep } from '#lib/request/context'
import { cookieOptions, hashToken, sessionCookieName } from '#lib/sessions/cookie'
import { leaveNotice } from '#lib/sessions/notice'

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

const answerShape = z
  .object({
    state: z.string().min(1).max(1_024),
    code: z.string().min(1).max(2_048).optional(),
    iss: z.string().max(512).optional(),
    error: z.string().min(1).max(512).optional(),
  })
  .refine(({ code, error }) => (code === undefined) !== (error === undefined))

/** What Google says on the way back (RFC 6749, sections 4.1.2 and 4.1.2.1; `iss` by RFC 9207). */
export type CallbackAnswer = z.output<typeof answerShape>

/**
 * Reads the parameters that we know and leaves the others: Google adds `scope`, `authuser`, `hd` and `prompt`.
 *
 * @throws AppError `invalid_callback` when one is missing, too long or given twice
 */
export function readCallback(query: URLSearchParams): CallbackAnswer {
  const names = ['state', 'code', 'iss', 'error'] as const
  if (names.some((name) => query.getAll(name).length > 1)) throw new AppError('invalid_callback')
  const given = names.filter((name) => query.has(name)).map((name) => [name, query.get(name)])
  const parsed = answerShape.safeParse(Object.fromEntries(given))
  if (!parsed.success) throw new AppError('invalid_callback')
  return parsed.data
}
