import 'server-only'
import { brand } from '#lib/brand'
import { env, usesHttps } from '#lib/env'

/** `__Host-` binds a cookie to this very host and to https (RFC 6265bis, section 4.1.3.2). */
export function cookieName(name: string): string {
  const ours = brand.cookiePrefix + name
  return usesHttps() ? `__Host-${ours}` : ours
}

/** The name of the session cookie. */
export function sessionCookieName(): string {
  return cookieName('session')
}

/** Every cookie of ours: unreadable for scripts, not sent with cross-site posts, for the whole host. */
export function cookieOptions(maxAgeSeconds: number) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: usesHttps(),
    maxAge: maxAgeSeconds,
  } as const
}

/** The cookie lives as long as a session can; whether it still counts is decided in the database. */
export function sessionCookieOptions() {
  return cookieOptions(env().SESSION_ABSOLUTE_SECONDS)
}
