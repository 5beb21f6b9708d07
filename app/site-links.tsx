import type { ReactNode } from 'react'
import { linksElsewhere } from '#lib/env'
import { useWords } from '#lib/web/words'

/** What every page leads to: what is kept here, and what those who run this site say elsewhere. */
export function SiteLinks() {
  const t = useWords('privacy')
  const { privacy, terms, support } = linksElsewhere()
  const links = [
    { href: privacy ?? '/privacy', label: t('title') },
    ...(terms ? [{ href: terms, label: t('terms') }] : []),
    ...(support ? [{ href: support, label: t('support') }] : []),
  ]
  return (
    <nav aria-label={t('links')}>
      <ul className="flex flex-wrap gap-x-5">
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The same before somebody signs in, in a sentence. */
export function BeforeSignIn() {
  const t = useWords('privacy')
  const { privacy, terms } = linksElsewhere()
  const link = (href: string) => (chunks: ReactNode) => (
    <a href={href} className="link">
      {chunks}
    </a>
  )
  const keeps = link(privacy ?? '/privacy')
  return terms
    ? t.rich('beforeSignInTerms', { link: keeps, terms: link(terms) })
    : t.rich('beforeSignIn', { link: keeps })
}
