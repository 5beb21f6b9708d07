import type { ReactNode } from 'react'

/** The measure of a signed-in page, in line with the header, and the gap between its parts. */
export function Page({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 py-8 sm:px-8 md:py-12">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 md:gap-10">{children}</div>
    </div>
  )
}

type HeadingProps = { title: string; children?: ReactNode }

/** The title of a page and, below it, one or two sentences about it. */
export function PageHeading({ title, children }: HeadingProps) {
  return (
    <header className="max-w-2xl">
      <h1 className="font-bold text-title">{title}</h1>
      {children ? <div className="mt-2 text-muted">{children}</div> : null}
    </header>
  )
}
