import type { ReactNode } from 'react'
import { CheckIcon } from './icons.tsx'

/** Marks the thing that it stands beside. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center whitespace-nowrap rounded-full border border-good px-2.5 font-semibold text-caption text-good">
      {children}
    </span>
  )
}

/** A provider has shown that the address beside it belongs to the person: "Verified by Google". */
export function VerifiedBadge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-good text-small">
      <CheckIcon className="size-4.5" />
      {children}
    </span>
  )
}
