import type { ReactNode } from 'react'

type Props = {
  title: string
  text: ReactNode
  /** What finds the failure in the logs, and what is said of that. */
  reference?: { label: string; id: string }
  /** What the reader can do now: buttons and links. */
  children?: ReactNode
}

/** A page that says plainly what went wrong and what can be done about it. */
export function ProblemCard({ title, text, reference, children }: Props) {
  return (
    <div className="m-auto w-full max-w-xl px-5 py-12 sm:px-8">
      <h1 className="font-bold text-title">{title}</h1>
      <div className="mt-4 max-w-prose text-lead text-muted">{text}</div>
      {children ? <div className="mt-8 flex flex-wrap items-start gap-3">{children}</div> : null}
      {reference ? (
        <p className="mt-10 border-line border-t pt-4 text-caption text-muted">
          {reference.label}{' '}
          <code className="wrap-anywhere inline-block select-all font-mono text-ink">{reference.id}</code>
        </p>
      ) : null}
    </div>
  )
}

/** An address to take elsewhere: chosen as a whole with one tap, which works in every app and without script. */
export function CopyAddress({ label, address }: { label: string; address: string }) {
  return (
    <p className="w-full">
      <span className="block text-muted text-small">{label}</span>
      <code className="wrap-anywhere mt-1 block select-all rounded-control bg-sunken px-4 py-3 font-mono text-small">
        {address}
      </code>
    </p>
  )
}
