import 'server-only'
import { cookies } from 'next/headers'
import { log } from '#lib/log'
import type { Client } from '#lib/request/client'
import { clearSiteData } from '#lib/request/context'
import { sessionCookieName, sessionCookieOptions } from '#lib/sessions/cookie'
import { endSession } from '#lib/sessions/end'
import type { Viewer } from '#lib/viewer'

/** What somebody sees who has signed out. */
export const SIGNED_OUT_PAGE = '/signed-out'

/**
 * Signs this browser out: first the row, then the cookie, so that a failure never leaves a session that works
 * behind a cookie that is gone.
 */
export async function signOut(viewer: Viewer, client: Client): Promise<void> {
  await endSession(viewer, client)
  await clearSessionCookie()
  log().info({ event: 'signed out', sessionId: viewer.sessionId }, 'Signed out')
}

/**
 * Takes the session cookie from this browser when the session is over, and with it what the browser keeps of the pages that
 * were seen in it. For actions and route handlers.
 */
export async function clearSessionCookie(): Promise<void> {
  clearSiteData()
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
}
