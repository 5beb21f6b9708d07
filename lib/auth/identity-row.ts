import 'server-only'
import { z } from 'zod'
import { recordEvent } from '#lib/activity/events'
import { type Intent, scopesOf } from '#lib/auth/intents'
import { profileOf } from '#lib/auth/profile'
import type { Prisma } from '#lib/db/generated/client'
import { AppError, disabledCode } from '#lib/errors'
import { cancelRevocations, orderSuperseded, orderTokens } from '#lib/grants/revoke'
import { saveConsent } from '#lib/grants/store'
import { type Identity, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { isSignInScope, providerOf } from '#lib/providers/table'

type Transaction = Prisma.TransactionClient

/** The row of `accounts` that an identity has. */
export type IdentityRow = { id: string; userId: string }

const lockedShape = z.object({
  id: z.string(),
  userId: z.string(),
  issuer: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
})

/**
 * The row of this identity, found by provider, subject and issuer alone, or null when it never signed in here. Locked
 * until the transaction ends, so that nobody removes it meanwhile: hence SQL.
 */
export async function findIdentity(tx: Transaction, identity: Identity): Promise<IdentityRow | null> {
  const { provider, issuer, subject } = identity
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT id, user_id AS "userId", issuer, disabled_at IS NOT NULL AS disabled,
           disabled_reason AS "disabledReason" FROM accounts
     WHERE provider = ${provider} AND provider_account_id = ${subject} FOR UPDATE`
  if (!row) return null
  const known = lockedShape.parse(row)
  if (known.issuer !== issuer) {
    const cause = new Error('this subject was stored under another issuer')
    throw new AppError('provider_refused', { provider, cause })
  }
  if (known.disabled) {
    const cause = new Error(`the account of user ${known.userId} is disabled`)
    throw new AppError(disabledCode(known.disabledReason), { provider, cause })
  }
  return { id: known.id, userId: known.userId }
}

/** Makes the row of this identity. A race for it is a unique violation, which `isConflict` knows. */
export function createIdentity(tx: Transaction, userId: string, identity: Identity): Promise<IdentityRow> {
  return tx.account.create({
    data: {
      userId,
      type: providerOf(identity.provider).type,
      provider: identity.provider,
      issuer: identity.issuer,
      providerAccountId: identity.subject,
      ...accountFields(identity),
    },
    select: { id: true, userId: true },
  })
}

/** Brings a row up to date, and its user, when it is one that they go by. */
export async function updateIdentity(
  tx: Transaction,
  { id, userId }: IdentityRow,
  identity: Identity,
): Promise<void> {
  await tx.account.update({ where: { id }, data: accountFields(identity) })
  const accounts = await tx.account.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, image: true, email: true, emailVerified: true, lastSignInAt: true },
  })
  const data = profileOf(accounts)
  const goesBy = accounts[0]?.id === id || (identity.email !== null && data.email === identity.email)
  if (goesBy) await tx.user.update({ where: { id: userId }, data })
}

/** What a user has of their first identity. */
export function userFields(identity: Identity) {
  return profileOf([{ ...identity, lastSignInAt: new Date() }])
}

function accountFields({ email, emailVerified, handle, name, image, hostedDomain }: Identity) {
  return { email, emailVerified, handle, name, image, hostedDomain, lastSignInAt: new Date() }
}

type Granted = { intent: Intent; identity: Identity; tokens: TokenAnswer }

/**
 * Stores what a provider granted with this answer: notes what it no longer grants, keeps its tokens sealed, and forgets
 * what was still to be revoked. Google also lists what was once granted to this application (`include_granted_scopes`),
 * whether or not its grant was disconnected, deleted or lost here: what nobody has asked for now, and nothing of ours
 * used until now, is turned off.
 */
export async function storeGrant(tx: Transaction, row: IdentityRow, granted: Granted): Promise<void> {
  const { intent, identity, tokens } = granted
  const { keeps } = providerOf(identity.provider)
  if (keeps === 'nothing') return cancelRevocations(tx, identity)
  const asked = scopesOf(intent)
  if (keeps === 'feature-tokens') await orderReplaced(tx, row, granted)
  if (keeps === 'feature-tokens' && !isForFeature(granted)) return
  const unasked = tokens.scopes.filter(
    (scope) => !asked.includes(scope) && !isSignInScope(identity.provider, scope),
  )
  await recordLostScopes(tx, row, granted)
  await saveConsent(tx, row.id, tokens, { turnOn: intent.kind === 'grant' ? asked : [], unasked })
  await cancelRevocations(tx, identity)
}

/**
 * Whether this answer is about a feature of ours, and brought what it needs. One that is about signing in alone says
 * nothing of a feature, where consent is not incremental: what was given before stays as it is, and nobody has lost
 * anything.
 */
function isForFeature({ intent, tokens }: Granted): boolean {
  const beyond = scopesOf(intent).some((scope) => !isSignInScope(intent.provider, scope))
  return beyond && tokens.refreshToken !== null
}

/**
 * Of a provider that revokes one token at a time, a refresh token that is not kept has to be revoked, or it goes on for
 * months: the one that this answer replaces, or that it brought although nobody asked. A grant that had ended here, and
 * is not mended by this answer, is forgotten when the person asked for that.
 */
async function orderReplaced(tx: Transaction, { id }: IdentityRow, granted: Granted): Promise<void> {
  const { intent, identity, tokens } = granted
  if (isForFeature(granted)) return orderSuperseded(tx, id)
  if (tokens.refreshToken !== null) await orderTokens(tx, identity, [tokens.refreshToken])
  if (intent.kind === 'reconnect')
    await tx.grant.deleteMany({ where: { accountId: id, endedAt: { not: null } } })
}

/**
 * Permissions that are stored and that this answer lacks were taken back at the provider, or left unticked there. Where
 * consent is not incremental, they say so only of what was asked.
 */
async function recordLostScopes(tx: Transaction, { id, userId }: IdentityRow, granted: Granted) {
  const { intent, identity, tokens } = granted
  const grant = await tx.grant.findUnique({ where: { accountId: id }, select: { scopes: true } })
  const everything = providerOf(identity.provider).keeps === 'tokens'
  const scopes = (grant?.scopes ?? [])
    .filter((scope) => everything || scopesOf(intent).includes(scope))
    .filter((scope) => !tokens.scopes.includes(scope))
  if (scopes.length === 0) return
  const details = { ...whoseOf(identity), scopes }
  await recordEvent(tx, userId, { kind: 'permission_removed', details }, null)
}
