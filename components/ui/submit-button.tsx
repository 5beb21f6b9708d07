'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { BusyLabel } from './busy-label.tsx'
import { type ButtonVariant, buttonClasses } from './button.tsx'

type Props = { variant?: ButtonVariant; children: ReactNode }

/** Sends its form. While that runs it is busy, keeps its width and its focus, and ignores more clicks. */
export function SubmitButton({ variant = 'primary', children }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      aria-disabled={pending}
      aria-busy={pending}
      onClick={pending ? (event) => event.preventDefault() : undefined}
      className={`group relative aria-disabled:cursor-progress ${buttonClasses(variant)}`}
    >
      <BusyLabel>{children}</BusyLabel>
    </button>
  )
}
