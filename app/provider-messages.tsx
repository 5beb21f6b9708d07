import type { ReactNode } from 'react'
import { brand } from '#lib/brand'
import type { Language } from '#lib/messages/languages'
import { catalogues, gapOf, joinList, wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { providerOf, signInScopesOf } from '#lib/providers/table'

const named = { brand: brand.name }

const nowrap = (chunks: ReactNode) => <span className="whitespace-nowrap">{chunks}</span>

/** What a sign-in shares, where it is the only way in. */
export function describeAlone(provider: ProviderId, language: Language): ReactNode {
  const t = wordsIn(language, 'signIn')
  return (
    <>
      {t.rich(`alone.${keyOf(provider)}`, { ...named, nowrap })}
      {alsoOf(provider, language)}
    </>
  )
}

/** What a sign-in shares, where it is one way in of several. */
export function describeOneOfSeveral(provider: ProviderId, language: Language): string {
  return wordsIn(language, 'signIn')(`shares.${keyOf(provider)}`) + alsoOf(provider, language)
}

/**
 * What it means to connect an account of it. X's rules want an express opt-in before anybody stores whose an account is
 * ("Off-X matching").
 */
export function describeConnecting(provider: ProviderId, language: Language): string {
  return wordsIn(language, 'signIn')(`connects.${keyOf(provider)}`, named)
}

type Key = keyof typeof catalogues.en.signIn.shares

/** Of a provider that this site may ask for the address, or not, there are two texts. */
function keyOf(provider: ProviderId): Key {
  const asked = signInScopesOf(provider)
  const shares = Object.entries(providerOf(provider).shares)
  const sharesEmail = shares.some(([scope, text]) => text === 'sharedEmail' && asked.includes(scope))
  const withEmail = `${provider}Email`
  return sharesEmail && isKey(withEmail) ? withEmail : provider
}

function isKey(text: string): text is Key {
  return Object.hasOwn(catalogues.en.signIn.shares, text)
}

/** What else is to be said of some. */
function alsoOf(provider: ProviderId, language: Language): string {
  const { also } = catalogues[language].signIn
  return isAlso(provider, also)
    ? gapOf(language) + wordsIn(language, 'signIn')(`also.${provider}`, named)
    : ''
}

function isAlso<Also extends object>(provider: string, also: Also): provider is keyof Also & string {
  return Object.hasOwn(also, provider)
}

/** "Google", "Google or X", "Google, Facebook or X". */
export function nameAny(providers: readonly ProviderId[], language: Language): string {
  return joinList(
    language,
    providers.map((id) => providerNames[id]),
    'disjunction',
  )
}
