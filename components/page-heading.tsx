import type { ReactNode } from 'react'

type Props = { title: string; children?: ReactNode }

/** The title of a page and, below it, one or two sentences about it. */
export function PageHeading({ title, children }: Props) {
  return (
    <header className="max-w-2xl">
      <h1 className="font-bold text-title">{title}</h1>
      {children ? <div className="mt-2 text-muted">{children}</div> : null}
    </header>
  )
}
