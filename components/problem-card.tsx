import type { ReactNode } from 'react'

type Props = {
  title: string
  text: ReactNode
  /** Finds the failure in the logs. */
  reference?: string
  /** What the reader can do now: buttons and links. */
  children?: ReactNode
}

/** A page that says plainly what went wrong and what can be done about it. */
export function ProblemCard({ title, text, reference, children }: Props) {
  return (
    <div className="m-auto w-full max-w-xl px-5 py-12 sm:px-8">
      <h1 className="font-bold text-title">{title}</h1>
      <div className="mt-4 max-w-prose text-lead text-muted">{text}</div>
      {children ? <div className="mt-8 flex flex-wrap gap-3">{children}</div> : null}
      {reference ? (
        <p className="mt-10 border-line border-t pt-4 text-caption text-muted">
          If you ask for help, give this reference:{' '}
          <code className="wrap-anywhere inline-block select-all font-mono text-ink">{reference}</code>
        </p>
      ) : null}
    </div>
  )
}
