import type { NoAnswer } from '#lib/grants/call-api'
import { type Feature, featureRow } from '#lib/provider/features'
import type { Forbidder } from '#lib/provider/provider'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** Why an API did not answer, in short. */
export function titleOf(feature: Feature, result: NoAnswer): string {
  const { provider, service, request } = featureRow(feature)
  switch (result.kind) {
    case 'unavailable':
      return result.limit ? `${service} asks us to wait` : `${service} is not answering`
    case 'forbidden':
      return describeForbidden(result.by, provider, service).title
    case 'unpaid':
      return `${service} does not answer this site for now`
    case 'reconnect':
      return `Our access to your ${providerNames[provider]} account has ended`
    case 'not-connected':
    case 'missing-scope':
      return request.title
  }
}

/** Whose rule it is that the API is not to be used, and whether asking again can help. */
export function describeForbidden(by: Forbidder, provider: ProviderId, service: string) {
  const name = providerNames[provider]
  switch (by) {
    case 'organisation':
      return {
        title: 'Your organisation does not allow this',
        text: `Those who manage this ${name} account do not let this site use ${service}. Ask your administrator; trying again does not help before they allow it.`,
        again: false,
      }
    case 'account':
      return {
        title: `${name} does not let this account ${service === name ? 'be used here' : `use ${service}`}`,
        text: `Something is wrong with the account itself. ${accountAdvice[provider]}`,
        again: false,
      }
    case 'unclear':
      return {
        title: `${name} does not allow this, and does not say why`,
        text: unclearAdvice[provider],
        again: true,
      }
  }
}

/** Where people learn what is wrong with their account. */
const accountAdvice = {
  google: 'Look at your Google Account; if somebody manages it for you, ask your administrator.',
  facebook: 'Open Facebook: it says what is wrong, and what to do.',
  twitter: 'It may be locked or suspended. Open X: it says so, and what to do.',
} as const satisfies Record<ProviderId, string>

/** What to do where nobody says whose matter it is. */
const unclearAdvice = {
  google:
    'It may be a rule of your organisation or of your network, or a fault of this site. If somebody manages this account for you, ask your administrator; if not, tell the people who run this site.',
  facebook:
    'It may be about your account there, or a fault of this site. Look at Facebook; if all is well there, tell the people who run this site.',
  twitter:
    'It may be about your account there, or a fault of this site. Look at X; if all is well there, tell the people who run this site.',
} as const satisfies Record<ProviderId, string>
