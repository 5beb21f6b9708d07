import type { Route } from 'next'
import { LinkButton } from './button.tsx'
import { ArrowIcon } from './icons.tsx'
import { LinkProgress } from './link-progress.tsx'

type Props = {
  /** The addresses of the first and the next page; null where there is none to go to. */
  first: string | null
  next: string | null
}

/** The way on, and back to the beginning. */
export function PageLinks({ first, next }: Props) {
  if (!first && !next) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-3 pt-4">
      {first ? (
        <LinkButton href={first as Route}>
          <LinkProgress>
            <ArrowIcon className="size-4 rotate-90" />
          </LinkProgress>
          First page
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton href={next as Route}>
          Next page
          <LinkProgress>
            <ArrowIcon className="-rotate-90 size-4" />
          </LinkProgress>
        </LinkButton>
      ) : null}
    </nav>
  )
}
