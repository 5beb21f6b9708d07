'use client'

import { useLinkStatus } from 'next/link'
import type { ReactNode } from 'react'

/** The words of a link, which fade a little while the page that it leads to is on its way. */
export function LinkLabel({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus()
  return <span className={pending ? 'opacity-60 transition-opacity delay-100' : undefined}>{children}</span>
}
