import type { ReactNode } from 'react'
import { CheckIcon } from './icons.tsx'

/** One or two words that mark the thing they stand beside. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-good px-2.5 font-semibold text-caption text-good">
      {children}
    </span>
  )
}

/** Google has shown that the address beside it belongs to the person. */
export function VerifiedBadge() {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-good text-small">
      <CheckIcon className="size-4.5" />
      Verified by Google
    </span>
  )
}
