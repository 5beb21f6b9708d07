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
      <PanelHeader className="justify-between gap-x-6">
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
    <li className="@container grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 px-5 py-5 sm:gap-x-5 sm:px-6 md:grid-cols-[auto_minmax(0,1fr)_auto]">
      <DeviceIcon {...sign} className="mt-0.5 size-10 text-muted" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="wrap-anywhere font-semibold">
            <bdi>{name}</bdi>
          </h3>
          {badge ? <Badge>{badge}</Badge> : null}
        </div>
        <p className="text-muted text-small">
          {place ? (
            <>
              <bdi>{place}</bdi>
              <span aria-hidden="true"> · </span>
            </>
          ) : null}
          <span className="inline-block first-letter:uppercase">{used}</span>
        </p>
      </div>
      <div className="col-start-2 mt-3 justify-self-start md:col-start-3 md:row-start-1 md:mt-0">
        {signOut}
      </div>
      <details className="col-start-2 mt-1 min-w-0 md:col-span-2">
        <summary className="link inline-flex min-h-11 cursor-pointer items-center text-small">{more}</summary>
        <Details layout="ruled" items={details} />
      </details>
    </li>
  )
}
