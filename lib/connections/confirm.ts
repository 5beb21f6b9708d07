import 'server-only'
import type { Connection } from '#lib/connections/list'
import { providerOf } from '#lib/providers/table'

/** Whether somebody can sign in with it now. */
export function isUsable({ access }: Pick<Connection, 'access'>): boolean {
  return access.kind !== 'locked' && access.kind !== 'off'
}

/**
 * The accounts that somebody can confirm with, the best first (`confirmIntent` takes each of them): that of the session, if
 * its provider asks anew who they are. If it only sends them back, those that do ask come first. None where all of them are
 * locked or switched off.
 */
export function listConfirming(connections: readonly Connection[]): Connection[] {
  const usable = connections.filter(isUsable)
  const asks = ({ provider }: Connection) => providerOf(provider).reauthenticates
  const own = usable.find(({ current }) => current)
  if (own && asks(own)) return [own]
  const others = usable.filter((one) => one !== own)
  return [...others.filter(asks), ...(own ? [own] : others.filter((one) => !asks(one)))]
}
