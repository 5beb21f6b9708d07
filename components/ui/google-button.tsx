'use client'

import { useEffect, useRef, useState } from 'react'
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

/** Google's G in its four colours, as its branding guidelines draw it. Not to be recoloured or redrawn. */
function GoogleLogo() {
  return (
    <svg
      viewBox="0 0 48 48"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
      className="block size-5"
    >
      <path
        fill="#EA4335"
        d="M24 9.5c3.54 0 6.71 1.22 9.21 3.6l6.85-6.85C35.9 2.38 30.47 0 24 0 14.62 0 6.51 5.38 2.56 13.22l7.98 6.19C12.43 13.72 17.74 9.5 24 9.5z"
      />
      <path
        fill="#4285F4"
        d="M46.98 24.55c0-1.57-.15-3.09-.38-4.55H24v9.02h12.94c-.58 2.96-2.26 5.48-4.78 7.18l7.73 6c4.51-4.18 7.09-10.36 7.09-17.65z"
      />
      <path
        fill="#FBBC05"
        d="M10.53 28.59c-.48-1.45-.76-2.99-.76-4.59s.27-3.14.76-4.59l-7.98-6.19C.92 16.46 0 20.12 0 24c0 3.88.92 7.54 2.56 10.78l7.97-6.19z"
      />
      <path
        fill="#34A853"
        d="M24 48c6.48 0 11.93-2.13 15.89-5.81l-7.73-6c-2.15 1.45-4.92 2.3-8.16 2.3-6.26 0-11.57-4.22-13.47-9.91l-7.98 6.19C6.51 42.62 14.62 48 24 48z"
      />
    </svg>
  )
}
