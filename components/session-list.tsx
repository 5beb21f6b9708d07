import { type ReactNode, useId } from 'react'
import { Badge } from './badge.tsx'

export type SessionItem = {
  id: string
  current: boolean
  /** In words; null when we do not know it, and then `userAgent` is what it says of itself. */
  browser: string | null
  userAgent: string | null
  ipAddress: string | null
  account: string
  /** Each a `LocalTime`, or words. */
  lastActive: ReactNode
  signedIn: ReactNode
  /** The form that ends it. */
  end: ReactNode
}

type Props = { title: string; sessions: readonly SessionItem[]; endOthers?: ReactNode; footer: ReactNode }

/** Where somebody is signed in, with the way to end each. */
export function SessionList({ title, sessions, endOthers, footer }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-panel border border-line bg-card">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-b px-5 py-4 sm:px-6">
        <h2 id={id} className="font-semibold text-subtitle">
          {title}
        </h2>
        {endOthers}
      </div>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <Session key={session.id} {...session} />
        ))}
      </ul>
      <div className="border-line border-t px-5 py-4 text-muted text-small sm:px-6">{footer}</div>
    </section>
  )
}

function Session({
  current,
  browser,
  userAgent,
  ipAddress,
  account,
  lastActive,
  signedIn,
  end,
}: SessionItem) {
  return (
    <li className="grid gap-x-8 gap-y-4 px-5 py-5 sm:px-6 md:grid-cols-[minmax(0,1fr)_9rem] md:items-center">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="wrap-anywhere font-semibold" title={userAgent ?? undefined}>
            <bdi>{browser ?? 'An unknown browser'}</bdi>
          </h3>
          {current ? <Badge>This device</Badge> : null}
        </div>
        {browser === null ? <OwnWords userAgent={userAgent} /> : null}
        <dl className="mt-2 grid gap-x-6 gap-y-1.5 text-small sm:grid-cols-2 lg:grid-cols-[8.5rem_11rem_minmax(0,1fr)_minmax(0,1fr)]">
          <Detail term="Last active">
            <span className="inline-block first-letter:uppercase">{lastActive}</span>
          </Detail>
          <Detail term="Signed in">{signedIn}</Detail>
          <Detail term="IP address">{ipAddress ?? 'Unknown'}</Detail>
          <Detail term="Account">{account}</Detail>
        </dl>
      </div>
      <div className="md:justify-self-end">{end}</div>
    </li>
  )
}

/** A browser that we cannot name may still be known to its owner. */
function OwnWords({ userAgent }: Pick<SessionItem, 'userAgent'>) {
  return (
    <p className="wrap-anywhere text-muted text-small">
      {userAgent ? (
        <>
          It calls itself <code className="font-mono text-caption">{userAgent}</code>
        </>
      ) : (
        'It does not say what it is.'
      )}
    </p>
  )
}

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 grid-cols-[6rem_minmax(0,1fr)] sm:block">
      <dt className="text-muted sm:text-caption">{term}</dt>
      <dd className="wrap-anywhere">
        <bdi>{children}</bdi>
      </dd>
    </div>
  )
}
