import type { ReactNode } from 'react'

type Props = { width?: keyof typeof widths; children: ReactNode }

const widths = { wide: 'max-w-none', narrow: 'max-w-2xl' } as const

/** The measure of a signed-in page, in line with the header, and the gap between its parts. */
export function Page({ width = 'wide', children }: Props) {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 py-8 sm:px-8 md:py-12">
      <div className={`grid grid-cols-[minmax(0,1fr)] gap-8 md:gap-10 ${widths[width]}`}>{children}</div>
    </div>
  )
}

/** Cards side by side where there is room. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-2">{children}</div>
}
