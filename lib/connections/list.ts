import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { clientOf } from '#lib/env'
import { AppError } from '#lib/errors'
import { type EndReason, endReasonShape } from '#lib/grants/end-reason'
import { type Feature, featureRow, featuresOf } from '#lib/provider/features'
import { type Labelled, labelledFields, labelledShape, labelOf } from '#lib/provider/identity'
import type { ProviderId } from '#lib/provider-ids'
import { allSignInScopesOf, isSignInScope, providerOf } from '#lib/providers/table'
import type { Viewer } from '#lib/viewer'

/**
 * How what a provider granted for an account stands, as far as it has told: it is asked when the access is used, or
 * somebody signs in, and says nothing by itself. `since` is when it last answered.
 */
export type Access =
  | { kind: 'worked'; since: Date }
  | { kind: 'ends'; at: Date; since: Date }
  /** The provider gave no refresh token: what it gave is over within hours. */
  | { kind: 'brief' }
  | { kind: 'ended'; reason: EndReason }
  /** Nobody signs in with it. The provider says that it is not safe, or the people who run this site have locked it. */
  | { kind: 'locked'; by: 'provider' | 'operator' }
  /** The people who run this site have switched its provider off. */
  | { kind: 'off' }

/** One thing that a provider lets us do, or could. */
export type Permission = {
  scope: string
  since: Date | null
  /** What it is for, unless it is for signing in, or for nothing of ours. */
  feature: Feature | null
  /** `given`: the provider lists it, and it is turned off here. `absent`: it does not list it. */
  use: 'on' | 'given' | 'absent'
}

/** An account that the viewer has connected, as they manage it. */
export type Connection = {
  id: string
  provider: ProviderId
  /** What people call it. */
  label: string
  email: string | null
  /** Whether its provider asserts that the address is theirs. */
  emailVerified: boolean
  handle: string | null
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
      ...labelledFields,
      emailVerified: true,
      image: true,
      createdAt: true,
      lastSignInAt: true,
      disabledAt: true,
      disabledReason: true,
      grant: { select: grantFields },
    },
  })
  return accounts.map(({ createdAt, lastSignInAt, disabledAt, disabledReason, grant, ...account }) => {
    const labelled = labelledShape.parse(account)
    const { provider } = labelled
    return {
      id: account.id,
      image: account.image,
      emailVerified: account.emailVerified,
      ...labelled,
      label: labelOf(labelled),
      connectedAt: createdAt,
      lastUsedAt: lastSignInAt,
      current: account.id === viewer.accountId,
      access: disabledAt ? lockedBy(disabledReason) : accessOf(provider, grant, lastSignInAt),
      permissions: permissionsOf({ ...labelled, image: account.image }, grant),
    }
  })
}

/** One of the viewer's accounts to choose from. `subject` is the id that its provider has for it. */
export type AccountChoice = {
  id: string
  subject: string
  label: string
  name: string | null
  image: string | null
}

/**
 * The viewer's accounts at a provider, the oldest first, but for those that are locked; and the one to begin with: that of
 * the session, or else the oldest. Null when they have none there. `signed_out` when the account that the session was
 * signed in with was disconnected since this request began.
 */
export async function listChoices(
  { userId, accountId }: Viewer,
  provider: ProviderId,
): Promise<{ accounts: AccountChoice[]; usual: AccountChoice | null }> {
  const all = await db().account.findMany({
    where: { userId, disabledAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, providerAccountId: true, image: true, ...labelledFields },
  })
  if (all.every(({ id }) => id !== accountId)) throw new AppError('signed_out')
  const accounts = all
    .filter((account) => account.provider === provider)
    .map(({ id, providerAccountId: subject, name, image, ...account }) => ({
      id,
      subject,
      label: labelOf(labelledShape.parse({ ...account, name })),
      name,
      image,
    }))
  return { accounts, usual: accounts.find(({ id }) => id === accountId) ?? accounts[0] ?? null }
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
  if (clientOf(provider) === null) return { kind: 'off' }
  // Where a sign-in keeps no tokens, it is the sign-in that shows that all is well.
  if (!grant)
    return providerOf(provider).keeps === 'tokens'
      ? { kind: 'brief' }
      : { kind: 'worked', since: lastSignInAt }
  if (grant.endedAt) return { kind: 'ended', reason: endReasonShape.parse(grant.endReason) }
  const { refreshTokenKey, refreshTokenExpiresAt: end, refreshedAt: since, scopes, scopesOff } = grant
  const used = scopes.some((scope) => !isSignInScope(provider, scope) && !scopesOff.includes(scope))
  // Signing in asks the provider afresh each time, and needs no refresh token.
  if (!used) return { kind: 'worked', since: new Date(Math.max(since.getTime(), lastSignInAt.getTime())) }
  if (refreshTokenKey === null) return { kind: 'brief' }
  if (!end) return { kind: 'worked', since }
  return end.getTime() > now ? { kind: 'ends', at: end, since } : { kind: 'ended', reason: 'expired' }
}

/**
 * What signing in needs first, then our features, given or not, and last what else the provider lists. Where a sign-in keeps
 * no grant, what somebody shared shows what they agreed to.
 */
function permissionsOf(account: Labelled & { image: string | null }, grant: Grant): Permission[] {
  const { provider } = account
  const { keeps, sharedScopes } = providerOf(provider)
  const shared = keeps === 'tokens' ? [] : sharedScopes(account)
  const { scopes: granted = [], scopesOff = [] } = grant ?? {}
  const scopes = [...new Set([...granted, ...shared])]
  const since = sinceShape.parse(grant?.scopesSince)
  const own = featuresOf(provider).map((feature) => ({ scope: featureRow(feature).scope, feature }))
  const known = [...allSignInScopesOf(provider).map((scope) => ({ scope, feature: null })), ...own]
  const others = scopes.filter((scope) => known.every((one) => one.scope !== scope))
  return [...known, ...others.map((scope) => ({ scope, feature: null }))]
    .map(({ scope, feature }) => ({ scope, feature, since: since[scope] ?? null, use: useOf(scope) }))
    .filter(({ feature, use }) => feature !== null || use !== 'absent')

  function useOf(scope: string): Permission['use'] {
    if (!scopes.includes(scope)) return 'absent'
    return scopesOff.includes(scope) ? 'given' : 'on'
  }
}
