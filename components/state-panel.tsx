import type { ReactNode } from 'react'

type Props = {
  title: string
  text: ReactNode
  /** What the reader can do now: buttons and links. */
  children?: ReactNode
}

/** In place of what a page would show: why there is nothing to show, and the way on. */
export function StatePanel({ title, text, children }: Props) {
  return (
    <div className="rounded-panel border border-line bg-card px-5 py-8 sm:px-8 sm:py-10">
      <h2 className="font-semibold text-subtitle">{title}</h2>
      <div className="mt-2 max-w-prose text-muted">{text}</div>
      {children ? <div className="mt-6 flex flex-wrap gap-3">{children}</div> : null}
    </div>
  )
}
