import type { EndReason } from '#lib/grants/end-reason'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** Where people take back what they allowed, as each provider calls it. */
const places = {
  google: 'your Google Account',
  facebook: 'the settings of Facebook',
  twitter: 'the settings of X',
} as const satisfies Record<ProviderId, string>

/** Why a provider ended the access, in words. It seldom says it; the others are the likely reasons. */
const messages = {
  revoked: 'It was probably taken back in {place}, or ended by a change of your password.',
  expired: 'You gave it for a limited time, and that time is over.',
  testing: 'While this application is being tested, {provider} ends every access after seven days.',
  unused: 'It was not used for six months, after which {provider} ends it.',
  no_refresh_token: '{provider} gave it for a short time only, and that time is over.',
  refused: '{provider} no longer accepts it, and does not say why.',
  organisation:
    'A rule of your organisation, or the protection of your {provider} account, no longer allows it. Ask your administrator: once it is allowed, reconnecting works.',
  consent: '{provider} wants you to agree to it again.',
} as const satisfies Record<EndReason, string>

/** What is said in more words of a provider whose accounts others may manage. */
const more: Partial<Record<ProviderId, Partial<Record<EndReason, string>>>> = {
  google: {
    revoked:
      'It was probably taken back in your Google Account, or ended by a change of your password or by an administrator.',
    no_refresh_token: 'Google gave it for about an hour only, and that hour is over.',
  },
}

/** @param reason an unknown one says nothing: a stored one may be of another version */
export function describeEndReason(reason: string, provider: ProviderId): string {
  if (!Object.hasOwn(messages, reason)) return ''
  const known = reason as EndReason
  const text: string = more[provider]?.[known] ?? messages[known]
  return text.replaceAll('{provider}', providerNames[provider]).replaceAll('{place}', places[provider])
}
