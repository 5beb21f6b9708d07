import { ConnectionCard } from '#components/connection-card'
import { LocalTime } from '#components/local-time'
import type { Connection } from '#lib/connections/list'
import { AccessState } from './access-state.tsx'
import { Disconnect } from './disconnect.tsx'
import { Permissions } from './permissions.tsx'

type Props = {
  connection: Connection
  /** Every account of theirs, the oldest first. */
  all: readonly Connection[]
  /** Whether Google confirmed them in the last ten minutes. */
  recent: boolean
  /** Whether the page was asked for with the question of disconnecting this one. */
  asking: boolean
}

/** One Google account of the viewer. */
export function ConnectedAccount({ connection, all, ...rest }: Props) {
  const { id, name, email, image, current, connectedAt, lastUsedAt, access } = connection
  const others = all.filter((other) => other !== connection)
  return (
    <ConnectionCard
      anchor={id}
      {...{ name, email, image, current }}
      connectedAt={<LocalTime at={connectedAt.toISOString()} style="date" />}
      lastUsedAt={<LocalTime at={lastUsedAt.toISOString()} />}
      access={<AccessState account={id} access={access} />}
      permissions={<Permissions connection={connection} />}
      footer={<Disconnect connection={connection} others={others} eldest={all[0] === connection} {...rest} />}
    />
  )
}
