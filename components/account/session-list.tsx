import { type ReactNode, useId } from 'react'
import { Badge } from '#components/ui/badge'
import { Details } from '#components/ui/details'
import { Panel, PanelFooter, PanelHeader } from '#components/ui/panel'
import { DeviceIcon, type DeviceSign } from './device-icon.tsx'

export type SessionItem = {
  id: string
  sign: DeviceSign
  /** "Firefox on Windows", or what to call one that does not say what it is. */
  name: string
  /** "This device", for that of this very page; null for any other. */
  badge: string | null
  /** Where it is, and when it was last used, in words. */
  place: string | null
  used: ReactNode
  /** Opens the details, and they by their names. */
  more: ReactNode
  details: Record<string, ReactNode>
  /** The form that signs it out. */
  signOut: ReactNode
}

type Props = {
  title: string
  sessions: readonly SessionItem[]
  /** Null when there is no other session. */
  signOutOthers: ReactNode
  footer: ReactNode
}

/** The devices that somebody is signed in on, each with the way to sign it out. */
export function SessionList({ title, sessions, signOutOthers, footer }: Props) {
  const id = useId()
  return (
    <Panel as="section" aria-labelledby={id}>
      <PanelHeader className="flex-wrap justify-between gap-x-6">
        <h2 id={id} className="font-semibold text-subtitle">
          {title}
        </h2>
        {signOutOthers}
      </PanelHeader>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <Session key={session.id} {...session} />
        ))}
      </ul>
      <PanelFooter>{footer}</PanelFooter>
    </Panel>
  )
}

function Session({ sign, name, badge, place, used, more, details, signOut }: SessionItem) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 px-5 py-4 sm:gap-x-5 sm:px-6 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <DeviceIcon {...sign} className="mt-1.5 size-10 text-muted" />
      <div className="@container min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="wrap-anywhere font-semibold">{name}</h3>
          {badge ? <Badge>{badge}</Badge> : null}
        </div>
        <details>
          <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 py-1 text-muted text-small [&::-webkit-details-marker]:hidden">
            {place ? (
              <span className="basis-full first-letter:uppercase max-sm:block sm:inline-block">{place}</span>
            ) : null}
            {place ? (
              <span aria-hidden="true" className="max-sm:hidden">
                ·
              </span>
            ) : null}
            <span>{used}</span> <span className="link -my-2 py-2 text-ink">{more}</span>
          </summary>
          <Details layout="ruled" items={details} />
        </details>
      </div>
      <div className="col-start-2 mt-2 justify-self-start md:col-start-3 md:mt-0.5">{signOut}</div>
    </li>
  )
}
