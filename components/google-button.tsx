'use client'

import { useFormStatus } from 'react-dom'
import { GoogleLogo } from './google-logo.tsx'
import { Spinner } from './spinner.tsx'

type Props = { label?: 'Sign in with Google' | 'Continue with Google'; wide?: boolean }

/**
 * Sends its form to Google. Colours, logo, type and spacing are those of Google's branding guidelines
 * (developers.google.com/identity/branding-guidelines), light and dark by the reader's preference.
 */
export function GoogleButton({ label = 'Sign in with Google', wide }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      aria-disabled={pending}
      aria-busy={pending}
      onClick={pending ? (event) => event.preventDefault() : undefined}
      className={`group relative inline-flex min-h-11 max-w-full items-center justify-center gap-2.5 whitespace-nowrap rounded-control border border-google-stroke bg-google-fill px-3 text-google-text aria-disabled:cursor-progress ${wide ? 'w-full' : ''}`}
    >
      <span className="absolute inset-0 bg-google-state opacity-0 transition-opacity group-hover:opacity-8 group-focus-visible:opacity-12 group-active:opacity-12" />
      <span className="size-5 shrink-0">{pending ? <Spinner /> : <GoogleLogo />}</span>
      <span className="font-google font-medium text-[0.875rem] leading-5 tracking-[0.25px]">{label}</span>
    </button>
  )
}
