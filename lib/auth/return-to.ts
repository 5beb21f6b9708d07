import 'server-only'
import type { Route } from 'next'
import { env } from '#lib/env'
import { findPage } from '#lib/pages'

export const DEFAULT_RETURN_TO = '/dashboard'

/** Long enough for a page of Drive, whose page tokens are long. */
const MAX_LENGTH = 2_048

/** One slash and then neither slash nor backslash, and nothing that a URL parser strips or rewrites. */
const SAFE = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/

/**
 * The page to come back to. Anything that is not plainly a page of `lib/pages.ts` that one may come back to becomes the
 * dashboard, and the sign-in goes on (RFC 9700, section 4.11: no open redirect).
 */
export function safeReturnTo(value: unknown): Route {
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !SAFE.test(value)) return DEFAULT_RETURN_TO
  const origin = env().AUTH_URL
  const url = URL.parse(value, origin)
  if (url?.origin !== origin || url.username !== '' || url.password !== '') return DEFAULT_RETURN_TO
  if (!findPage(url.pathname)?.returnTo) return DEFAULT_RETURN_TO
  const path = url.pathname + url.search + url.hash
  return SAFE.test(path) ? (path as Route) : DEFAULT_RETURN_TO
}

/** The page to sign in on, which leads back afterwards to a page that one may come back to. */
export function signInAddress(returnTo: string): Route {
  return `/sign-in?${new URLSearchParams({ returnTo: safeReturnTo(returnTo) })}`
}
