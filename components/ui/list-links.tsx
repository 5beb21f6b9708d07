import type { Route } from 'next'
import { PageLink } from '#components/ui/page-link'
import { buttonClasses } from './button.tsx'
import { ArrowIcon } from './icons.tsx'
import { LinkLabel, LinkProgress } from './link-progress.tsx'

type Choice = { href: Route; label: string; current: boolean }

/** What a list can be narrowed down to. Choosing keeps the place in the page and the focus. */
export function FilterLinks({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ href, label, current }) => (
          <li key={href}>
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
  /** The addresses of the first and the next page of a list; null where there is none to go to. */
  first: Route | null
  next: Route | null
}

/** On to the next page of a list, and back to its first. */
export function PageLinks({ first, next }: PageLinksProps) {
  if (!first && !next) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-3 pt-4">
      {first ? (
        <PageLink href={first} className={buttonClasses('quiet')}>
          <LinkProgress>
            <ArrowIcon className="size-4 rotate-90" />
          </LinkProgress>
          <LinkLabel>First page</LinkLabel>
        </PageLink>
      ) : null}
      {next ? (
        <PageLink href={next} className={buttonClasses('quiet')}>
          <LinkLabel>Next page</LinkLabel>
          <LinkProgress>
            <ArrowIcon className="-rotate-90 size-4" />
          </LinkProgress>
        </PageLink>
      ) : null}
    </nav>
  )
}
