import type { Route } from 'next'
import Link from 'next/link'
import { ArrowIcon } from './icons.tsx'
import { LinkProgress } from './link-progress.tsx'

/** Where the heading of a column leads, and how the rows are sorted by it now. */
export type ColumnSort = {
  href: string
  direction: 'ascending' | 'descending' | null
  /** What following the link does, in words: "Largest first". */
  hint: string
}

type Props = ColumnSort & { label: string; className?: string }

/** The heading of a column that sorts the table: a plain link, so that it also works without JavaScript. */
export function SortHeader({ label, href, direction, hint, className = '' }: Props) {
  return (
    <th scope="col" aria-sort={direction ?? undefined} className={`font-semibold ${className}`}>
      <Link
        href={href as Route}
        prefetch={false}
        scroll={false}
        title={hint}
        className={`inline-flex min-h-11 items-center gap-1.5 hover:text-ink ${direction ? 'text-ink' : ''}`}
      >
        {label}
        <LinkProgress>
          {direction ? (
            <ArrowIcon className={`size-4 ${direction === 'ascending' ? 'rotate-180' : ''}`} />
          ) : null}
        </LinkProgress>
      </Link>
    </th>
  )
}
