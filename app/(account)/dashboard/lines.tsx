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
import type { Language } from '#lib/messages/languages'
import { type Words, wordsIn } from '#lib/messages/words'
import { type Feature, featureRow, features } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { nameDevice, namePlace, signOf } from '../../device-messages.ts'
import { eventMessage } from '../activity/event-messages.ts'
import { nameLabel } from '../names.ts'

type Reading = { language: Language; now: Date }

/** Every account that opens this one, and how it stands. */
export function wayLines(connections: readonly Connection[], { language, now }: Reading): Line[] {
  const t = wordsIn(language, 'overview')
  const texts = { locked: t('ways.locked'), off: t('ways.off') }
  return connections.map(({ id, provider, label, current, access, lastUsedAt }) => ({
    id,
    icon: <ProviderLogo provider={provider} />,
    title: <bdi>{nameLabel(label, [provider], language, { start: true })}</bdi>,
    badge: current ? <Badge>{t('ways.current')}</Badge> : null,
    text:
      access.kind === 'locked' || access.kind === 'off'
        ? texts[access.kind]
        : t.rich('ways.used', { when: () => <Ago at={lastUsedAt} now={now} /> }),
  }))
}

/** Where somebody is signed in: here, and where it was last. */
export function deviceLines(
  [here, ...others]: readonly OverviewSession[],
  { language, now }: Reading,
): Line[] {
  const d = wordsIn(language, 'devices')
  const lineOf = ({ id, device, place }: OverviewSession, used: ReactNode): Line => ({
    id,
    icon: <DeviceIcon {...signOf(device)} className="size-8" />,
    title: nameDevice(language, device),
    text: (
      <>
        {used}
        {place ? (
          <>
            <span aria-hidden="true" className="max-sm:hidden">
              {'\u00a0· '}
            </span>
            <span className="first-letter:uppercase max-sm:block sm:inline-block">
              {namePlace(language, place)}
            </span>
          </>
        ) : null}
      </>
    ),
  })
  return [
    ...(here ? [{ ...lineOf(here, d('now')), badge: <Badge>{d('thisDevice')}</Badge> }] : []),
    ...others.map((one) =>
      lineOf(one, d.rich('lastUsed', { when: () => <Ago at={one.lastActiveAt} now={now} /> })),
    ),
  ]
}

/** What happened last. */
export function eventLines(events: readonly ListedEvent[], { language, now }: Reading): Line[] {
  return events.map(({ id, event, at }) => {
    const { icon, text } = eventMessage(event, language)
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
export function serviceLines(connections: readonly Connection[], { language, now }: Reading): Line[] {
  const t = wordsIn(language, 'overview')
  return features
    .filter((feature) => enabledProviders().includes(featureRow(feature).provider))
    .map((feature) => {
      const { provider, page } = featureRow(feature)
      const name = wordsIn(language, 'features')(`${feature}.name`)
      return {
        id: feature,
        icon: <ProviderLogo provider={provider} />,
        title: (
          <PageLink href={page as Route} className="link">
            {t('services.link', { name, provider: providerNames[provider] })}
          </PageLink>
        ),
        text: describeService(feature, { connections, now, t }),
      }
    })
}

type Known = { connections: readonly Connection[]; now: Date; t: Words<'overview'> }

function describeService(feature: Feature, { connections, now, t }: Known): ReactNode {
  const { provider } = featureRow(feature)
  const own = connections.filter((connection) => connection.provider === provider)
  if (own.length === 0) return t('services.noAccount', { provider: providerNames[provider] })
  const uses = own.map(({ access, permissions }) => ({
    access,
    use: permissions.find((permission) => permission.feature === feature)?.use,
  }))
  const on = uses.filter(({ use }) => use === 'on')
  if (on.length === 0)
    return uses.some(({ use }) => use === 'given') ? t('services.off') : t('services.absent')
  const worked = on.flatMap(({ access }) => ('since' in access ? [access.since.getTime()] : []))
  if (worked.length === 0) return t('services.broken')
  const last = new Date(Math.max(...worked))
  return t.rich('services.worked', { count: on.length, when: () => <Ago at={last} now={now} /> })
}

function Ago({ at, now }: { at: Date; now: Date }) {
  return <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />
}
