import { randomName } from '#lib/random'
import type { ServerSettings } from './settings.ts'

/** For everything that is not a page: JSON, images and redirects need nothing, also when opened by themselves. */
export const RESOURCE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

type Site = Pick<ServerSettings, 'development' | 'origin' | 'issuers'>

/** Writes the Content-Security-Policy of one page, with a nonce of its own. Next finds it there for its scripts. */
export type WritePagePolicy = () => string

/** All but the nonce is the same for every page, and is put together once. Its alphabet is one in which Next recognises a nonce. */
export function createPagePolicy(site: Site): WritePagePolicy {
  const parts = describePolicy(site).split(NONCE)
  return () => parts.join(randomName())
}

/** Stands for the nonce. No address holds it. */
const NONCE = '{nonce}'

function describePolicy({ development, origin, issuers }: Site): string {
  const secure = origin.startsWith('https:') && !development
  return Object.entries({
    'default-src': ["'self'"],
    // React and Turbopack evaluate code in development only: for stack traces and hot reloading.
    'script-src': [
      "'self'",
      `'nonce-${NONCE}'`,
      "'strict-dynamic'",
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${NONCE}'`],
    // Pictures of accounts come from hosts that their issuer chooses; a sandbox serves them over http.
    'img-src': [
      "'self'",
      'data:',
      'https:',
      ...issuers.filter(isPlain).map((issuer) => new URL(issuer).origin),
    ],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(development ? [origin.replace(/^http/, 'ws')] : [])],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    // Browsers check every redirect that follows a form: the form that leads to a provider is answered with a page
    // (lib/web/leaving-page.ts), since nobody can list where providers redirect on to.
    'form-action': ["'self'"],
    ...(secure && { 'upgrade-insecure-requests': [] }),
  })
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
}

function isPlain(address: string): boolean {
  return address.startsWith('http:')
}
