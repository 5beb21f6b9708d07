import type { ReactNode } from 'react'
import { ActivityIcon, type ActivityIconName } from './activity-icons.tsx'

export type ActivityItem = {
  id: string
  icon: ActivityIconName
  /** Whether it deserves a second look. */
  notable?: boolean
  text: string
  /** A `LocalTime`. */
  when: ReactNode
  browser: string | null
  /** What the browser said of itself; null with `ipAddress` null when no browser did it. */
  userAgent: string | null
  ipAddress: string | null
}

/** A person's security history: what happened, when, and from where. */
export function ActivityList({ items }: { items: readonly ActivityItem[] }) {
  return (
    <ol className="divide-y divide-line rounded-panel border border-line bg-card">
      {items.map(({ id, icon, notable, text, when, ...where }) => (
        <li key={id} className="flex gap-4 px-5 py-4 sm:px-6">
          <span
            className={`grid size-9 shrink-0 place-items-center rounded-full bg-sunken ${notable ? 'text-warning' : 'text-ink'}`}
          >
            <ActivityIcon name={icon} />
          </span>
          <div className="grid min-w-0 grow gap-x-8 sm:grid-cols-[minmax(0,1fr)_auto]">
            <p className="wrap-anywhere">{text}</p>
            <p className="text-muted text-small first-letter:uppercase sm:text-right">{when}</p>
            <p className="wrap-anywhere text-muted text-small">
              <Where {...where} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Where({ browser, userAgent, ipAddress }: Pick<ActivityItem, 'browser' | 'userAgent' | 'ipAddress'>) {
  if (userAgent === null && ipAddress === null) return 'Not from a browser of yours'
  return (
    <>
      <bdi title={userAgent ?? undefined}>{browser ?? 'An unknown browser'}</bdi>
      {ipAddress ? ` at ${ipAddress}` : null}
    </>
  )
}
