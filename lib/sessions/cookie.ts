import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { brand } from '#lib/brand'
import { env, usesHttps } from '#lib/env'
import { isLoopback } from '#lib/env-schema'

/** The name of a cookie of ours. */
export function cookieName(name: string): string {
  return cookieNameAt(env().AUTH_URL, name)
}

/**
 * `__Host-` binds a cookie to this very host and to https (RFC 6265bis, section 4.1.3.2). No cookie is bound to a port
 * (section 8.5), so on a developer's machine, where several servers share one name, the port is in the cookie's.
 */
export function cookieNameAt(origin: string, name: string): string {
  const { protocol, hostname, port } = new URL(origin)
  const ours = brand.cookiePrefix + (isLoopback(hostname) && port ? `${port}-` : '') + name
  return protocol === 'https:' ? `__Host-${ours}` : ours
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

/** Seconds for which a browser keeps how its person reads: language, zone and theme. */
export const READING_SECONDS = 365 * 24 * 60 * 60

/**
 * The options of a cookie that says how somebody reads. The script of every page reads and writes it too.
 *
 * @param chosen whether there is anything to keep; else the browser forgets it
 */
export function readingCookieOptions(chosen: boolean) {
  return { ...cookieOptions(chosen ? READING_SECONDS : 0), httpOnly: false } as const
}

/** The cookie lives as long as a session can; whether it still counts is decided in the database. */
export function sessionCookieOptions() {
  return cookieOptions(env().SESSION_ABSOLUTE_SECONDS)
}

const TOKEN_BYTES = 32

/** A new secret of 256 random bits, for a session or an attempt. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** What the database stores of a secret: its SHA-256. A random 256-bit value needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
