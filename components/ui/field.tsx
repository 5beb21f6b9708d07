import type { ReactNode } from 'react'

type Props = { name: string; children: ReactNode }

/** A box that has to be ticked before its form is sent. The browser says so by itself. */
export function CheckField({ name, children }: Props) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-small">
      <input type="checkbox" name={name} required className="size-5 shrink-0 cursor-pointer accent-primary" />
      <span className="min-w-0">{children}</span>
    </label>
  )
}
