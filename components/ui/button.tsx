import type { Route } from 'next'
import type { ComponentProps, ReactNode } from 'react'
import { BusyLabel } from './busy-label.tsx'
import { LinkLabel } from './link-progress.tsx'

export type ButtonVariant = 'primary' | 'quiet' | 'danger'

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-control border px-3 py-1.5 text-center sm:px-4 font-semibold text-small transition-colors aria-busy:cursor-progress'

const looks = {
  primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-strong',
  quiet: 'border-edge hover:border-ink hover:bg-sunken',
  danger: 'border-danger text-danger hover:bg-danger-sunken',
} as const satisfies Record<ButtonVariant, string>

/** The classes of a button, for what cannot be one of the two below. */
export function buttonClasses(variant: ButtonVariant): string {
  return `${shape} ${looks[variant]}`
}

type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & { variant?: ButtonVariant }

/**
 * A button that acts in the page, or asks for another page when React is not there. One that sends a form is `SubmitButton`, or
 * `PostButton`.
 */
export function Button({ variant = 'quiet', type = 'button', children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`group relative aria-disabled:cursor-progress ${buttonClasses(variant)}`}
    >
      <BusyLabel>{children}</BusyLabel>
    </button>
  )
}

/**
 * Sends a form on to another page, or for a file, on pages without a component of the browser too: the script of every page
 * has it busy from the press on.
 *
 * @param file whether what comes is a file: the page stays, and its browser shows how far that is
 */
export function PostButton({ file = false, ...rest }: ButtonProps & { file?: boolean }) {
  return (
    <Button
      {...rest}
      type="submit"
      aria-disabled="false"
      aria-busy="false"
      data-leaves={file ? 'file' : ''}
    />
  )
}

type LinkProps = { href: Route; variant?: ButtonVariant; children: ReactNode }

/** A link that looks like a button: it goes somewhere and changes nothing. The page that it leads to is loaded. */
export function LinkButton({ href, variant = 'quiet', children }: LinkProps) {
  return (
    <a href={href} className={`group/link ${buttonClasses(variant)}`}>
      <LinkLabel>{children}</LinkLabel>
    </a>
  )
}
