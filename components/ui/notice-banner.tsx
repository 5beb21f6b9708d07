'use client'

import { useEffect, useRef } from 'react'
import { Notice, type Tone } from './notice.tsx'

type Props = { tone: Tone; title: string; text?: string }

/**
 * What was just done, at the head of the page that follows. It takes the focus, so that it is read out first, and again
 * when the same page comes back with the next one.
 */
export function NoticeBanner({ tone, title, text }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus())
  return (
    <div ref={box} role="status" tabIndex={-1} className="rounded-control outline-none">
      <Notice tone={tone} title={title}>
        {text}
      </Notice>
    </div>
  )
}
