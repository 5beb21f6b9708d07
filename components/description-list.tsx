import type { ReactNode } from 'react'

/** Names and their values, ruled, for inside a card. */
export function DescriptionList({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line text-small">{children}</dl>
}

/** One name and its value. The value may be long: it wraps anywhere and reads in its own direction. */
export function Description({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 py-3 @sm:grid-cols-[8.5rem_1fr]">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
