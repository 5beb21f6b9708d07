import 'server-only'
import { cookies } from 'next/headers'
import {
  ATTEMPT_COOKIE_SECONDS,
  attemptCookieName,
  keepAttempt,
  newAttempt,
  readAttemptCookies,
} from '#lib/auth/attempt'
import { begin } from '#lib/auth/authjs'
import type { Intent } from '#lib/auth/intents'
import { countRequest, PERSON_LIMIT } from '#lib/auth/rate-limit'
import { requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import type { Client } from '#lib/request/client'
import { placeOfPage } from '#lib/request/in-app-browser'
import { cookieOptions } from '#lib/sessions/cookie'

type Sent = {
  client: Client
  returnTo: string
  /** Whoever read that this may be a page inside an app, and goes on all the same. */
  anyway?: boolean
}

/** Where a browser goes on to, and why. The address holds `state` and nonce: only that browser may see it. */
export type Departure = { address: string; intent: Intent }

/**
 * Starts an authorization code flow (RFC 6749, section 4.1): makes the request, keeps what the callback needs with the
 * attempt, and binds the attempt to this browser by a cookie of its own.
 */
export async function startAuthorization(
  intent: Intent,
  { client, returnTo, anyway = false }: Sent,
): Promise<Departure> {
  requireClient(intent.provider)
  requireBrowser(intent, client, anyway)
  const jar = await cookies()
  const { lastMinute, surplus } = readAttemptCookies(jar.getAll())
  if (lastMinute >= PERSON_LIMIT) throw new AppError('too_many_attempts')
  await countRequest('start', client, intent)

  const attempt = newAttempt()
  const address = await begin(intent, attempt)

  await keepAttempt(attempt, { intent, returnTo })
  jar.set(attemptCookieName(attempt.state), attempt.secret, cookieOptions(ATTEMPT_COOKIE_SECONDS))
  for (const name of surplus) jar.set(name, '', cookieOptions(0))
  return { address, intent }
}

/**
 * Providers let nobody sign in on a page inside another app. Where that is not sure, as on an iPhone's home screen, the
 * person is asked; one who is signed in already got in there.
 */
function requireBrowser({ kind, provider }: Intent, { userAgent }: Client, anyway: boolean): void {
  const place = placeOfPage(userAgent)
  if (place === 'app') throw new AppError('in_app_browser', { provider })
  if (place === 'unsure' && kind === 'sign-in' && !anyway) throw new AppError('perhaps_in_app', { provider })
}
