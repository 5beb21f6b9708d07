import 'server-only'
import { z } from 'zod'
import { isUuid, query } from '#lib/db/client'
import { clientOf } from '#lib/env'
import { AppError, disabledCode } from '#lib/errors'
import { type Feature, featureRow, featuresOf } from '#lib/provider/features'
import type { AuthorizationRequest } from '#lib/provider/provider'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { providerOf, signInScopesOf } from '#lib/providers/table'
import type { Viewer } from '#lib/viewer'

/** An attempt that an older version of this application began names no provider: there was one. */
const provider = z.enum(providerIds).default('google')

/** Somebody who is signed in goes to a provider for a reason: it counts for this session of theirs alone. */
const fromSession = { provider, userId: z.string(), sessionId: z.string() }

/** …and with this account of theirs, which the provider is told of by `hint`, its address, if it has one. */
const forAccount = {
  ...fromSession,
  accountId: z.string(),
  hint: z.string().nullable(),
  scopes: z.array(z.string()),
}

/**
 * Why a browser goes to a provider. Kept with the attempt in the database, so that nobody can change it on the way, and
 * used up with it.
 */
export const intentShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sign-in'), provider }),
  z.object({ kind: z.literal('link'), ...fromSession }),
  z.object({ kind: z.literal('grant'), ...forAccount }),
  z.object({ kind: z.literal('reconnect'), ...forAccount }),
  z.object({ kind: z.literal('confirm'), ...forAccount }),
])

export type Intent = z.output<typeof intentShape>
/** One that begins in a session and ends in the same one. */
export type SessionIntent = Exclude<Intent, { kind: 'sign-in' }>
/** One that must come back with the account that it is about. */
export type AccountIntent = Extract<Intent, { accountId: string }>

/** Signing in, or switching to another account when somebody is signed in. It never links. */
export function signInIntent(provider: ProviderId): Intent {
  return { kind: 'sign-in', provider }
}

/** One more way in for the viewer. */
export function linkIntent({ userId, sessionId }: Viewer, provider: ProviderId): Intent {
  return { kind: 'link', provider, userId, sessionId }
}

/** The permission that a feature needs, for one account of the viewer: what signing in needs, and this. */
export async function grantIntent(viewer: Viewer, accountId: string, feature: Feature): Promise<Intent> {
  const { account } = await getAccount(viewer, accountId)
  const { provider, scope } = featureRow(feature)
  if (provider !== account.provider) throw new AppError('invalid_input')
  return { kind: 'grant', ...account, scopes: [...signInScopesOf(provider), scope] }
}

/**
 * The same permissions again, for a grant that the provider ended: those that a feature of ours needs. The provider may
 * list others too, that were given to another application of the same project.
 */
export async function reconnectIntent(viewer: Viewer, accountId: string): Promise<Intent> {
  const { account, granted } = await getAccount(viewer, accountId)
  const needed = featuresOf(account.provider).map((feature) => featureRow(feature).scope)
  const scopes = needed.filter((scope) => granted.includes(scope))
  return { kind: 'reconnect', ...account, scopes: [...signInScopesOf(account.provider), ...scopes] }
}

/**
 * "Is it really you?", asked of the account that the session was signed in with, or of another one of the viewer whose
 * provider asks them anew. One that only sends them back confirms no session but its own (`invalid_input`): whoever sits
 * down at their browser could choose it. Where that of the session is switched off, it has to do.
 */
export async function confirmIntent(viewer: Viewer, accountId = viewer.accountId): Promise<Intent> {
  const { account } = await getAccount(viewer, accountId)
  if (!mayConfirm(viewer, account)) throw new AppError('invalid_input')
  return { kind: 'confirm', ...account, scopes: signInScopesOf(account.provider) }
}

type Own = { accountId: string; provider: ProviderId }

function mayConfirm(session: Own, { accountId, provider }: Own): boolean {
  if (accountId === session.accountId || providerOf(provider).reauthenticates) return true
  return clientOf(session.provider) === null
}

/** What the provider is asked for. */
export function scopesOf(intent: Intent): readonly string[] {
  return 'scopes' in intent ? intent.scopes : signInScopesOf(intent.provider)
}

/** The part of an intent that decides on the parameters of the authorization request. */
export function requestOf(intent: Intent): AuthorizationRequest {
  return { kind: intent.kind, scopes: scopesOf(intent), hint: 'hint' in intent ? intent.hint : null }
}

const accountShape = z.object({
  provider: z.enum(providerIds),
  email: z.string().nullable(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  disabledCause: z.string().nullable(),
  /** Without those that are turned off here. */
  granted: z.array(z.string()),
})

const FIND_ACCOUNT = {
  name: 'find-account',
  text: `
    SELECT a.provider, a.email, a.disabled_at IS NOT NULL AS disabled, a.disabled_reason AS "disabledReason",
           a.disabled_cause AS "disabledCause",
           ARRAY(SELECT scope FROM unnest(g.scopes) AS scope WHERE scope <> ALL (g.scopes_off)) AS granted
      FROM accounts a LEFT JOIN grants g ON g.account_id = a.id
     WHERE a.id = $1 AND a.user_id = $2`,
}

/** An id that is nobody's, somebody else's or no id at all gets the same answer. Of a disabled one, nothing is asked. */
async function getAccount({ userId, sessionId }: Viewer, accountId: string) {
  if (!isUuid(accountId)) throw new AppError('not_found')
  const { rows } = await query({ ...FIND_ACCOUNT, values: [accountId, userId] })
  if (rows.length === 0) throw new AppError('not_found')
  const { provider, email, disabled, disabledReason, disabledCause, granted } = accountShape.parse(rows[0])
  if (disabled) throw new AppError(disabledCode(disabledReason, disabledCause))
  return { account: { provider, userId, sessionId, accountId, hint: email }, granted }
}
