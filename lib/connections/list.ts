import 'server-only'
import { z } from 'zod'
import { db, query } from '#lib/db/client'
import { clientOf } from '#lib/env'
import { AppError, disabledCode } from '#lib/errors'
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
  /** Nobody signs in with it: the people who run this site have locked it. */
  | { kind: 'locked'; by: 'operator' }
  /** Nobody signs in with it: its provider says that it is not safe, or has disabled it, or has it no more. */
  | { kind: 'locked'; by: 'provider'; why: 'endangered' | 'suspended' | 'gone' }
  /** Its provider takes it for one of many that were made in bulk, and lets nobody use it. Here nobody is shut out. */
  | { kind: 'flagged' }
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

const date = z.date().nullable()
const text = z.string().nullable()

const grantShape = z.object({
  scopes: z.array(z.string()),
  scopesSince: z.unknown(),
  scopesOff: z.array(z.string()),
  refreshable: z.boolean(),
  refreshTokenExpiresAt: date,
  refreshedAt: z.date(),
  endedAt: date,
  endReason: text,
})

type Grant = z.output<typeof grantShape>

const accountShape = labelledShape.extend({
  id: z.string(),
  emailVerified: z.boolean(),
  image: text,
  connectedAt: z.date(),
  lastUsedAt: z.date(),
  disabledAt: date,
  disabledReason: text,
  disabledCause: text,
  /** A sign-in since then shows that it is in use. */
  flagged: z.boolean(),
  granted: z.boolean(),
})

/** Prepared, since the overview and half of the other pages make it: one join, in place of Prisma's two statements. */
const LIST_CONNECTIONS = {
  name: 'list-connections',
  text: `
    SELECT a.id, a.provider, a.email, a.email_verified AS "emailVerified", a.handle, a.name, a.image,
           a.created_at AS "connectedAt", a.last_sign_in_at AS "lastUsedAt", a.disabled_at AS "disabledAt",
           a.disabled_reason AS "disabledReason", a.disabled_cause AS "disabledCause",
           a.disabled_at IS NULL AND a.disabled_cause IS NOT NULL AND a.last_sign_in_at <= a.disable_settled_at IS TRUE AS flagged,
           g.account_id IS NOT NULL AS granted, g.scopes,
           g.scopes_since AS "scopesSince", g.scopes_off AS "scopesOff", g.refresh_token IS NOT NULL AS refreshable,
           g.refresh_token_expires_at AS "refreshTokenExpiresAt", g.refreshed_at AS "refreshedAt",
           g.dead_at AS "endedAt", g.dead_cause AS "endReason"
      FROM accounts a LEFT JOIN grants g ON g.account_id = a.id
     WHERE a.user_id = $1 ORDER BY a.created_at, a.id`,
}

/** The viewer's connections. The first is the oldest, whose name and picture they go by. */
export async function listConnections(viewer: Viewer): Promise<Connection[]> {
  const { rows } = await query({ ...LIST_CONNECTIONS, values: [viewer.userId] })
  return rows.map((row) => {
    const { disabledAt, disabledReason, disabledCause, flagged, granted, ...account } =
      accountShape.parse(row)
    const { id, provider, lastUsedAt } = account
    const grant = granted ? grantShape.parse(row) : null
    const access = accessOf(provider, grant, lastUsedAt)
    return {
      ...account,
      label: labelOf(account),
      current: id === viewer.accountId,
      access: disabledAt
        ? lockedBy(disabledReason, disabledCause)
        : flagged && access.kind !== 'off'
          ? { kind: 'flagged' }
          : access,
      permissions: permissionsOf(account, grant),
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

const reasons = {
  account_endangered: 'endangered',
  account_suspended: 'suspended',
  account_gone: 'gone',
} as const

function lockedBy(reason: string | null, cause: string | null): Access {
  const code = disabledCode(reason, cause)
  if (code === 'account_disabled') return { kind: 'locked', by: 'operator' }
  return { kind: 'locked', by: 'provider', why: reasons[code] }
}

function accessOf(provider: ProviderId, grant: Grant | null, lastSignInAt: Date, now = Date.now()): Access {
  if (clientOf(provider) === null) return { kind: 'off' }
  // Where a sign-in keeps no tokens, it is the sign-in that shows that all is well.
  if (!grant)
    return providerOf(provider).keeps === 'tokens'
      ? { kind: 'brief' }
      : { kind: 'worked', since: lastSignInAt }
  if (grant.endedAt) return { kind: 'ended', reason: endReasonShape.parse(grant.endReason) }
  const { refreshable, refreshTokenExpiresAt: end, refreshedAt: since, scopes, scopesOff } = grant
  const used = scopes.some((scope) => !isSignInScope(provider, scope) && !scopesOff.includes(scope))
  // Signing in asks the provider afresh each time, and needs no refresh token.
  if (!used) return { kind: 'worked', since: new Date(Math.max(since.getTime(), lastSignInAt.getTime())) }
  if (!refreshable) return { kind: 'brief' }
  if (!end) return { kind: 'worked', since }
  return end.getTime() > now ? { kind: 'ends', at: end, since } : { kind: 'ended', reason: 'expired' }
}

/**
 * What signing in needs first, then our features, given or not, and last what else the provider lists. Where a sign-in keeps
 * no grant, what somebody shared shows what they agreed to.
 */
function permissionsOf(account: Labelled & { image: string | null }, grant: Grant | null): Permission[] {
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
