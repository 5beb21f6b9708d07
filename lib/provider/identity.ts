import 'server-only'
import type { ProviderId } from '#lib/provider-ids'

/** Who a provider says this is, after every check. Known by provider, issuer and subject, never by the address. */
export type Identity = {
  provider: ProviderId
  issuer: string
  /** `sub` of an `id_token` (OpenID Connect Core 1.0, section 5.7). */
  subject: string
  /** As the provider wrote it; the provider has verified it. */
  email: string
  /** The address folded, for comparison only. */
  emailKey: string
  name: string | null
  image: string | null
  /** The organisation that manages the account (Google: `hd`). */
  hostedDomain: string | null
  /** When the provider last asked the person to prove who they are, if it says so (`auth_time`). */
  authenticatedAt: Date | null
}

/** An address for comparison only: case and Unicode composition do not make another person. */
export function foldEmail(email: string): string {
  return email.normalize('NFC').toLowerCase()
}
