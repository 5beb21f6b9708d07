import type { EndReason } from '#lib/grants/end-reason'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** Where people take back what they allowed, as each provider calls it. */
const places = {
  google: 'your Google Account',
  facebook: 'the settings of Facebook',
  twitter: 'the settings of X',
} as const satisfies Record<ProviderId, string>

type Said = { name: string; place: string }

/** Providers seldom say it; most of these are the likely reasons. */
const messages = {
  revoked: ({ place }) =>
    `It was probably taken back in ${place}, or ended by a change of your password or by an administrator.`,
  expired: () => 'You gave it for a limited time, and that time is over.',
  testing: ({ name }) =>
    `While this application is being tested, ${name} ends every access after seven days.`,
  unused: ({ name }) => `It was not used for six months, after which ${name} ends it.`,
  no_refresh_token: ({ name }) => `${name} gave it for a short time only, and that time is over.`,
  refused: ({ name }) => `${name} no longer accepts it, and does not say why.`,
  organisation: ({ name }) =>
    `A rule of your organisation, or the protection of your ${name} Account, no longer allows it. Ask your administrator: once it is allowed, reconnecting works.`,
  consent: ({ name }) => `${name} wants you to agree to it again.`,
} as const satisfies Record<EndReason, (said: Said) => string>

/** Why a provider ended the access, in words. */
export function describeEndReason(reason: EndReason, provider: ProviderId): string {
  return messages[reason]({ name: providerNames[provider], place: places[provider] })
}
