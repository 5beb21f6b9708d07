import type { ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

/** Inside a link: its icon, or a spinner in the same room while the page that it leads to is on its way. */
export function LinkProgress({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="inline-grid size-4 shrink-0 place-items-center">
      <span className="contents group-data-pending/link:hidden">{children}</span>
      <span className="hidden group-data-pending/link:block">
        <Spinner className="size-4" />
      </span>
    </span>
  )
}

/** The text of a link, which pulses while the page that it leads to is on its way: the click was heard. */
export function LinkLabel({ children }: { children: ReactNode }) {
  return <span className="link-label">{children}</span>
}
