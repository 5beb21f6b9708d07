import 'server-only'
import { z } from 'zod'
import { recordEvent } from '#lib/activity/events'
import { type Intent, scopesOf } from '#lib/auth/intents'
import { profileOf } from '#lib/auth/profile'
import { Prisma } from '#lib/db/generated/client'
import { AppError, disabledCode } from '#lib/errors'
import { cancellation, orderSuperseded, orderTokens } from '#lib/grants/revoke'
import { consentWrite } from '#lib/grants/store'
import { type Identity, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import type { ProviderId } from '#lib/provider-ids'
import { isSignInScope, providerOf } from '#lib/providers/table'
import { type Reads, storableReads } from '#lib/request/reader'

type Transaction = Prisma.TransactionClient

/** The row of `accounts` that an identity has. */
export type IdentityRow = { id: string; userId: string }

const lockedShape = z.object({
  id: z.string(),
  userId: z.string(),
  issuer: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  disabledCause: z.string().nullable(),
})

/**
 * The row of this identity, found by provider, subject and issuer alone, or null when it never signed in here. One statement
 * locks it until the transaction ends, so that nobody removes it meanwhile, and brings it up to date. When it turns out that
 * nobody may sign in with it, this throws, which undoes that.
 */
export async function renewIdentity(tx: Transaction, identity: Identity): Promise<IdentityRow | null> {
  const { provider, subject } = identity
  const { email, emailVerified, handle, name, image, hostedDomain, lastSignInAt } = accountFields(identity)
  const [row] = await tx.$queryRaw<unknown[]>`
    UPDATE accounts SET email = ${email}, email_verified = ${emailVerified}, handle = ${handle}, name = ${name},
           image = ${image}, hosted_domain = ${hostedDomain}, last_sign_in_at = ${lastSignInAt}
     WHERE provider = ${provider} AND provider_account_id = ${subject}
    RETURNING id, user_id AS "userId", issuer, disabled_at IS NOT NULL AS disabled,
              disabled_reason AS "disabledReason", disabled_cause AS "disabledCause"`
  return row ? readUsable(row, identity) : null
}

/** A row that was found, unless nobody may sign in with it. */
function readUsable(row: unknown, { provider, issuer }: Identity): IdentityRow {
  const known = lockedShape.parse(row)
  if (known.issuer !== issuer) {
    const cause = new Error('this subject was stored under another issuer')
    throw new AppError('provider_refused', { provider, cause })
  }
  if (known.disabled) {
    const cause = new Error(`the account of user ${known.userId} is disabled`)
    throw new AppError(disabledCode(known.disabledReason, known.disabledCause), { provider, cause })
  }
  return { id: known.id, userId: known.userId }
}

/** The statement that makes the row of this identity. A race for it is a unique violation, which `isConflict` knows. */
export function insertIdentity({ id, userId }: IdentityRow, identity: Identity): Prisma.Sql {
  const { type } = providerOf(identity.provider)
  const { provider, issuer, subject } = identity
  const { email, emailVerified, handle, name, image, hostedDomain, lastSignInAt } = accountFields(identity)
  return Prisma.sql`
    INSERT INTO accounts (id, user_id, type, provider, issuer, provider_account_id, email, email_verified, handle, name,
                          image, hosted_domain, last_sign_in_at)
    VALUES (${id}::uuid, ${userId}::uuid, ${type}, ${provider}, ${issuer}, ${subject}, ${email}, ${emailVerified},
            ${handle}, ${name}, ${image}, ${hostedDomain}, ${lastSignInAt})`
}

/** One of somebody's accounts, as far as they go by it. */
export type OwnAccount = Parameters<typeof profileOf>[0][number] & { id: string; provider: ProviderId }

/**
 * The statement that brings a user up to date after their identity was; null when it is not one that they go by.
 *
 * @param accounts all of the user's, as they are now, the oldest first
 */
export function profileWrite(
  accounts: readonly OwnAccount[],
  { id, userId }: IdentityRow,
  identity: Identity,
): Prisma.Sql | null {
  const { name, image, email, emailKey, emailVerified } = profileOf(accounts)
  const goesBy = accounts[0]?.id === id || (identity.email !== null && email === identity.email)
  if (!goesBy) return null
  return Prisma.sql`
    UPDATE users SET name = ${name}, image = ${image}, email = ${email}, email_key = ${emailKey},
           email_verified = ${emailVerified}, updated_at = ${new Date()}
     WHERE id = ${userId}::uuid`
}

/** The statement that makes a user, with what they have of their first identity, and how they read: mail may go to them at once. */
export function insertUser(userId: string, identity: Identity, reads: Reads): Prisma.Sql {
  const now = new Date()
  const { acceptLanguage, zone } = storableReads(reads)
  const { name, image, email, emailKey, emailVerified } = profileOf([{ ...identity, lastSignInAt: now }])
  return Prisma.sql`
    INSERT INTO users (id, name, image, email, email_key, email_verified, updated_at, accept_language, time_zone)
    VALUES (${userId}::uuid, ${name}, ${image}, ${email}, ${emailKey}, ${emailVerified}, ${now}, ${acceptLanguage}, ${zone})`
}

function accountFields({ email, emailVerified, handle, name, image, hostedDomain }: Identity) {
  return { email, emailVerified, handle, name, image, hostedDomain, lastSignInAt: new Date() }
}

type Granted = { intent: Intent; identity: Identity; tokens: TokenAnswer }

/**
 * What to store of a grant with this answer: the statement that keeps its tokens sealed, and the one that forgets what was
 * still to be revoked, if they are needed. What is needed less often is done here: noting what the provider no longer
 * grants, and ordering the revocation of what is not kept. Google also lists what was once granted to this application (`include_granted_scopes`),
 * whether or not its grant was disconnected, deleted or lost here: what nobody has asked for now, and nothing of ours
 * used until now, is turned off.
 *
 * @param stored the scopes of the grant that is stored now
 */
export async function prepareGrant(
  tx: Transaction,
  row: IdentityRow,
  granted: Granted,
  stored: readonly string[],
): Promise<GrantWrites> {
  const { intent, identity, tokens } = granted
  const { keeps } = providerOf(identity.provider)
  if (keeps === 'nothing') return { consent: null, cancel: cancellation(identity) }
  const asked = scopesOf(intent)
  if (keeps === 'feature-tokens') await orderReplaced(tx, row, granted)
  if (keeps === 'feature-tokens' && !isForFeature(granted)) return { consent: null, cancel: null }
  const unasked = tokens.scopes.filter(
    (scope) => !asked.includes(scope) && !isSignInScope(identity.provider, scope),
  )
  await recordLostScopes(tx, row, granted, stored)
  const turnOn = intent.kind === 'grant' ? asked : []
  return {
    consent: await consentWrite(row.id, tokens, { turnOn, unasked }),
    cancel: cancellation(identity),
  }
}

type GrantWrites = { consent: Prisma.Sql | null; cancel: Prisma.Sql | null }

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
async function recordLostScopes(
  tx: Transaction,
  { userId }: IdentityRow,
  { intent, identity, tokens }: Granted,
  stored: readonly string[],
) {
  const everything = providerOf(identity.provider).keeps === 'tokens'
  const scopes = stored
    .filter((scope) => everything || scopesOf(intent).includes(scope))
    .filter((scope) => !tokens.scopes.includes(scope))
  if (scopes.length === 0) return
  const details = { ...whoseOf(identity), scopes }
  await recordEvent(tx, userId, { kind: 'permission_removed', details }, null)
}
