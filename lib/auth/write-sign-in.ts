import 'server-only'
import { recordEvent } from '#lib/activity/events'
import type { Outcome } from '#lib/auth/authjs'
import {
  type AccountKey,
  createAccount,
  findAccount,
  personOf,
  recordLostScopes,
  updateProfile,
} from '#lib/auth/identity-row'
import type { Journey } from '#lib/auth/write'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/google/identity'
import { cancelRevocations } from '#lib/grants/revoke'
import { saveConsent } from '#lib/grants/store'
import { describeBrowser } from '#lib/request/client'

type Transaction = Prisma.TransactionClient

/**
 * A sign-in: the person and their Google account (made, or brought up to date), the tokens of this very grant, the new
 * session, and the end of the one it replaces. Simultaneous first sign-ins of one person make one user.
 *
 * @throws AppError `email_taken` when a new account carries the address of another user
 */
export async function writeSignIn(tx: Transaction, journey: Journey): Promise<Outcome> {
  const { identity, tokens, client, session } = journey
  const account = (await updateAccount(tx, identity)) ?? (await createFirstAccount(tx, identity))
  await recordLostScopes(tx, account, journey)
  await saveConsent(tx, account.id, tokens)
  await cancelRevocations(tx, identity)
  const known = await isKnownBrowser(tx, account.userId, client.userAgent)
  const switched = await endReplaced(tx, session.replaces, account.userId)
  const notice = switched ? ({ kind: 'switched', account: identity.email } as const) : null
  const { id } = await tx.session.create({
    data: {
      tokenHash: session.tokenHash,
      userId: account.userId,
      accountId: account.id,
      expiresAt: session.expiresAt,
      ...client,
      ...(notice && { notice }),
    },
    select: { id: true },
  })
  const kind = known ? 'signed_in' : 'signed_in_new_browser'
  await recordEvent(tx, account.userId, { kind, details: { account: identity.email } }, client)
  return { userId: account.userId, sessionId: id, newCookie: true, notice }
}

async function updateAccount(tx: Transaction, identity: Identity): Promise<AccountKey | null> {
  const known = await findAccount(tx, identity)
  if (known) await updateProfile(tx, known, identity)
  return known
}

/** A first sign-in. The lock makes others with the same address wait, and then find what was made here. */
async function createFirstAccount(tx: Transaction, identity: Identity): Promise<AccountKey> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${identity.emailKey}`}, 0))`
  const meanwhile = await updateAccount(tx, identity)
  if (meanwhile) return meanwhile
  return createAccount(tx, await adoptOrCreateUser(tx, identity), identity)
}

/** A user without any account is what a sign-in that broke off left behind: its owner gets it back. */
async function adoptOrCreateUser(tx: Transaction, identity: Identity): Promise<string> {
  const namesakes = await tx.user.findMany({
    where: { emailKey: identity.emailKey },
    select: { id: true, _count: { select: { accounts: true } } },
    orderBy: { createdAt: 'asc' },
  })
  if (namesakes.some((user) => user._count.accounts > 0)) throw new AppError('email_taken')
  const [orphan] = namesakes
  const data = personOf(identity)
  const { id } = orphan
    ? await tx.user.update({ where: { id: orphan.id }, data, select: { id: true } })
    : await tx.user.create({ data, select: { id: true } })
  return id
}

/** Whether this person has been here with this browser and system before. The very first time tells nothing. */
async function isKnownBrowser(tx: Transaction, userId: string, userAgent: string | null): Promise<boolean> {
  const rows = await tx.$queryRaw<{ userAgent: string | null }[]>`
    SELECT user_agent AS "userAgent" FROM sessions WHERE user_id = ${userId}::uuid
     UNION SELECT user_agent FROM events WHERE user_id = ${userId}::uuid`
  const before = new Set(rows.map((row) => describeBrowser(row.userAgent)))
  return before.size === 0 || before.has(describeBrowser(userAgent))
}

/** @returns whether somebody else was signed in here */
async function endReplaced(tx: Transaction, tokenHash: string | null, userId: string): Promise<boolean> {
  if (tokenHash === null) return false
  const [replaced] = await tx.$queryRaw<{ userId: string; live: boolean }[]>`
    DELETE FROM sessions WHERE token_hash = ${tokenHash}
    RETURNING user_id AS "userId", ended_at IS NULL AND expires_at > now() AS live`
  return Boolean(replaced?.live) && replaced?.userId !== userId
}
