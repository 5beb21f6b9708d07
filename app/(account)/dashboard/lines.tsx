import type { Route } from 'next'
import type { ReactNode } from 'react'
import { ActivityIcon } from '#components/account/activity-list'
import { DeviceIcon } from '#components/account/device-icon'
import type { Line } from '#components/account/overview'
import { Badge } from '#components/ui/badge'
import { LocalTime } from '#components/ui/local-time'
import { PageLink } from '#components/ui/page-link'
import { ProviderLogo } from '#components/ui/provider-logo'
import type { OverviewSession } from '#lib/account/overview'
import type { ListedEvent } from '#lib/activity/list'
import type { Connection } from '#lib/connections/list'
import { enabledProviders } from '#lib/env'
import { type Feature, featureRow, features } from '#lib/provider/features'
import { startOf } from '#lib/provider/identity'
import { providerArticles, providerNames } from '#lib/provider-ids'
import { nameDevice, namePlace, signOf } from '../../device-messages.ts'
import { eventMessage } from '../activity/event-messages.ts'

/** Every account that opens this one, and how it stands. */
export function wayLines(connections: readonly Connection[], now: Date): Line[] {
  return connections.map((connection) => ({
    id: connection.id,
    icon: <ProviderLogo provider={connection.provider} />,
    title: <bdi>{startOf(connection.label)}</bdi>,
    badge: connection.current ? <Badge>This session</Badge> : null,
    text: <WayState connection={connection} now={now} />,
  }))
}

function WayState({ connection: { access, lastUsedAt }, now }: { connection: Connection; now: Date }) {
  switch (access.kind) {
    case 'locked':
      return 'Locked: nobody signs in with it'
    case 'off':
      return 'Switched off here for now'
    default:
      return (
        <>
          You signed in with it <Ago at={lastUsedAt} now={now} />
        </>
      )
  }
}

/** Where somebody is signed in: here, and where it was last. */
export function deviceLines(sessions: readonly OverviewSession[], now: Date): Line[] {
  return sessions.map(({ id, device, place, lastActiveAt }, index) => ({
    id,
    icon: <DeviceIcon {...signOf(device)} className="size-8" />,
    title: <bdi>{nameDevice(device)}</bdi>,
    badge: index === 0 ? <Badge>This device</Badge> : null,
    text: (
      <>
        {index === 0 ? (
          'In use now'
        ) : (
          <>
            Last used <Ago at={lastActiveAt} now={now} />
          </>
        )}
        {place ? `, ${namePlace(place)}` : null}
      </>
    ),
  }))
}

/** What happened last. */
export function eventLines(events: readonly ListedEvent[], now: Date): Line[] {
  return events.map(({ id, event, at }) => {
    const { icon, text } = eventMessage(event)
    return {
      id,
      icon: <ActivityIcon name={icon} />,
      title: text,
      text: (
        <span className="inline-block first-letter:uppercase">
          <Ago at={at} now={now} />
        </span>
      ),
    }
  })
}

/**
 * What this site shows of other services, as far as it is known without asking them: what is allowed, and when that last
 * worked. Their files and posts are read when their page is opened, and none is kept, so there is nothing here to count.
 */
export function serviceLines(connections: readonly Connection[], now: Date): Line[] {
  return features
    .filter((feature) => enabledProviders().includes(featureRow(feature).provider))
    .map((feature) => {
      const { provider, page, service, name } = featureRow(feature)
      return {
        id: feature,
        icon: <ProviderLogo provider={provider} />,
        title: (
          <PageLink href={page as Route} className="link">
            {service === name ? name : `${name} (${service})`}
          </PageLink>
        ),
        text: describeService(feature, connections, now),
      }
    })
}

function describeService(feature: Feature, connections: readonly Connection[], now: Date): ReactNode {
  const { provider } = featureRow(feature)
  const own = connections.filter((connection) => connection.provider === provider)
  if (own.length === 0)
    return `Needs ${providerArticles[provider]} ${providerNames[provider]} account: none is connected`
  const uses = own.map(({ access, permissions }) => ({
    access,
    use: permissions.find((permission) => permission.feature === feature)?.use,
  }))
  const on = uses.filter(({ use }) => use === 'on')
  if (on.length === 0)
    return uses.some(({ use }) => use === 'given') ? 'You have turned it off' : 'Not allowed yet'
  const worked = on.flatMap(({ access }) => ('since' in access ? [access.since] : []))
  const last = worked.toSorted((one, other) => other.getTime() - one.getTime())[0]
  if (!last) return 'Allowed, but it has to be reconnected'
  return (
    <>
      Allowed for {on.length === 1 ? 'one account' : `${on.length} accounts`}; last worked{' '}
      <Ago at={last} now={now} />
    </>
  )
}

function Ago({ at, now }: { at: Date; now: Date }) {
  return <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />
}
