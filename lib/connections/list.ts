import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { type EndReason, endReasonShape } from '#lib/grants/end-reason'
import { type Feature, featureRow, featuresOf } from '#lib/provider/features'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { isSignInScope, signInScopesOf } from '#lib/providers/table'
import type { Viewer } from '#lib/viewer'

/**
 * How what Google granted for an account stands, as far as Google has told: it is asked when the access is used, or
 * somebody signs in, and says nothing by itself. `since` is when it last answered.
 */
export type Access =
  | { kind: 'worked'; since: Date }
  | { kind: 'ends'; at: Date; since: Date }
  /** Google gave no refresh token: what it gave is over within the hour. */
  | { kind: 'brief' }
  | { kind: 'ended'; reason: EndReason }
  /** Nobody signs in with it. The provider says that it is not safe, or the people who run this site have locked it. */
  | { kind: 'locked'; by: 'provider' | 'operator' }

/** One thing that Google lets us do, or could. */
export type Permission = {
  scope: string
  since: Date | null
  /** What it is for, unless it is for signing in, or for nothing of ours. */
  feature: Feature | null
  /** `given`: Google lists it, and it is turned off here. `absent`: Google does not list it. */
  use: 'on' | 'given' | 'absent'
}

/** A Google account that the viewer has connected, as they manage it. */
export type Connection = {
  id: string
  provider: ProviderId
  email: string
  name: string | null
  image: string | null
  connectedAt: Date
  lastUsedAt: Date
  /** Whether this session was signed in with it. */
  current: boolean
  access: Access
  permissions: Permission[]
}

const sinceShape = z.record(z.string(), z.coerce.date().nullable().catch(null)).catch({})

/** The viewer's connections. The first is the oldest, whose name and picture they go by. */
export async function listConnections(viewer: Viewer): Promise<Connection[]> {
  const accounts = await db().account.findMany({
    where: { userId: viewer.userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      provider: true,
      email: true,
      name: true,
      image: true,
      createdAt: true,
      lastSignInAt: true,
      disabledAt: true,
      disabledReason: true,
      grant: { select: grantFields },
    },
  })
  return accounts.map(({ createdAt, lastSignInAt, disabledAt, disabledReason, grant, ...account }) => {
    const provider = z.enum(providerIds).parse(account.provider)
    return {
      ...account,
      provider,
      connectedAt: createdAt,
      lastUsedAt: lastSignInAt,
      current: account.id === viewer.accountId,
      access: disabledAt ? lockedBy(disabledReason) : accessOf(provider, grant, lastSignInAt),
      permissions: permissionsOf(provider, grant),
    }
  })
}

/** One of the viewer's accounts to choose from. */
export type AccountChoice = { id: string; email: string }

/**
 * The viewer's accounts at a provider, the oldest first, but for those that are locked; and the one that the session was
 * signed in with. `signed_out` when that was disconnected since this request began.
 */
export async function listChoices(
  { userId, accountId }: Viewer,
  provider: ProviderId,
): Promise<{ accounts: AccountChoice[]; current: AccountChoice }> {
  const accounts = await db().account.findMany({
    where: { userId, provider, disabledAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, email: true },
  })
  const current = accounts.find(({ id }) => id === accountId)
  if (!current) throw new AppError('signed_out')
  return { accounts, current }
}

const grantFields = {
  scopes: true,
  scopesSince: true,
  scopesOff: true,
  refreshTokenKey: true,
  refreshTokenExpiresAt: true,
  refreshedAt: true,
  endedAt: true,
  endReason: true,
} as const

type Grant = {
  scopes: string[]
  scopesSince: unknown
  scopesOff: string[]
  refreshTokenKey: string | null
  refreshTokenExpiresAt: Date | null
  refreshedAt: Date
  endedAt: Date | null
  endReason: string | null
} | null

function lockedBy(reason: string | null): Access {
  return { kind: 'locked', by: reason === 'provider' ? 'provider' : 'operator' }
}

function accessOf(provider: ProviderId, grant: Grant, lastSignInAt: Date, now = Date.now()): Access {
  if (!grant) return { kind: 'brief' }
  if (grant.endedAt) return { kind: 'ended', reason: endReasonShape.parse(grant.endReason) }
  const { refreshTokenKey, refreshTokenExpiresAt: end, refreshedAt: since, scopes, scopesOff } = grant
  const used = scopes.some((scope) => !isSignInScope(provider, scope) && !scopesOff.includes(scope))
  // Signing in asks Google afresh each time, and needs no refresh token.
  if (!used) return { kind: 'worked', since: new Date(Math.max(since.getTime(), lastSignInAt.getTime())) }
  if (refreshTokenKey === null) return { kind: 'brief' }
  if (!end) return { kind: 'worked', since }
  return end.getTime() > now ? { kind: 'ends', at: end, since } : { kind: 'ended', reason: 'expired' }
}

/** What signing in needs first, then our features, given or not, and last what else Google lists. */
function permissionsOf(provider: ProviderId, grant: Grant): Permission[] {
  const { scopes = [], scopesOff = [] } = grant ?? {}
  const since = sinceShape.parse(grant?.scopesSince)
  const own = featuresOf(provider).map((feature) => ({ scope: featureRow(feature).scope, feature }))
  const known = [...signInScopesOf(provider).map((scope) => ({ scope, feature: null })), ...own]
  const others = scopes.filter((scope) => known.every((one) => one.scope !== scope))
  return [...known, ...others.map((scope) => ({ scope, feature: null }))]
    .map(({ scope, feature }) => ({ scope, feature, since: since[scope] ?? null, use: useOf(scope) }))
    .filter(({ feature, use }) => feature !== null || use !== 'absent')

  function useOf(scope: string): Permission['use'] {
    if (!scopes.includes(scope)) return 'absent'
    return scopesOff.includes(scope) ? 'given' : 'on'
  }
}
