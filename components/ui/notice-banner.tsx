'use client'

import { type ReactNode, useEffect, useRef } from 'react'

/**
 * What was just done, in a `Notice` at the head of the page that follows. It takes the focus, so that it is read out first,
 * and again when the same page comes back with the next one.
 */
export function NoticeBanner({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus())
  return (
    <div ref={box} role="status" tabIndex={-1} className="rounded-control outline-none">
      {children}
    </div>
  )
}
