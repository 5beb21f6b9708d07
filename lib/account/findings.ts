import 'server-only'
import type { Overview } from '#lib/account/overview'
import type { ListedEvent } from '#lib/activity/list'
import { isUsable } from '#lib/connections/confirm'
import type { Connection } from '#lib/connections/list'
import { type Feature, featureRow } from '#lib/provider/features'
import type { Person } from '#lib/viewer'

/** Something about an account that its person should know, or could do. */
export type Finding =
  /** Somebody came in by a browser that was not known before: the last of those lines, and how many there are. */
  | { kind: 'new-browsers'; lines: readonly ListedEvent[]; count: number }
  /** A provider has ended its access, gave it for a short time, or ends it within days; or the account is locked or flagged. */
  | { kind: 'access'; connection: Connection }
  /** A provider does not grant what a feature needs any more. */
  | { kind: 'permission-lost'; connection: Connection; feature: Feature }
  /** Whoever loses this one account cannot come in any more. */
  | { kind: 'one-way-in' }
  | { kind: 'no-address' }
  | { kind: 'unverified-address' }

/** Those that ask for something to be done. The others are advice, and all is well beside them. */
const urgent: readonly Finding['kind'][] = ['new-browsers', 'access', 'permission-lost']

export function isUrgent({ kind }: Finding): boolean {
  return urgent.includes(kind)
}

/** Days before an access ends of which it is said. */
const DAYS_AHEAD = 7
const DAY_MS = 24 * 60 * 60 * 1000

type Known = Pick<Overview, 'unseen' | 'unseenCount' | 'lost'> & {
  person: Pick<Person, 'email' | 'emailVerified'>
  connections: readonly Connection[]
}

/** What there is to say, what matters most first. Empty, and nothing could be better. */
export function listFindings({ person, connections, unseen, unseenCount, lost }: Known): Finding[] {
  const usable = connections.filter(isUsable)
  const safe = usable.filter(({ access }) => access.kind !== 'flagged')
  return [
    ...(unseen.length > 0 ? [{ kind: 'new-browsers', lines: unseen, count: unseenCount } as const] : []),
    ...connections
      .filter((connection) => needsAttention(connection))
      .map((connection): Finding => ({ kind: 'access', connection })),
    ...usable.flatMap((connection) => lostBy(connection, lost)),
    ...adviceFor(person, safe),
  ]
}

function needsAttention({ access }: Connection): boolean {
  if (access.kind === 'worked' || access.kind === 'off') return false
  return access.kind !== 'ends' || access.at.getTime() - Date.now() < DAYS_AHEAD * DAY_MS
}

/** What the history says is gone, and is still not there. One that has ended says more than that by itself. */
function lostBy(connection: Connection, lost: readonly ListedEvent[]): Finding[] {
  const { provider, label, permissions, access } = connection
  if (access.kind === 'ended') return []
  const gone = lost.flatMap(({ event }) =>
    event.kind === 'permission_removed' &&
    event.details.account === label &&
    (event.details.provider ?? provider) === provider
      ? event.details.scopes
      : [],
  )
  return permissions.flatMap(({ feature, use }) =>
    feature !== null && use === 'absent' && gone.includes(featureRow(feature).scope)
      ? [{ kind: 'permission-lost', connection, feature } as const]
      : [],
  )
}

function adviceFor({ email, emailVerified }: Known['person'], usable: readonly Connection[]): Finding[] {
  if (email === null) return [{ kind: 'no-address' }, ...oneWay(usable)]
  return emailVerified ? oneWay(usable) : [{ kind: 'unverified-address' }, ...oneWay(usable)]
}

function oneWay(usable: readonly Connection[]): Finding[] {
  return usable.length < 2 ? [{ kind: 'one-way-in' }] : []
}
