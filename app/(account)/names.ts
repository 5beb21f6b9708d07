import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { labelOf } from '#lib/provider/identity'
import { type ProviderId, providerNames } from '#lib/provider-ids'

/** The label that `labelOf` gives an account that its provider shares no name of. */
const nameless = (provider: ProviderId) => labelOf({ provider, email: null, handle: null, name: null })

/**
 * What people call an account, by its label: that itself, but for one without a name, which each language calls otherwise.
 *
 * @param start whether a sentence begins with it
 */
export function nameLabel(
  label: string,
  providers: readonly ProviderId[],
  language: Language,
  { start = false } = {},
): string {
  const provider = providers.find((id) => label === nameless(id))
  if (!provider) return label
  const t = wordsIn(language, 'names')
  return t(start ? 'namelessStart' : 'namelessAccount', { provider: providerNames[provider] })
}

/** "ada@example.org at Google". One without a name of its own is "your X account" already. */
export function nameAccount(label: string, provider: ProviderId | undefined, language: Language): string {
  if (!provider) return label
  if (label === nameless(provider)) return nameLabel(label, [provider], language)
  return wordsIn(language, 'names')('accountAt', { account: label, provider: providerNames[provider] })
}
