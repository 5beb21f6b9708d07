import type { Route } from 'next'
import { PageLink } from '#components/ui/page-link'
import { useWords } from '#lib/web/words'
import { buttonClasses } from './button.tsx'
import { ArrowIcon } from './icons.tsx'
import { LinkLabel, LinkProgress } from './link-progress.tsx'

type Choice = { href: Route; label: string; current: boolean }

/** What a list can be narrowed down to. Choosing keeps the place in the page and the focus. */
export function FilterLinks({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label}>
      <ul className="-mx-5 scroll-row flex scroll-px-5 gap-2 px-5 py-1 sm:mx-0 sm:flex-wrap sm:px-0 sm:[mask-image:none]">
        {choices.map(({ href, label, current }) => (
          <li key={href} className="shrink-0 max-w-full">
            <PageLink
              href={href}
              scroll={false}
              aria-current={current ? 'true' : undefined}
              className="wrap-anywhere inline-flex min-h-11 items-center rounded-[1.375rem] border border-edge px-4 py-2 text-small hover:border-ink hover:bg-sunken aria-[current]:border-primary aria-[current]:bg-primary aria-[current]:font-semibold aria-[current]:text-on-primary forced-colors:aria-[current]:border-[Highlight]"
            >
              <LinkLabel>{label}</LinkLabel>
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

type PageLinksProps = {
  /** The addresses of the first, the previous and the next page of a list; null where there is none to go to. */
  first: Route | null
  previous?: Route | null
  next: Route | null
}

/** To the pages of a list beside this one, and back to its first, unless the previous one is that. */
export function PageLinks({ first, previous = null, next }: PageLinksProps) {
  const t = useWords('pages')
  if (!first && !next) return null
  return (
    <nav aria-label={t('list')} className="flex flex-wrap gap-3 pt-4">
      {first && first !== previous ? (
        <PageLink href={first} className={buttonClasses('quiet')}>
          <LinkLabel>{t('first')}</LinkLabel>
        </PageLink>
      ) : null}
      {previous ? (
        <PageLink href={previous} rel="prev" className={buttonClasses('quiet')}>
          <LinkProgress>
            <ArrowIcon className="size-4 rotate-90 rtl:-rotate-90" />
          </LinkProgress>
          <LinkLabel>{t('previous')}</LinkLabel>
        </PageLink>
      ) : null}
      {next ? (
        <PageLink href={next} rel="next" className={buttonClasses('quiet')}>
          <LinkLabel>{t('next')}</LinkLabel>
          <LinkProgress>
            <ArrowIcon className="-rotate-90 size-4 rtl:rotate-90" />
          </LinkProgress>
        </PageLink>
      ) : null}
    </nav>
  )
}
