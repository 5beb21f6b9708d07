import 'server-only'
import { cookies, headers } from 'next/headers'
import { log } from '#lib/log'
import { describeClient } from '#lib/request/client'
import { sessionCookieName, sessionCookieOptions } from '#lib/sessions/cookie'
import { endSession } from '#lib/sessions/end'
import type { Viewer } from '#lib/viewer'

/**
 * Signs this browser out: first the row, then the cookie, so that a failure never leaves a session that works
 * behind a cookie that is gone.
 *
 * @throws AppError `unavailable`, and then nothing has changed
 */
export async function signOut(viewer: Viewer): Promise<void> {
  await endSession(viewer, describeClient(await headers()))
  await clearSessionCookie()
  log().info({ event: 'signed out', sessionId: viewer.sessionId }, 'Signed out')
}

/** Takes the session cookie from this browser, when the session is over. For actions and route handlers. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
}
