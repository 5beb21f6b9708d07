import 'server-only'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'

/** `elsewhere` is a page of ours that was opened under another name of this site, where nobody can be signed in. */
export type Sender = 'ours' | 'elsewhere' | 'foreign'

/**
 * Whose page sent a request. Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`; a request with neither is
 * foreign (OWASP Cross-Site Request Forgery Prevention, Fetch Metadata). To a browser, the same name with another scheme
 * or port is another site, too; to a person it is ours.
 */
export function findSender(headers: Headers): Sender {
  const ours = env().AUTH_URL
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const url = origin === null || origin === ours ? null : URL.parse(origin)
  if (url && (site === 'same-origin' || url.hostname === new URL(ours).hostname)) return 'elsewhere'
  return (site === null ? origin === ours : site === 'same-origin') ? 'ours' : 'foreign'
}

/** Lets through what one of our own pages sent, at the address that this site has. */
export function requireSameOrigin(headers: Headers): void {
  const sender = findSender(headers)
  if (sender !== 'ours') throw new AppError(sender === 'foreign' ? 'cross_site' : 'other_address')
}
