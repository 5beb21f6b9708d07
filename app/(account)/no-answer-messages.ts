import { brand } from '#lib/brand'
import type { NoAnswer } from '#lib/grants/call-api'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { type Feature, featureRow } from '#lib/provider/features'
import type { Forbidder } from '#lib/provider/provider'
import { providerNames } from '#lib/provider-ids'

/** Why an API did not answer, in short. */
export function titleOf(feature: Feature, result: NoAnswer, language: Language): string {
  const { provider, service } = featureRow(feature)
  const t = wordsIn(language, 'gate')
  switch (result.kind) {
    case 'unavailable':
      return t(result.limit ? 'wait' : 'silent', { service })
    case 'forbidden':
      return describeForbidden(feature, result.by, language).title
    case 'unpaid':
      return t('unpaid', { service })
    case 'reconnect':
      return t('ended', { provider: providerNames[provider] })
    case 'not-connected':
    case 'missing-scope':
    case 'turned-off':
      return wordsIn(language, 'features')(`${feature}.title`, { brand: brand.name })
  }
}

/** Whose rule it is that the API is not to be used, and whether asking again can help. */
export function describeForbidden(feature: Feature, by: Forbidder, language: Language) {
  const { provider: id, service } = featureRow(feature)
  const t = wordsIn(language, 'gate')
  const provider = providerNames[id]
  switch (by) {
    case 'organisation':
      return {
        title: t('organisation'),
        text: t('organisationText', { provider, service }),
        again: false,
      }
    case 'account':
      return {
        title: service === provider ? t('accountHere', { provider }) : t('account', { provider, service }),
        text: t(`accountText.${id}`),
        again: false,
      }
    case 'unclear':
      return { title: t('unclear', { provider }), text: t(`unclearText.${id}`), again: true }
  }
}
