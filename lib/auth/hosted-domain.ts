import 'server-only'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/provider/identity'

/**
 * With ALLOWED_HOSTED_DOMAINS set, nobody else gets in (`domain_not_allowed`), whichever provider they come by. The claim
 * `hd` is the proof, never the address: anybody can have an address at a domain (Google: OpenID Connect, "hd").
 */
export function requireAllowedDomain({ provider, hostedDomain }: Identity): void {
  const allowed = env().ALLOWED_HOSTED_DOMAINS
  if (allowed.length > 0 && !allowed.includes(hostedDomain?.toLowerCase() ?? ''))
    throw new AppError('domain_not_allowed', { provider })
}
