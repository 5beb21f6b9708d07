'use client'

import { useEffect, useRef, useState } from 'react'
import { GoogleLogo } from './google-logo.tsx'
import { Spinner } from './spinner.tsx'

type Props = { label?: 'Sign in with Google' | 'Continue with Google'; wide?: boolean }

/** How long a press counts as under way, should the browser never leave the page. */
const patience = 8_000

/**
 * Sends its form to Google, once. Colours, logo, type and spacing are those of Google's branding guidelines
 * (developers.google.com/identity/branding-guidelines), light and dark by the reader's preference.
 */
export function GoogleButton({ label = 'Sign in with Google', wide }: Props) {
  const { button, leaving } = useLeaving()
  return (
    <button
      ref={button}
      type="submit"
      aria-disabled={leaving}
      aria-busy={leaving}
      onClick={leaving ? (event) => event.preventDefault() : undefined}
      className={`group relative inline-flex min-h-11 max-w-full items-center justify-center gap-2.5 whitespace-nowrap rounded-control border border-google-stroke bg-google-fill px-3 text-google-text aria-disabled:cursor-progress ${wide ? 'w-full' : ''}`}
    >
      <span className="absolute inset-0 bg-google-state opacity-0 transition-opacity group-hover:opacity-8 group-focus-visible:opacity-12 group-active:opacity-12" />
      <span className="size-5 shrink-0">{leaving ? <Spinner /> : <GoogleLogo />}</span>
      <span className="font-google font-medium text-[0.875rem] leading-5 tracking-[0.25px]">{label}</span>
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
