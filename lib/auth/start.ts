import 'server-only'
import { cookies } from 'next/headers'
import { ATTEMPT_SECONDS, attemptCookieName, createAttempt } from '#lib/auth/attempt'
import { begin } from '#lib/auth/authjs'
import type { Intent } from '#lib/auth/intents'
import { countRequest } from '#lib/auth/rate-limit'
import { AppError } from '#lib/errors'
import { type Client, isInAppBrowser } from '#lib/request/client'
import { cookieOptions } from '#lib/sessions/cookie'

type Sent = { client: Client; returnTo: string }

/**
 * Starts an authorization code flow (RFC 6749, section 4.1): makes the request, keeps what the callback needs with the
 * attempt, and binds the attempt to this browser by a cookie of its own.
 *
 * @returns the provider's address to send the browser to
 */
export async function startAuthorization(intent: Intent, { client, returnTo }: Sent): Promise<string> {
  if (isInAppBrowser(client.userAgent)) throw new AppError('in_app_browser', { provider: intent.provider })
  await countRequest('start', client.ipAddress)

  const { address, state, checks } = await begin(intent)

  const secret = await createAttempt(state, { checks, intent, returnTo })
  const jar = await cookies()
  jar.set(attemptCookieName(state), secret, cookieOptions(ATTEMPT_SECONDS))
  return address
}
