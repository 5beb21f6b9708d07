import type { ReactNode } from 'react'

const layouts = {
  /** One below the other, ruled, the name at the left where there is room. */
  ruled: {
    list: 'divide-y divide-line text-small',
    row: 'grid gap-x-6 py-3 @sm:grid-cols-[8.5rem_1fr]',
    term: 'text-muted',
  },
  /** Side by side, the name above, in the room of its card. */
  columns: {
    list: 'grid gap-x-8 gap-y-3 py-4 text-small @xl:grid-cols-[auto_auto_minmax(0,1fr)] @xl:gap-x-14',
    row: 'min-w-0',
    term: 'text-muted',
  },
  /** The same for one line of a list, with less of everything. */
  compact: {
    list: 'mt-2 grid gap-x-6 gap-y-1.5 text-small sm:grid-cols-2 lg:grid-cols-[8.5rem_11rem_minmax(0,1fr)_minmax(0,1fr)]',
    row: 'grid min-w-0 grid-cols-[6rem_minmax(0,1fr)] sm:block',
    term: 'text-muted sm:text-caption',
  },
} as const

type Props = {
  layout: keyof typeof layouts
  /** By name, in this order. A value that is text may be long and reads in its own direction. */
  items: Record<string, ReactNode>
}

/** Names and their values. */
export function Details({ layout, items }: Props) {
  const { list, row, term } = layouts[layout]
  return (
    <dl className={list}>
      {Object.entries(items).map(([name, value]) => (
        <div key={name} className={row}>
          <dt className={term}>{name}</dt>
          <dd className="wrap-anywhere min-w-0">{typeof value === 'string' ? <bdi>{value}</bdi> : value}</dd>
        </div>
      ))}
    </dl>
  )
}
