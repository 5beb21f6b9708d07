import type { Route } from 'next'
import type { ComponentProps } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { ConnectionCard, type PermissionItem, PermissionList } from '#components/account/connection-card'
import { FeatureForm } from '#components/account/feature-form'
import { PostButton } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { Status } from '#components/ui/notice'
import { brand } from '#lib/brand'
import type { Access, Connection, Permission } from '#lib/connections/list'
import type { Language } from '#lib/messages/languages'
import { joinSentences, startSentence, wordsIn } from '#lib/messages/words'
import type { Feature } from '#lib/provider/features'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { permissionCopy, providerOf } from '#lib/providers/table'
import { useReader, useWords } from '#lib/web/words'
import { describeEndReason } from '../end-reason-messages.ts'
import { nameLabel } from '../names.ts'
import { turnOff, turnOn } from './actions.ts'
import { Disconnect } from './disconnect.tsx'

type Props = {
  connection: Connection
  /** Every connection of theirs, the oldest first. */
  all: readonly Connection[]
  /** Whether a provider confirmed them in the last ten minutes. */
  recent: boolean
  /** Whether the page was asked for with the question of disconnecting this one. */
  asking: boolean
}

/** One account that the viewer has connected. */
export function ConnectionView({ connection, all, ...rest }: Props) {
  const { id, provider, name, image, current, connectedAt, lastUsedAt } = connection
  const { language } = useReader()
  return (
    <ConnectionCard
      anchor={id}
      providerName={providerNames[provider]}
      profile={profileOf(connection)}
      label={nameLabel(connection.label, [provider], language, { start: true })}
      {...{ provider, name, image, current }}
      connectedAt={<LocalTime at={connectedAt.toISOString()} style="date" />}
      lastUsedAt={<LocalTime at={lastUsedAt.toISOString()} />}
      access={<AccessState account={connection} returnTo="/connections" />}
      permissions={<Permissions connection={connection} />}
      footer={<Disconnect connection={connection} all={all} {...rest} />}
    />
  )
}

/** Where its provider shows it to everybody. */
function profileOf({ provider, handle }: Connection): string | null {
  const { profileUrl } = providerOf(provider)
  return profileUrl && handle !== null ? profileUrl(handle) : null
}

type AccessProps = {
  account: Pick<Connection, 'id' | 'provider' | 'access'>
  /** The page to come back to once it is mended. */
  returnTo: Route
}

/** How the access that a provider gave stands, and the button that mends it. */
export function AccessState({ account: { id, provider, access }, returnTo }: AccessProps) {
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const status = describeAccess(access, provider, language)
  if (['worked', 'locked', 'flagged', 'off'].includes(access.kind)) return <Status {...status} />
  return (
    <Status {...status}>
      <AuthorizationForm intent="reconnect" account={id} returnTo={returnTo}>
        <PostButton>{t('reconnect')}</PostButton>
      </AuthorizationForm>
    </Status>
  )
}

function describeAccess(access: Access, id: ProviderId, language: Language): ComponentProps<typeof Status> {
  const t = wordsIn(language, 'connections')
  const provider = providerNames[id]
  switch (access.kind) {
    case 'worked':
      return {
        tone: 'good',
        title: t.rich('worked', { time: () => <Ago at={access.since} /> }),
        // A provider is asked when something is used: what happened since then, nobody knows.
        text: t(providerOf(id).refresh ? 'workedUntilAsked' : 'workedText', { provider }),
      }
    case 'locked':
      if (access.by === 'operator') return { tone: 'problem', title: t('locked'), text: t('lockedText') }
      return {
        tone: 'problem',
        title: t(access.why, { provider }),
        text: t(`${access.why}Text`, { provider }),
      }
    case 'flagged':
      return { tone: 'warning', title: t('flagged', { provider }), text: t('flaggedText', { provider }) }
    case 'off':
      return { tone: 'warning', title: t('off'), text: t('offText', { provider }) }
    case 'ends':
      return {
        tone: 'warning',
        title: t('limited'),
        text: t.rich('limitedText', {
          since: () => <Ago at={access.since} />,
          until: () => <LocalTime at={access.at.toISOString()} />,
        }),
      }
    case 'brief':
      return { tone: 'warning', title: t('brief'), text: t('briefText', { provider }) }
    case 'ended':
      return {
        tone: 'problem',
        title: access.reason === 'organisation' ? t('notAllowed') : t('ended', { provider }),
        text: joinSentences(language, describeEndReason(access.reason, id, language), t('endedText')),
      }
  }
}

function Ago({ at }: { at: Date }) {
  return <LocalTime at={at.toISOString()} style="relative" now={new Date().toISOString()} />
}

/** What an account lets us do, with the buttons that turn a feature off and on. */
function Permissions({ connection }: { connection: Connection }) {
  const { permissions, access } = connection
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const items = permissions.map((permission) => itemOf(connection, permission, language))
  const title = t(access.kind === 'ended' ? 'could' : 'may', { brand: brand.name })
  return <PermissionList title={title} items={items} />
}

function itemOf(connection: Connection, permission: Permission, language: Language): PermissionItem {
  const { scope, feature } = permission
  const { title, text } = permissionCopy(connection.provider, scope, language)
  return {
    id: scope,
    title: startSentence(title, language),
    text,
    status: <Use permission={permission} provider={providerNames[connection.provider]} />,
    action: feature ? <Switch {...{ connection, permission, feature }} /> : null,
  }
}

function Use({ permission: { since, use }, provider }: { permission: Permission; provider: string }) {
  const t = useWords('connections')
  if (use === 'absent') return t('notGiven')
  const date = since ? () => <LocalTime at={since.toISOString()} style="date" /> : null
  if (use === 'on') return date ? t.rich('givenOn', { date }) : t('given')
  return date ? t.rich('turnedOffSince', { provider, date }) : t('turnedOff', { provider })
}

type SwitchProps = { connection: Connection; permission: Permission; feature: Feature }

/** Off and on at once while the provider lists the permission; else it is asked. */
function Switch({ connection: { id, provider, access }, permission: { use }, feature }: SwitchProps) {
  const t = useWords('connections')
  const name = { feature: useWords('features')(`${feature}.name`) }
  if (use === 'on')
    return (
      <FeatureForm action={turnOff} account={id} feature={feature}>
        {t('turnOff', name)}
      </FeatureForm>
    )
  if (access.kind === 'locked' || access.kind === 'off') return null
  if (use === 'given' && access.kind !== 'ended')
    return (
      <FeatureForm action={turnOn} account={id} feature={feature}>
        {t('turnOn', name)}
      </FeatureForm>
    )
  return (
    <AuthorizationForm intent="grant" account={id} feature={feature} returnTo="/connections">
      <PostButton>{t('allow', { ...name, provider: providerNames[provider] })}</PostButton>
    </AuthorizationForm>
  )
}
