import 'server-only'
import { headers } from 'next/headers'
import { clearSessionCookie } from '#lib/auth/clear-cookie'
import { log } from '#lib/log'
import { describeClient } from '#lib/request/client'
import { endSession } from '#lib/session/end-session'
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
