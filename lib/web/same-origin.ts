import 'server-only'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'

/**
 * Lets through what one of our own pages sent. Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`;
 * a request with neither is refused as `cross_site` (OWASP Cross-Site Request Forgery Prevention, Fetch Metadata).
 */
export function requireSameOrigin(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  const same = site === null ? headers.get('origin') === env().AUTH_URL : site === 'same-origin'
  if (!same) throw new AppError('cross_site')
}
