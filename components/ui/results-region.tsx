'use client'

import { type ReactNode, useEffect, useRef } from 'react'

type Props = {
  label: string
  /** What was found, in a sentence; read out when it changes. */
  summary: string
  /** Whether the sentence is also to be seen. */
  summaryVisible: boolean
  /** Names what is shown: another text, and something else is shown. */
  shown: string
  children: ReactNode
}

/**
 * What a search found, changing in place. When that takes away what had the focus, such as the link to the next page,
 * the focus comes here, to the beginning of what is new.
 */
export function ResultsRegion({ label, summary, summaryVisible, shown, children }: Props) {
  const region = useRef<HTMLElement>(null)
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    if (document.activeElement === document.body) region.current?.focus({ preventScroll: true })
  }, [shown])
  return (
    <section ref={region} aria-label={label} tabIndex={-1} className="grid gap-4 outline-none">
      <p role="status" className={summaryVisible ? 'text-muted text-small' : 'sr-only'}>
        {summary}
      </p>
      {children}
    </section>
  )
}
