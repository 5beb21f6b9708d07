import type { Route } from 'next'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { ConnectionCard, type PermissionItem, PermissionList } from '#components/account/connection-card'
import { PostButton } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { Status } from '#components/ui/notice'
import { SubmitButton } from '#components/ui/submit-button'
import { brand } from '#lib/brand'
import type { Access, Connection, Permission } from '#lib/connections/list'
import { type Feature, featureRow } from '#lib/provider/features'
import { startOf } from '#lib/provider/identity'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { permissionCopy, providerOf } from '#lib/providers/table'
import { describeEndReason } from '../end-reason-messages.ts'
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
  return (
    <ConnectionCard
      anchor={id}
      providerName={providerNames[provider]}
      profile={profileOf(connection)}
      label={startOf(connection.label)}
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
  if (access.kind === 'worked')
    return <Status tone="good" title={<Worked since={access.since} />} text={describeWorked(provider)} />
  if (access.kind === 'locked') return <Status {...describeLock(access, providerNames[provider])} />
  if (access.kind === 'off') return <Status {...describeOff(providerNames[provider])} />
  return (
    <Status {...describeAccess(access, provider)}>
      <AuthorizationForm intent="reconnect" account={id} returnTo={returnTo}>
        <PostButton>Reconnect</PostButton>
      </AuthorizationForm>
    </Status>
  )
}

function describeOff(provider: string) {
  return {
    tone: 'warning',
    title: 'Not in use here',
    text: `The people who run this site have switched ${provider} off: nobody can sign in with it for now.`,
  } as const
}

function describeLock({ by }: Extract<Access, { kind: 'locked' }>, provider: string) {
  if (by === 'operator')
    return {
      tone: 'problem',
      title: 'Locked',
      text: 'The people who run this site have locked it: nobody can sign in with it here, and we do not use it. Ask them if you think that it is a mistake.',
    } as const
  return {
    tone: 'problem',
    title: 'Locked for its safety',
    text: `${provider} told us that somebody else may have had access to it. Nobody can sign in with it here until ${provider} says that it is safe.`,
  } as const
}

/** A provider is asked when something is used: what happened since then, nobody knows. */
function describeWorked(provider: ProviderId): string {
  const text = `That is when ${providerNames[provider]} last answered us for this account.`
  return providerOf(provider).refresh ? `${text} It does not tell us before we ask again.` : text
}

function Worked({ since }: { since: Date }) {
  return (
    <>
      Worked <LocalTime at={since.toISOString()} style="relative" now={new Date().toISOString()} />
    </>
  )
}

function describeAccess(
  access: Exclude<Access, { kind: 'worked' | 'locked' | 'off' }>,
  provider: ProviderId,
) {
  const name = providerNames[provider]
  switch (access.kind) {
    case 'ends':
      return {
        tone: 'warning',
        title: 'Given for a limited time',
        text: (
          <>
            <Worked since={access.since} />. It ends on <LocalTime at={access.at.toISOString()} />
          </>
        ),
      } as const
    case 'brief':
      return {
        tone: 'warning',
        title: 'Not lasting',
        text: `${name} gave access for a short time only. Reconnect, and what you allowed goes on working.`,
      } as const
    case 'ended':
      return {
        tone: 'problem',
        title: access.reason === 'organisation' ? 'Not allowed any more' : `Ended by ${name}`,
        text: `${describeEndReason(access.reason, provider)} You can still sign in with this account.`,
      } as const
  }
}

/** What an account lets us do, with the buttons that turn a feature off and on. */
function Permissions({ connection }: { connection: Connection }) {
  const { permissions, access } = connection
  const items = permissions.map((permission) => itemOf(connection, permission))
  const title = access.kind === 'ended' ? `What ${brand.name} could do` : `What ${brand.name} may do`
  return <PermissionList title={title} items={items} />
}

function itemOf(connection: Connection, permission: Permission): PermissionItem {
  const { scope, feature } = permission
  return {
    id: scope,
    ...permissionCopy(connection.provider, scope),
    status: <Use permission={permission} provider={providerNames[connection.provider]} />,
    action: feature ? <Switch {...{ connection, permission, feature }} /> : null,
  }
}

function Use({ permission: { since, use }, provider }: { permission: Permission; provider: string }) {
  if (use === 'absent') return 'Not given'
  const date = since ? <LocalTime at={since.toISOString()} style="date" /> : null
  if (use === 'on') return date ? <>Given on {date}</> : 'Given'
  return (
    <>
      Turned off here: we do not use it. {provider} still lists it{date ? <>, since {date}</> : null}
    </>
  )
}

type SwitchProps = { connection: Connection; permission: Permission; feature: Feature }

/** Off and on at once while the provider lists the permission; else it is asked. */
function Switch({ connection: { id, provider, access }, permission: { use }, feature }: SwitchProps) {
  const name = featureRow(feature).name
  if (use === 'on')
    return (
      <FeatureForm action={turnOff} account={id} feature={feature}>
        Turn off {name}
      </FeatureForm>
    )
  if (access.kind === 'locked' || access.kind === 'off') return null
  if (use === 'given' && access.kind !== 'ended')
    return (
      <FeatureForm action={turnOn} account={id} feature={feature}>
        Turn on {name}
      </FeatureForm>
    )
  return (
    <AuthorizationForm intent="grant" account={id} feature={feature} returnTo="/connections">
      <PostButton>
        Allow {name} at {providerNames[provider]}
      </PostButton>
    </AuthorizationForm>
  )
}

type FormProps = { action: typeof turnOff; account: string; feature: Feature; children: ReactNode }

function FeatureForm({ action, account, feature, children }: FormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="account" value={account} />
      <input type="hidden" name="feature" value={feature} />
      <SubmitButton variant="quiet">{children}</SubmitButton>
    </form>
  )
}
