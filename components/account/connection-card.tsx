import { type ReactNode, useId } from 'react'
import { Avatar } from '#components/ui/avatar'
import { Badge } from '#components/ui/badge'
import { Breakable } from '#components/ui/breakable'
import { Details } from '#components/ui/details'
import { Panel, PanelFooter, PanelHeader } from '#components/ui/panel'
import { type ProviderBrand, ProviderLogo } from '#components/ui/provider-logo'
import { useWords } from '#lib/web/words'

type Props = {
  /** What a link to this card ends with. */
  anchor: string
  provider: ProviderBrand
  /** What people call the provider. */
  providerName: string
  /** Its page of this account, where it has one. */
  profile: string | null
  name: string | null
  label: string
  image: string | null
  /** Whether this very session was signed in with it. */
  current: boolean
  /** Each a `LocalTime`. */
  connectedAt: ReactNode
  lastUsedAt: ReactNode
  /** How the access stands: a `Status`. */
  access: ReactNode
  /** A `PermissionList`. */
  permissions: ReactNode
  footer: ReactNode
}

/** An account at a provider, what it lets us do, and how to end that. */
export function ConnectionCard({
  anchor,
  provider,
  providerName,
  profile,
  name,
  label,
  image,
  current,
  connectedAt,
  lastUsedAt,
  access,
  permissions,
  footer,
}: Props) {
  const id = useId()
  const t = useWords('connections')
  const here = useWords('names')('thisSession')
  const shown = (
    <bdi>
      <Breakable text={label} />
    </bdi>
  )
  return (
    <Panel as="section" id={anchor} aria-labelledby={`${id} ${id}-at`} className="min-w-0 break-inside-avoid">
      <PanelHeader className="flex-wrap gap-x-4">
        <Avatar name={name} label={label} image={image} />
        <div className="min-w-0 grow basis-44">
          <h2 id={id} className="wrap-anywhere font-semibold text-subtitle">
            {profile ? (
              <a href={profile} className="link">
                {shown}
              </a>
            ) : (
              shown
            )}
          </h2>
          <p className="flex flex-wrap items-center gap-x-3 text-muted text-small">
            <span className="flex items-center gap-x-2">
              <ProviderLogo provider={provider} />
              <span id={`${id}-at`}>{providerName}</span>
            </span>
            {name && name !== label ? <bdi className="wrap-anywhere min-w-0">{name}</bdi> : null}
          </p>
        </div>
        {current ? <Badge>{here}</Badge> : null}
      </PanelHeader>
      <div className="@container divide-y divide-line px-5 py-2 sm:px-6">
        <Details
          layout="columns"
          items={{ [t('since')]: connectedAt, [t('lastUsed')]: lastUsedAt, [t('access')]: access }}
        />
        {permissions}
      </div>
      <PanelFooter>{footer}</PanelFooter>
    </Panel>
  )
}

export type PermissionItem = {
  id: string
  /** What it lets us do, and how far that goes. */
  title: string
  text: string | null
  /** Since when; or that it is turned off, or was never given. */
  status: ReactNode
  /** The button that changes it. */
  action: ReactNode
}

/** What an account lets us do, one line each. */
export function PermissionList({ title, items }: { title: string; items: readonly PermissionItem[] }) {
  const id = useId()
  return (
    <div className="pt-4">
      <h3 id={id} className="font-semibold text-small">
        {title}
      </h3>
      <ul aria-labelledby={id} className="mt-1 divide-y divide-line text-small">
        {items.map((item) => (
          <Permission key={item.id} {...item} />
        ))}
      </ul>
    </div>
  )
}

function Permission({ title, text, status, action }: PermissionItem) {
  return (
    <li className="grid gap-x-10 gap-y-1 py-3 @xl:grid-cols-[minmax(0,1fr)_16rem]">
      <div className="min-w-0">
        <p className="wrap-anywhere">{title}</p>
        {text ? <p className="text-muted">{text}</p> : null}
      </div>
      <div className="@xl:text-end">
        <p className="text-muted">{status}</p>
        {action ? <div className="mt-2">{action}</div> : null}
      </div>
    </li>
  )
}
