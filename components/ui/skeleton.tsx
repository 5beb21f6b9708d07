/** In place of rows that are on their way. Decoration: what is awaited is said beside it. */
export function RowsSkeleton({ layout }: { layout: keyof typeof layouts }) {
  const { count, list, row, picture } = layouts[layout]
  return (
    <div aria-hidden="true" className={`animate-pulse ${list}`}>
      {widths.slice(0, count).map((width) => (
        <div key={width} className={row}>
          {picture ? <span className="size-9 shrink-0 rounded-control bg-sunken" /> : null}
          <span className="grid grow gap-2">
            <span className={`h-4 rounded-control bg-sunken ${width}`} />
            {picture ? null : <span className="h-4 w-2/5 rounded-control bg-sunken" />}
          </span>
        </div>
      ))}
    </div>
  )
}

const layouts = {
  /** Below a line for the headings, as high as one of a table. */
  table: {
    count: 10,
    list: 'divide-y divide-line border-line border-t mt-11',
    row: 'flex h-14 items-center gap-3.5',
    picture: true,
  },
  cards: {
    count: 6,
    list: 'rounded-panel border border-line bg-card divide-y divide-line',
    row: 'flex h-26 items-center px-5 sm:px-6',
    picture: false,
  },
} as const

/** Names and texts are of different lengths. */
const widths = [
  'w-[46%]',
  'w-[62%]',
  'w-[38%]',
  'w-[71%]',
  'w-[53%]',
  'w-[29%]',
  'w-[66%]',
  'w-[44%]',
  'w-[58%]',
  'w-[35%]',
] as const
