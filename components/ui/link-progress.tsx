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

/** The words of a link, which fade a little while the page that it leads to is on its way. */
export function LinkLabel({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return <span className={pending ? 'opacity-60 transition-opacity delay-100' : undefined}>{children}</span>
}
