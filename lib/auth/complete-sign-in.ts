import 'server-only'
import { db } from '#lib/db/client'
import { isConflict, orUnavailable } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/google/identity'
import type { Client } from '#lib/request/client'
import type { Grant } from '#lib/tokens/grant'

export const PROVIDER = 'google'

const ATTEMPTS = 3

/** Milliseconds to get a connection, and to finish: twenty people may sign in at once on ten connections. */
const TRANSACTION = { maxWait: 5_000, timeout: 10_000 }

export type SignIn = {
  identity: Identity
  grant: Grant
  client: Client
  tokenHash: string
  expiresAt: Date
  replaces: string | null
}

type Signed = { userId: string; sessionId: string }

/**
 * Everything that a sign-in writes, in one transaction: the person and their Google account (made, or brought
 * up to date), the tokens of this very grant, the new session, and the end of the one it replaces. Simultaneous
 * first sign-ins of one person make one user; an existing account is found by issuer and `sub` alone.
 *
 * @throws AppError `email_taken` when a new account carries the address of another user, `unavailable`
 */
export async function completeSignIn(signIn: SignIn): Promise<Signed> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await orUnavailable(() => db().$transaction((tx) => write(tx, signIn), TRANSACTION))
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error
    }
  }
}

async function write(tx: Prisma.TransactionClient, signIn: SignIn): Promise<Signed> {
  const account = (await updateAccount(tx, signIn)) ?? (await createAccount(tx, signIn))
  if (signIn.replaces) await tx.session.deleteMany({ where: { tokenHash: signIn.replaces } })
  const session = await tx.session.create({
    data: {
      tokenHash: signIn.tokenHash,
      userId: account.userId,
      accountId: account.id,
      expiresAt: signIn.expiresAt,
      ...signIn.client,
    },
    select: { id: true },
  })
  return { userId: account.userId, sessionId: session.id }
}

type AccountKey = { id: string; userId: string }

/** The account of this identity with its newest tokens and profile, or null when it never signed in here. */
async function updateAccount(
  tx: Prisma.TransactionClient,
  { identity, grant }: SignIn,
): Promise<AccountKey | null> {
  const where = { provider_providerAccountId: { provider: PROVIDER, providerAccountId: identity.sub } }
  const known = await tx.account.findUnique({ where, select: { id: true, userId: true, issuer: true } })
  if (!known) return null
  if (known.issuer !== identity.issuer) {
    throw new AppError('google_refused', { cause: new Error('this sub was stored under another issuer') })
  }
  await tx.account.update({ where: { id: known.id }, data: accountData(identity, grant) })
  await tx.user.update({ where: { id: known.userId }, data: userData(identity) })
  return known
}

/** A first sign-in. The lock makes others with the same address wait, and then find what was made here. */
async function createAccount(tx: Prisma.TransactionClient, signIn: SignIn): Promise<AccountKey> {
  const { identity, grant } = signIn
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${identity.emailKey}`}, 0))`
  const meanwhile = await updateAccount(tx, signIn)
  if (meanwhile) return meanwhile

  const userId = await adoptOrCreateUser(tx, identity)
  return tx.account.create({
    data: {
      userId,
      type: 'oidc',
      provider: PROVIDER,
      issuer: identity.issuer,
      providerAccountId: identity.sub,
      ...accountData(identity, grant),
    },
    select: { id: true, userId: true },
  })
}

/** A user without any account is what a sign-in that broke off left behind: its owner gets it back. */
async function adoptOrCreateUser(tx: Prisma.TransactionClient, identity: Identity): Promise<string> {
  const namesakes = await tx.user.findMany({
    where: { emailKey: identity.emailKey },
    select: { id: true, _count: { select: { accounts: true } } },
    orderBy: { createdAt: 'asc' },
  })
  if (namesakes.some((user) => user._count.accounts > 0)) throw new AppError('email_taken')
  const [orphan] = namesakes
  const { id } = orphan
    ? await tx.user.update({ where: { id: orphan.id }, data: userData(identity), select: { id: true } })
    : await tx.user.create({ data: userData(identity), select: { id: true } })
  return id
}

function userData(identity: Identity) {
  const { name, email, emailKey, image } = identity
  return { name, email, emailKey, image, emailVerified: new Date() }
}

/** Google gives a refresh token at consent only: an answer without one keeps the one that is stored. */
function accountData(identity: Identity, grant: Grant) {
  const { refreshToken, refreshTokenExpiresAt, ...current } = grant
  return {
    email: identity.email,
    hostedDomain: identity.hostedDomain,
    lastSignInAt: new Date(),
    ...current,
    ...(refreshToken !== null && { refreshToken, refreshTokenExpiresAt }),
  }
}
