import type { ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

type Props = {
  /** What it looks like; how it behaves is in the script of every page. */
  className: string
  /** Stands where the spinner is while the form is under way. */
  logo: ReactNode
  children: ReactNode
}

/** Sends its form to another site, once: `runPage` has it busy from the press on. */
export function LeavingButton({ className, logo, children }: Props) {
  return (
    <button type="submit" aria-disabled="false" aria-busy="false" data-leaves="" className={className}>
      <span className="absolute inset-0 bg-(--state) opacity-0 transition-opacity group-hover:opacity-8 group-focus-visible:opacity-12 group-active:opacity-12" />
      <span className="size-5 shrink-0">
        <span className="group-aria-busy:hidden">{logo}</span>
        <span className="hidden group-aria-busy:block">
          <Spinner />
        </span>
      </span>
      <span className="font-google font-medium text-[0.875rem] leading-5 tracking-[0.25px]">{children}</span>
    </button>
  )
}
