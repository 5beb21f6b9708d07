import { type ReactNode, useId } from 'react'

type Props = { title: string; children: ReactNode; footer?: ReactNode }

/** A titled region of a page. */
export function Card({ title, children, footer }: Props) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="flex min-w-0 flex-col rounded-panel border border-line bg-card break-inside-avoid"
    >
      <h2 id={id} className="border-line border-b px-5 py-4 font-semibold text-subtitle sm:px-6">
        {title}
      </h2>
      <div className="@container grow px-5 py-2 sm:px-6">{children}</div>
      {footer ? (
        <div className="border-line border-t px-5 py-4 text-muted text-small sm:px-6">{footer}</div>
      ) : null}
    </section>
  )
}
