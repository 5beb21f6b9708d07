import type { Route } from 'next'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { ConnectionCard, type PermissionItem, PermissionList } from '#components/account/connection-card'
import { Button } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { Status } from '#components/ui/notice'
import { SubmitButton } from '#components/ui/submit-button'
import { brand } from '#lib/brand'
import type { Access, Connection, Permission } from '#lib/connections/list'
import { type Feature, featureRow } from '#lib/provider/features'
import { permissionCopy } from '#lib/providers/table'
import { describeEndReason } from '../end-reason-messages.ts'
import { turnOff, turnOn } from './actions.ts'
import { Disconnect } from './disconnect.tsx'

type Props = {
  connection: Connection
  /** Every connection of theirs, the oldest first. */
  all: readonly Connection[]
  /** Whether Google confirmed them in the last ten minutes. */
  recent: boolean
  /** Whether the page was asked for with the question of disconnecting this one. */
  asking: boolean
}

/** One Google account that the viewer has connected. */
export function ConnectionView({ connection, all, ...rest }: Props) {
  const { id, name, label, image, current, connectedAt, lastUsedAt, access } = connection
  const others = all.filter((other) => other !== connection)
  return (
    <ConnectionCard
      anchor={id}
      {...{ name, label, image, current }}
      connectedAt={<LocalTime at={connectedAt.toISOString()} style="date" />}
      lastUsedAt={<LocalTime at={lastUsedAt.toISOString()} />}
      access={<AccessState account={id} access={access} returnTo="/connections" />}
      permissions={<Permissions connection={connection} />}
      footer={<Disconnect connection={connection} others={others} eldest={all[0] === connection} {...rest} />}
    />
  )
}

type AccessProps = {
  account: string
  access: Access
  /** The page to come back to once it is mended. */
  returnTo: Route
}

/** How the access that Google gave stands, and the button that mends it. */
export function AccessState({ account, access, returnTo }: AccessProps) {
  if (access.kind === 'worked')
    return <Status tone="good" title={<Worked since={access.since} />} text={WHEN_ASKED} />
  if (access.kind === 'locked') return <Status {...describeLock(access)} />
  if (access.kind === 'off') return <Status {...OFF} />
  return (
    <Status {...describeAccess(access)}>
      <AuthorizationForm intent="reconnect" account={account} returnTo={returnTo}>
        <Button type="submit">Reconnect</Button>
      </AuthorizationForm>
    </Status>
  )
}

const OFF = {
  tone: 'warning',
  title: 'Not in use here',
  text: 'The people who run this site have switched its provider off: nobody can sign in with it for now.',
} as const

function describeLock({ by }: Extract<Access, { kind: 'locked' }>) {
  if (by === 'operator')
    return {
      tone: 'problem',
      title: 'Locked',
      text: 'The people who run this site have locked it: nobody can sign in with it here, and we do not use it. Ask them if you think that it is a mistake.',
    } as const
  return {
    tone: 'problem',
    title: 'Locked for its safety',
    text: 'Google told us that somebody else may have had access to it. Nobody can sign in with it here until Google says that it is safe.',
  } as const
}

const WHEN_ASKED =
  'That is when Google last answered us for this account. It does not tell us before we ask again.'

/** Google is asked when something is used: what happened since then, nobody knows. */
function Worked({ since }: { since: Date }) {
  return (
    <>
      Worked <LocalTime at={since.toISOString()} style="relative" now={new Date().toISOString()} />
    </>
  )
}

function describeAccess(access: Exclude<Access, { kind: 'worked' | 'locked' | 'off' }>) {
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
        text: 'Google gave access for an hour only. Reconnect, and what you allowed goes on working.',
      } as const
    case 'ended':
      return {
        tone: 'problem',
        title: access.reason === 'organisation' ? 'Not allowed any more' : 'Ended by Google',
        text: `${describeEndReason(access.reason, 'google')} You can still sign in with this account.`,
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
    status: <Use {...permission} />,
    action: feature ? <Switch {...{ connection, permission, feature }} /> : null,
  }
}

function Use({ since, use }: Permission) {
  if (use === 'absent') return 'Not given'
  const date = since ? <LocalTime at={since.toISOString()} style="date" /> : 'an unknown date'
  if (use === 'on') return <>Given on {date}</>
  return <>Turned off here: we do not use it. Google still lists it, since {date}</>
}

type SwitchProps = { connection: Connection; permission: Permission; feature: Feature }

/** Off and on at once while Google lists the permission; else Google is asked. */
function Switch({ connection: { id, access }, permission: { use }, feature }: SwitchProps) {
  const name = featureRow(feature).name
  if (use === 'on')
    return (
      <FeatureForm action={turnOff} account={id} feature={feature}>
        Turn off {name}
      </FeatureForm>
    )
  if (access.kind === 'locked') return null
  if (use === 'given' && access.kind !== 'ended')
    return (
      <FeatureForm action={turnOn} account={id} feature={feature}>
        Turn on {name}
      </FeatureForm>
    )
  return (
    <AuthorizationForm intent="grant" account={id} feature={feature} returnTo="/connections">
      <Button type="submit">Allow {name} at Google</Button>
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
