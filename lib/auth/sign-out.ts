import 'server-only'
import { cookies } from 'next/headers'
import { log } from '#lib/log'
import { sessionCookieName, sessionCookieOptions } from '#lib/session/cookie'
import { endSession } from '#lib/session/end-session'
import type { Viewer } from '#lib/viewer'

/**
 * Signs this browser out: first the row, then the cookie, so that a failure never leaves a session that works
 * behind a cookie that is gone.
 *
 * @throws AppError `unavailable`, and then nothing has changed
 */
export async function signOut(viewer: Viewer): Promise<void> {
  await endSession(viewer)
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
  log().info({ event: 'signed out', sessionId: viewer.sessionId }, 'Signed out')
}
