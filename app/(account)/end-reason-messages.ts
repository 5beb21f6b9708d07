import type { EndReason } from '#lib/grants/end-reason'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** What is said of each reason. Of some it depends on the provider. */
const messages = {
  revoked: 'revoked',
  expired: 'expired',
  testing: 'testing',
  unused: 'unused',
  no_refresh_token: 'no_refresh_token',
  refused: 'refused',
  organisation: 'organisation',
  consent: 'consent',
} as const satisfies Record<EndReason, string>

/**
 * Why a provider ended the access, in words.
 *
 * @param reason an unknown one says nothing: a stored one may be of another version
 */
export function describeEndReason(reason: string, provider: ProviderId, language: Language): string {
  if (!Object.hasOwn(messages, reason)) return ''
  const t = wordsIn(language, 'endReasons')
  const known = messages[reason as EndReason]
  if (known === 'revoked') return t(`revoked.${provider}`)
  // Google says how long: an hour.
  const key = known === 'no_refresh_token' && provider === HOURLY ? 'hour' : known
  return t(key, { provider: providerNames[provider] })
}

const HOURLY: ProviderId = 'google'
