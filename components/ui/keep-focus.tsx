'use client'

import { useEffect, useRef } from 'react'

type Props = {
  /** Names what is shown: another text, and something else is shown. */
  shown: string
}

/**
 * In a `ResultsRegion`, beside what was found: when that changes in place, and takes away what had the focus, such as the link to
 * the next page, the focus comes to the region, to the beginning of what is new.
 */
export function KeepFocus({ shown }: Props) {
  const here = useRef<HTMLSpanElement>(null)
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    if (document.activeElement === document.body)
      here.current?.closest<HTMLElement>('[role=region], section')?.focus({ preventScroll: true })
  }, [shown])
  return <span ref={here} hidden />
}
