import type { EndReason } from '#lib/grants/end-reason'
import { type Language, USUAL_LANGUAGE } from '#lib/messages/languages'
import { catalogues, wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/**
 * Why a provider ended the access, in words.
 *
 * @param reason an unknown one says nothing: a stored one may be of another version
 */
export function describeEndReason(reason: string, provider: ProviderId, language: Language): string {
  if (!isEndReason(reason)) return ''
  const t = wordsIn(language, 'endReasons')
  if (reason === 'revoked' || reason === 'no_refresh_token') return t(`${reason}.${provider}`)
  return t(reason, { provider: providerNames[provider] })
}

function isEndReason(reason: string): reason is EndReason {
  return Object.hasOwn(catalogues[USUAL_LANGUAGE].endReasons, reason)
}
