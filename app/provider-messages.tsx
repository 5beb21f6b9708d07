import type { ReactNode } from 'react'
import { brand } from '#lib/brand'
import type { Language } from '#lib/messages/languages'
import { joinList, wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { signInScopesOf } from '#lib/providers/table'

const named = { brand: brand.name }

const nowrap = (chunks: ReactNode) => <span className="whitespace-nowrap">{chunks}</span>

/** What a sign-in shares, where it is the only way in. */
export function describeAlone(provider: ProviderId, language: Language): ReactNode {
  const t = wordsIn(language, 'signIn')
  if (provider !== 'twitter') return t.rich(`alone.${provider}`, { ...named, nowrap })
  return (
    <>
      {sharesEmail() ? t.rich('alone.twitterEmail', { ...named, nowrap }) : t('alone.twitter', named)}{' '}
      {t('postsToo', named)}
    </>
  )
}

/** What a sign-in shares, where it is one way in of several. */
export function describeOneOfSeveral(provider: ProviderId, language: Language): string {
  const t = wordsIn(language, 'signIn')
  if (provider !== 'twitter') return t(`shares.${provider}`)
  return `${t(sharesEmail() ? 'shares.twitterEmail' : 'shares.twitter')} ${t('postsToo', named)}`
}

/**
 * What it means to connect an account of it. X's rules want an express opt-in before anybody stores whose an account is
 * ("Off-X matching").
 */
export function describeConnecting(provider: ProviderId, language: Language): string {
  const t = wordsIn(language, 'signIn')
  const key = provider === 'twitter' && sharesEmail() ? 'twitterEmail' : provider
  return t(`connects.${key}`, named)
}

/** Whether X is asked for the address, by the settings of this site. */
function sharesEmail(): boolean {
  return signInScopesOf('twitter').includes('users.email')
}

/** "Google", "Google or X", "Google, Facebook or X". */
export function nameAny(providers: readonly ProviderId[], language: Language): string {
  return joinList(
    language,
    providers.map((id) => providerNames[id]),
    'disjunction',
  )
}
