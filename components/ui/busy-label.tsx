import type { ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

/** What a button of the class `group relative` says; while it is `aria-busy`, a spinner in its place, and it keeps its width. */
export function BusyLabel({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="inline-flex items-center justify-center gap-2 group-aria-busy:opacity-0">
        {children}
      </span>
      <Spinner className="absolute hidden size-5 group-aria-busy:block" />
    </>
  )
}
