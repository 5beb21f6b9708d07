import type { Route } from 'next'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { pages } from '#lib/pages'
import { featureRow, features } from '#lib/provider/features'
import type { ProviderId } from '#lib/provider-ids'

/**
 * What the navigation lists: the pages that have a label. One that shows what people have at a provider is only for those
 * who have an account there, and only while this site works with that provider; its address stays good for everybody, and
 * says what is missing.
 *
 * @param providers those of the accounts that somebody has
 * @param enabled those that this site works with
 */
export function listNavigation(
  providers: readonly ProviderId[],
  enabled: readonly ProviderId[],
  language: Language,
): { href: Route; label: string }[] {
  const t = wordsIn(language, 'pages')
  const hidden = features
    .map(featureRow)
    .filter(({ provider }) => !providers.includes(provider) || !enabled.includes(provider))
    .map(({ page }) => page)
  return pages.flatMap((page) =>
    'label' in page && !hidden.includes(page.path) ? [{ href: page.path, label: t(page.label) }] : [],
  )
}
