import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { GOOGLE_ISSUER } from '#lib/env-schema'
import type { ServerSettings } from './settings.ts'

/** For everything that is not a page: JSON, images and redirects need nothing, also when opened by themselves. */
export const RESOURCE_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const ANSWER_LIMIT_MS = 5_000
const RETRY_AFTER_MS = 10_000

type Site = Pick<ServerSettings, 'development' | 'origin' | 'issuer'>

/** Writes the Content-Security-Policy of one page, with a nonce of its own. Next finds it there for its scripts. */
export function createPagePolicies(site: Site): () => string {
  const formTargets = watchFormTargets(site.issuer)
  return () => pagePolicy(site, createNonce(), formTargets())
}

function pagePolicy({ development, origin, issuer }: Site, nonce: string, formTargets: string[]): string {
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

/** 128 bits, in the alphabet in which Next recognises a nonce. */
function createNonce(): string {
  return randomBytes(16).toString('base64url')
}

/**
 * The origins that the sign-in form may lead to. An issuer may have its authorization endpoint on another
 * origin than its own, so any but Google is asked at once; until it answers, and while it does not, only its own
 * origin counts.
 */
function watchFormTargets(issuer: string): () => string[] {
  const own = new URL(issuer).origin
  let targets = [own]
  let askAgainAt = issuer === GOOGLE_ISSUER ? Number.POSITIVE_INFINITY : 0

  const refresh = async () => {
    if (Date.now() < askAgainAt) return
    askAgainAt = Date.now() + RETRY_AFTER_MS
    const target = await findAuthorizationOrigin(issuer)
    if (!target) return
    targets = [...new Set([own, target])]
    askAgainAt = Number.POSITIVE_INFINITY
  }
  void refresh()
  return () => {
    void refresh()
    return targets
  }
}

const discovery = z.object({ authorization_endpoint: z.url() })

/** Null when the issuer does not answer: signing in will say so, where a person and the log can see it. */
async function findAuthorizationOrigin(issuer: string): Promise<string | null> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS), redirect: 'error' })
    const { authorization_endpoint } = discovery.parse(await response.json())
    return new URL(authorization_endpoint).origin
  } catch {
    return null
  }
}
