import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { z } from 'zod'
import { attemptCookieName, takeAttempt } from '#lib/auth/attempt'
import { exchange } from '#lib/auth/authjs'
import type { Intent } from '#lib/auth/intents'
import { authorizationFailure, reportProblem, signInFailure } from '#lib/auth/problems'
import { getViewer } from '#lib/auth/viewer'
import { writeCallback } from '#lib/auth/write'
import { env, requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import { NO_STORE } from '#lib/http/no-store'
import { log } from '#lib/log'
import { countSignIn } from '#lib/metrics'
import type { ProviderId } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { describeClient } from '#lib/request/client'
import { addStep } from '#lib/request/context'
import { isNavigation, looksAhead } from '#lib/request/navigation'
import {
  cookieName,
  cookieOptions,
  hashToken,
  newToken,
  sessionCookieName,
  sessionCookieOptions,
} from '#lib/sessions/cookie'
import { endUndelivered } from '#lib/sessions/end'
import { leaveNotice } from '#lib/sessions/notice'

/**
 * The callback of an authorization request (RFC 6749, section 4.1.2): takes the attempt that it answers, exchanges the
 * code, writes what came of it in one transaction, and sets the cookie of the session. What no browser sends that comes
 * back to where it began uses nothing up: no attempt, and nobody's share of requests.
 *
 * @param provider whose redirect URI was asked
 * @returns a redirect: to where it was started from, or to the page that says what went wrong
 */
export async function finishAuthorization(request: NextRequest, provider: ProviderId): Promise<Response> {
  const refusal = refuseOthers(request)
  if (refusal) return refusal
  let returnTo: string | undefined
  let answer: AuthorizationAnswer | undefined
  let over = false
  const sendBack = (path: string, token: string | null = null) =>
    redirectTo(path, { provider, over: over ? answer?.state : undefined, token })
  let kind: Intent['kind'] = 'sign-in'
  try {
    const client = describeClient(request.headers)

    answer = readAnswer(request.nextUrl.searchParams, provider)
    addStep('answer read')
    requireClient(provider)
    const secret = request.cookies.get(attemptCookieName(answer.state))?.value
    const found = await takeAttempt(answer.state, secret, client)
    over = found.kind !== 'too-many'
    returnTo = found.kind === 'taken' ? found.attempt.returnTo : found.returnTo
    if (found.kind !== 'taken') throw notTaken(found.kind, request)
    const { intent, checks } = found.attempt
    kind = intent.kind
    addStep(`attempt taken: ${kind}`)
    // RFC 9700, section 4.4: an answer counts only at the redirect URI of the provider that was asked.
    if (intent.provider !== provider) throw new AppError('invalid_callback', { provider })
    await requireSameSession(intent)

    if (answer.error !== undefined) {
      if (await cancelQuietly(intent, answer.error)) return sendBack(found.attempt.returnTo)
      throw authorizationFailure(answer.error, provider)
    }

    const { identity, tokens } = await exchange(intent, answer, checks)

    const token = newToken()
    // Of a browser that has left, what the provider granted is kept, and the session that it has is neither ended nor renewed.
    const left = request.signal.aborted
    if (left && intent.kind === 'confirm') return sendBack(found.attempt.returnTo)
    const replaced = left ? undefined : request.cookies.get(sessionCookieName())?.value
    const written = await writeCallback({
      intent,
      identity,
      tokens,
      client,
      reads: {
        acceptLanguage: request.headers.get('accept-language'),
        zone: request.cookies.get(cookieName('zone'))?.value ?? null,
      },
      session: {
        tokenHash: hashToken(token),
        expiresAt: new Date(Date.now() + env().SESSION_ABSOLUTE_SECONDS * 1000),
        replaces: replaced ? hashToken(replaced) : null,
      },
    })
    addStep('written')
    const { sessionId } = written
    if (written.newCookie) endIfUndelivered(request.signal, hashToken(token))
    log().info({ event: `${intent.kind} done`, provider, sessionId }, `Authorization done: ${intent.kind}`)
    if (kind === 'sign-in') countSignIn(provider, 'done')
    return sendBack(found.attempt.returnTo, written.newCookie ? token : null)
  } catch (error) {
    if (kind === 'sign-in') countSignIn(provider, signInFailure(error))
    return sendBack(reportProblem('sign-in failed', error, { returnTo, provider }))
  }
}

/** A browser that looks ahead asks again when somebody goes there; what is no navigation can lead nobody anywhere. */
function refuseOthers({ headers }: NextRequest): Response | null {
  const read = (name: string) => headers.get(name)
  const status = looksAhead(read) ? 503 : isNavigation(read) ? null : 400
  return status && new Response(null, { status, headers: { 'cache-control': NO_STORE } })
}

/**
 * Ends a session when its browser leaves before it has the cookie, as one does that is reloaded meanwhile: it would be one
 * that nobody holds.
 */
function endIfUndelivered(signal: AbortSignal, tokenHash: string): void {
  const end = () => {
    log().info({ event: 'callback left' }, 'A browser left before it had its session, which is ended')
    endUndelivered(tokenHash).catch((err: unknown) =>
      log().error({ err }, 'A session that nobody holds is left'),
    )
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
}

const answerShape = z
  .object({
    state: z.string().min(1).max(1_024),
    code: z.string().min(1).max(2_048).optional(),
    iss: z.string().max(512).optional(),
    error: z.string().min(1).max(512).optional(),
  })
  .refine(({ code, error }) => (code === undefined) !== (error === undefined))

/** What a provider answers (RFC 6749, sections 4.1.2 and 4.1.2.1; `iss` by RFC 9207). */
export type AuthorizationAnswer = z.output<typeof answerShape>

/**
 * Reads the parameters that we know and leaves the others: Google adds `scope`, `authuser`, `hd` and `prompt`. One that is
 * missing, too long or given twice is `invalid_callback`.
 */
export function readAnswer(query: URLSearchParams, provider: ProviderId): AuthorizationAnswer {
  const names = ['state', 'code', 'iss', 'error'] as const
  if (names.some((name) => query.getAll(name).length > 1)) throw new AppError('invalid_callback')
  const given = names.filter((name) => query.has(name)).map((name) => [name, query.get(name)])
  const error = query.has('error') ? null : providerOf(provider).readRedirectError(query)
  const parsed = answerShape.safeParse({ ...Object.fromEntries(given), ...(error !== null && { error }) })
  if (!parsed.success) throw new AppError('invalid_callback')
  return parsed.data
}

/** A browser that sends no cookie at all most likely blocks them; one that sends others began this elsewhere. */
function notTaken(
  why: 'expired' | 'used' | 'not-begun-here' | 'too-many',
  { cookies }: NextRequest,
): AppError {
  if (why === 'too-many') return new AppError('too_many_attempts')
  if (why === 'expired') return new AppError('attempt_expired')
  if (why === 'used') return new AppError('attempt_used')
  return new AppError(cookies.size === 0 ? 'cookies_blocked' : 'other_browser')
}

/** What somebody began in their session must come back to the same one. */
async function requireSameSession(intent: Intent): Promise<void> {
  if (intent.kind === 'sign-in') return
  const viewer = await getViewer()
  if (viewer?.sessionId !== intent.sessionId) throw new AppError('session_changed')
}

/** Whoever is signed in and cancels goes on where they were, and reads there that they did. */
async function cancelQuietly(intent: Intent, error: string): Promise<boolean> {
  if (intent.kind === 'sign-in' || error !== 'access_denied') return false
  await leaveNotice(intent.sessionId, { kind: 'cancelled', provider: intent.provider })
  return true
}

type Sent = { provider: ProviderId; over: string | undefined; token: string | null }

/**
 * Sends the browser on. The attempt's cookie goes with the attempt, however that ended; while it is unused, as in an
 * outage, the cookie stays, and loading the same address again goes on. A fragment that the provider has put behind its own
 * redirect ends here: a browser carries it on over every redirect that has none (Fetch, "HTTP-redirect fetch"), so this one
 * has an empty one.
 *
 * @param sent `over`: the `state` of an attempt that is over; `token` of the session, when the browser gets a new one
 */
function redirectTo(path: string, { provider, over, token }: Sent): Response {
  const url = new URL(path, env().AUTH_URL)
  const location = providerOf(provider).addsFragment && url.hash === '' ? `${url.href}#` : url.href
  const headers = { location, 'cache-control': NO_STORE }
  const response = new NextResponse(null, { status: 303, headers })
  if (token) response.cookies.set(sessionCookieName(), token, sessionCookieOptions())
  if (over !== undefined) response.cookies.set(attemptCookieName(over), '', cookieOptions(0))
  return response
}
