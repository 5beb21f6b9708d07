'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Spinner } from './spinner.tsx'

type Props = {
  /** What it looks like; how it behaves is here. */
  className: string
  /** Stands where the logo is while the form is under way. */
  logo: ReactNode
  children: ReactNode
}

/** How long a press counts as under way, should the browser never leave the page. */
const patience = 8_000

/** Sends its form to another site, once. */
export function LeavingButton({ className, logo, children }: Props) {
  const { button, leaving } = useLeaving()
  return (
    <button
      ref={button}
      type="submit"
      aria-disabled={leaving}
      aria-busy={leaving}
      onClick={leaving ? (event) => event.preventDefault() : undefined}
      className={className}
    >
      <span className="absolute inset-0 bg-(--state) opacity-0 transition-opacity group-hover:opacity-8 group-focus-visible:opacity-12 group-active:opacity-12" />
      <span className="size-5 shrink-0">{leaving ? <Spinner /> : logo}</span>
      <span className="font-google font-medium text-[0.875rem] leading-5 tracking-[0.25px]">{children}</span>
    </button>
  )
}

/** Whether the button's form is on its way. Coming back with the Back button ends that. */
function useLeaving() {
  const button = useRef<HTMLButtonElement>(null)
  const [leaving, setLeaving] = useState(false)

  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    button.current?.form?.addEventListener('submit', () => setLeaving(true), { signal })
    window.addEventListener('pageshow', () => setLeaving(false), { signal })
    return () => listening.abort()
  }, [])

  useEffect(() => {
    if (!leaving) return
    const timer = setTimeout(setLeaving, patience, false)
    return () => clearTimeout(timer)
  }, [leaving])

  return { button, leaving }
}
