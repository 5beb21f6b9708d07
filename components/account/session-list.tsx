import { type ReactNode, useId } from 'react'
import { Badge } from '#components/ui/badge'
import { Details } from '#components/ui/details'
import { Panel, PanelFooter, PanelHeader } from '#components/ui/panel'
import { type ProviderBrand, ProviderLogo } from '#components/ui/provider-logo'

export type SessionItem = {
  id: string
  current: boolean
  /** "Firefox on Windows"; null when we do not know it, and then `userAgent` is what it says of itself. */
  browser: string | null
  userAgent: string | null
  ipAddress: string | null
  account: string
  provider: ProviderBrand
  providerName: string
  /** Each a `LocalTime`, or text. */
  lastActive: ReactNode
  signedIn: ReactNode
  /** The form that ends it. */
  end: ReactNode
}

type Props = {
  title: string
  sessions: readonly SessionItem[]
  /** Null when there is no other session. */
  endOthers: ReactNode
  footer: ReactNode
}

/** Where somebody is signed in, with the way to end each. */
export function SessionList({ title, sessions, endOthers, footer }: Props) {
  const id = useId()
  return (
    <Panel as="section" aria-labelledby={id}>
      <PanelHeader className="justify-between gap-x-6">
        <h2 id={id} className="font-semibold text-subtitle">
          {title}
        </h2>
        {endOthers}
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

function Session({
  current,
  browser,
  userAgent,
  ipAddress,
  account,
  provider,
  providerName,
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
        {browser === null ? <UserAgent userAgent={userAgent} /> : null}
        <Details
          layout="compact"
          items={{
            'Last active': <span className="inline-block first-letter:uppercase">{lastActive}</span>,
            'Signed in': signedIn,
            'IP address': ipAddress ?? 'Unknown',
            Account: (
              <span className="flex items-start gap-2">
                <span className="mt-0.5 shrink-0">
                  <ProviderLogo provider={provider} />
                  <span className="sr-only">{providerName}: </span>
                </span>
                <bdi className="min-w-0">{account}</bdi>
              </span>
            ),
          }}
        />
      </div>
      <div className="md:justify-self-end">{end}</div>
    </li>
  )
}

/** A browser that we cannot name may still be known to its owner. */
function UserAgent({ userAgent }: Pick<SessionItem, 'userAgent'>) {
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
