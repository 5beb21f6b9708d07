import type { ReactNode } from 'react'

/** One or two words that mark the thing they stand beside. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-good px-2.5 font-semibold text-caption text-good">
      {children}
    </span>
  )
}
