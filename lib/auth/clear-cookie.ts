import 'server-only'
import { cookies } from 'next/headers'
import { sessionCookieName, sessionCookieOptions } from '#lib/session/cookie'

/** Takes the session cookie from this browser, when the session is over. For actions and route handlers. */
export async function clearSessionCookie(): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookieName(), '', { ...sessionCookieOptions(), maxAge: 0 })
}
