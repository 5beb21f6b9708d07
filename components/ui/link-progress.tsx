'use client'

import { useLinkStatus } from 'next/link'
import type { ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

/** Inside a link: its icon, or a spinner in the same room while the page that it leads to is on its way. */
export function LinkProgress({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return (
    <span aria-hidden="true" className="inline-grid size-4 shrink-0 place-items-center">
      {pending ? <Spinner className="size-4" /> : children}
    </span>
  )
}

/** The text of a link, which pulses while the page that it leads to is on its way: the click was heard. */
export function LinkLabel({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return (
    <span
      data-pending={pending || undefined}
      className="inline-flex items-center justify-center gap-2 data-pending:animate-pulse data-pending:cursor-progress data-pending:opacity-60"
    >
      {children}
    </span>
  )
}
