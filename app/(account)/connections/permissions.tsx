import type { ReactNode } from 'react'
import { Button } from '#components/button'
import { JourneyForm } from '#components/journey-form'
import { LocalTime } from '#components/local-time'
import { type PermissionItem, PermissionList } from '#components/permission-list'
import { SubmitButton } from '#components/submit-button'
import type { Connection, Permission } from '#lib/connections/list'
import { type Feature, featureTable } from '#lib/provider/features'
import { permissionCopy } from '#lib/providers/table'
import { turnOff, turnOn } from './actions.ts'

/** What an account lets us do, with the buttons that turn a feature off and on. */
export function Permissions({ connection }: { connection: Connection }) {
  const { permissions, access } = connection
  const items = permissions.map((permission) => itemOf(connection, permission))
  const title = access.kind === 'ended' ? 'What Latchkey could do' : 'What Latchkey may do'
  return <PermissionList title={title} items={items} />
}

function itemOf(connection: Connection, permission: Permission): PermissionItem {
  const { scope, feature } = permission
  return {
    id: scope,
    ...permissionCopy(connection.provider, scope),
    status: <Status {...permission} />,
    action: feature ? <Switch {...{ connection, permission, feature }} /> : null,
  }
}

function Status({ since, use }: Permission) {
  if (use === 'absent') return 'Not given'
  const date = since ? <LocalTime at={since.toISOString()} style="date" /> : 'an unknown date'
  if (use === 'on') return <>Given on {date}</>
  return <>Turned off here: we do not use it. Google still lists it, since {date}</>
}

type SwitchProps = { connection: Connection; permission: Permission; feature: Feature }

/** Off and on at once while Google lists the permission; else Google is asked. */
function Switch({ connection: { id, access }, permission: { use }, feature }: SwitchProps) {
  const name = featureTable[feature].name
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
    <JourneyForm intent="grant" account={id} feature={feature} returnTo="/connections">
      <Button type="submit">Allow {name} at Google</Button>
    </JourneyForm>
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
