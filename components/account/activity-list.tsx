import type { ReactNode } from 'react'
import { Breakable } from '#components/ui/breakable'
import { CheckIcon, Icon, RetryIcon, WarningIcon } from '#components/ui/icons'
import { Panel } from '#components/ui/panel'
import { DeviceIcon, type DeviceSign } from './device-icon.tsx'

const frame = '<path d="M2.75 4.25h14.5v11.5H2.75zM2.75 7.75h14.5"/>'

const drawings = {
  'signed-in': '<circle cx="6.5" cy="10" r="3.75"/><path d="M10.25 10h7v3.25M14 10v2.5"/>',
  'signed-out': '<path d="M8 3.25H3.25v13.5H8M7.5 10h9.25m-3.5-3.75L17 10l-3.75 3.75"/>',
  'new-browser': `${frame}<path d="M10 9.25v5M7.5 11.75h5"/>`,
  ended: `${frame}<path d="m8 9.75 4 4m0-4-4 4"/>`,
  moved: '<path d="M3 7.25h13.5M13 3.75l3.5 3.5-3.5 3.5M17 13.25H3.5m3.5 3.5-3.5-3.5L7 9.75"/>',
  linked:
    '<path d="M8.25 11.75a3.25 3.25 0 0 0 4.6 0l3.2-3.2a3.25 3.25 0 1 0-4.6-4.6l-1 1m1.3 3.3a3.25 3.25 0 0 0-4.6 0l-3.2 3.2a3.25 3.25 0 1 0 4.6 4.6l1-1"/>',
  unlinked:
    '<path d="m12.75 11.75 3.3-3.2a3.25 3.25 0 1 0-4.6-4.6l-3.2 3.3m-1 1-3.3 3.2a3.25 3.25 0 1 0 4.6 4.6l3.2-3.3M3 3l14 14"/>',
  given: '<path d="M3.25 3.25h13.5v13.5H3.25zM6.5 10.25l2.4 2.4 4.6-5"/>',
  off: '<path d="M3.25 3.25h13.5v13.5H3.25zM6.5 10h7"/>',
  named:
    '<path d="M2.75 4.25h14.5v11.5H2.75z"/><circle cx="7" cy="8.5" r="1.75"/><path d="M4.5 13c.3-1.5 1.2-2.25 2.5-2.25S9.2 11.5 9.5 13M12 8.25h2.75M12 11.5h2.75"/>',
  downloaded: '<path d="M10 3v9.25m-3.75-3.5L10 12.5l3.75-3.75M3.25 13v3.75h13.5V13"/>',
} as const satisfies Record<string, string>

export type ActivityIconName = keyof typeof drawings | 'confirmed' | 'lost' | 'renewed'

export type ActivityItem = {
  id: string
  icon: ActivityIconName
  /** Whether it deserves a second look. */
  notable?: boolean
  text: string
  /** A `LocalTime`. */
  when: ReactNode
  /** The device that it was done on; null when it happened by itself. */
  sign: DeviceSign | null
  /** That device and where it was, in words; or that there was none. */
  where: string
  /** What its browser said of itself. */
  userAgent: string | null
  /** Leads to all that is known of it, and to its end. */
  question: ReactNode
}

/** A person's security history: what happened, when, and from where. */
export function ActivityList({ items }: { items: readonly ActivityItem[] }) {
  return (
    <Panel as="ol" className="divide-y divide-line">
      {items.map(({ id, icon, notable, text, when, question, sign, where, userAgent }) => (
        <li key={id} className="flex gap-4 px-5 py-4 sm:px-6">
          <span
            className={`grid size-9 shrink-0 place-items-center rounded-full bg-sunken ${notable ? 'text-warning' : 'text-ink'}`}
          >
            <ActivityIcon name={icon} />
          </span>
          <div className="grid min-w-0 grow gap-x-8 sm:grid-cols-[minmax(0,1fr)_auto]">
            <p className="wrap-anywhere">
              <Breakable text={text} />
            </p>
            <p className="text-muted text-small first-letter:uppercase sm:text-end">{when}</p>
            <p className="wrap-anywhere flex gap-2 text-muted text-small">
              {sign ? <DeviceIcon {...sign} className="mt-0.5 size-5" /> : null}
              <span title={userAgent ?? undefined}>
                <Breakable text={where} />
              </span>
            </p>
            <p className="text-small sm:text-end">{question}</p>
          </div>
        </li>
      ))}
    </Panel>
  )
}

/** What kind of thing a line of the history says, at one glance. */
export function ActivityIcon({ name }: { name: ActivityIconName }) {
  if (name === 'confirmed') return <CheckIcon />
  if (name === 'lost') return <WarningIcon />
  if (name === 'renewed') return <RetryIcon />
  return <Icon drawing={drawings[name]} />
}
