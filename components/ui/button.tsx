import type { Route } from 'next'
import type { ComponentProps, ReactNode } from 'react'
import { LinkLabel } from './link-progress.tsx'

export type ButtonVariant = 'primary' | 'quiet' | 'danger'

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-control border px-4 text-center font-semibold text-small transition-colors'

const looks = {
  primary: 'border-transparent bg-primary text-on-primary hover:bg-primary-strong',
  quiet: 'border-edge hover:border-ink hover:bg-sunken',
  danger: 'border-danger text-danger hover:bg-danger-sunken',
} as const satisfies Record<ButtonVariant, string>

/** The classes of a button, for what cannot be one of the two below. */
export function buttonClasses(variant: ButtonVariant): string {
  return `${shape} ${looks[variant]}`
}

/** A button that acts in the page. One that sends a form is `SubmitButton`. */
export function Button({
  variant = 'quiet',
  type = 'button',
  ...rest
}: Omit<ComponentProps<'button'>, 'className'> & { variant?: ButtonVariant }) {
  return <button {...rest} type={type} className={buttonClasses(variant)} />
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
