import type { ReactNode } from 'react'

type Props = {
  label: string
  /** What was found, in a sentence; read out when it changes. Also for those who only listen: then it is `sr-only`. */
  summary: ReactNode
  /** Whether it has the same room whatever is found, and fills the window with what is above it (at least 18rem): nothing in it or below moves when that comes. */
  tall?: boolean
  children: ReactNode
}

/** What a search found, changing in place. `KeepFocus` stands in it. */
export function ResultsRegion({ label, summary, tall = false, children }: Props) {
  return (
    <section
      aria-label={label}
      tabIndex={-1}
      className={`grid grid-cols-[minmax(0,1fr)] content-start gap-4 outline-none ${tall ? 'min-h-[calc(100dvh-18rem)] print:min-h-0' : ''}`}
    >
      <p
        role="status"
        className={`text-muted text-small ${tall ? 'line-clamp-2 h-12 sm:line-clamp-1 sm:h-6' : 'has-[.sr-only]:sr-only'}`}
      >
        {summary}
      </p>
      <div className="rows grid grid-cols-[minmax(0,1fr)] gap-4">{children}</div>
    </section>
  )
}
