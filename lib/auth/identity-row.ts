import 'server-only'
import { recordEvent } from '#lib/activity/events'
import type { Journey } from '#lib/auth/write'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/google/identity'

const PROVIDER = 'google'

export type AccountKey = { id: string; userId: string }

/**
 * The account of this identity, found by issuer and `sub` alone, or null when it never signed in here. Locked until
 * the transaction ends, so that nobody removes it meanwhile.
 *
 * @throws AppError `account_disabled` while Google says that it is not safe
 */
export async function findAccount(
  tx: Prisma.TransactionClient,
  { issuer, sub }: Identity,
): Promise<AccountKey | null> {
  const [known] = await tx.$queryRaw<(AccountKey & { issuer: string; disabled: boolean })[]>`
    SELECT id, user_id AS "userId", issuer, disabled_at IS NOT NULL AS disabled FROM accounts
     WHERE provider = ${PROVIDER} AND provider_account_id = ${sub} FOR UPDATE`
  if (!known) return null
  if (known.issuer !== issuer) {
    throw new AppError('google_refused', { cause: new Error('this sub was stored under another issuer') })
  }
  if (known.disabled) throw new AppError('account_disabled')
  return { id: known.id, userId: known.userId }
}

/** Makes the account of this identity. A race for it is a unique violation, which `isConflict` knows. */
export function createAccount(
  tx: Prisma.TransactionClient,
  userId: string,
  identity: Identity,
): Promise<AccountKey> {
  return tx.account.create({
    data: {
      userId,
      type: 'oidc',
      provider: PROVIDER,
      issuer: identity.issuer,
      providerAccountId: identity.sub,
      ...profileOf(identity),
    },
    select: { id: true, userId: true },
  })
}

/** Brings an account up to date; and its person, when it is the oldest of theirs, whose name and picture they have. */
export async function updateProfile(
  tx: Prisma.TransactionClient,
  { id, userId }: AccountKey,
  identity: Identity,
): Promise<void> {
  await tx.account.update({ where: { id }, data: profileOf(identity) })
  const oldest = await tx.account.findFirst({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  if (oldest?.id === id) await tx.user.update({ where: { id: userId }, data: personOf(identity) })
}

/** What a user has of an identity. */
export function personOf({ name, email, emailKey, image }: Identity) {
  return { name, email, emailKey, image, emailVerified: new Date() }
}

function profileOf({ email, name, image, hostedDomain }: Identity) {
  return { email, name, image, hostedDomain, lastSignInAt: new Date() }
}

/**
 * Notes the permissions that are stored and that this answer lacks: they were taken back at Google, or left unticked
 * there. Comes before the answer is stored.
 */
export async function recordLostScopes(
  tx: Prisma.TransactionClient,
  { id, userId }: AccountKey,
  { identity, tokens }: Journey,
): Promise<void> {
  const grant = await tx.grant.findUnique({ where: { accountId: id }, select: { scopes: true } })
  const scopes = (grant?.scopes ?? []).filter((scope) => !tokens.scopes.includes(scope))
  if (scopes.length === 0) return
  const details = { account: identity.email, scopes }
  await recordEvent(tx, userId, { kind: 'permission_removed', details }, null)
}
