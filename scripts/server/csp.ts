import { randomBytes } from 'node:crypto'
import type { ServerSettings } from './settings.ts'

/** For everything that is not a page: JSON, images and redirects need nothing, also when opened by themselves. */
export const RESOURCE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** 128 bits, in the alphabet in which Next recognises a nonce. */
export function createNonce(): string {
  return randomBytes(16).toString('base64url')
}

type Page = Pick<ServerSettings, 'development' | 'origin' | 'issuer'> & {
  nonce: string
  formTargets: string[]
}

/** The Content-Security-Policy of a page. Next finds the nonce in it and puts it on its scripts. */
export function pagePolicy({ development, origin, issuer, nonce, formTargets }: Page): string {
  const secure = origin.startsWith('https:') && !development
  return Object.entries({
    'default-src': ["'self'"],
    // React and Turbopack evaluate code in development only: for stack traces and hot reloading.
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    // Pictures of accounts come from hosts that the issuer chooses; a sandbox serves them over http.
    'img-src': ["'self'", 'data:', 'https:', ...(issuer.startsWith('http:') ? [new URL(issuer).origin] : [])],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(development ? [origin.replace(/^http/, 'ws')] : [])],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    // Chrome checks every redirect that follows a form, and without JavaScript the sign-in form is
    // answered with a redirect to the issuer. With 'self' alone that form would do nothing.
    'form-action': ["'self'", ...formTargets],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  })
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
}
