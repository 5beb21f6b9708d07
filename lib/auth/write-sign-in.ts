import 'server-only'
import { z } from 'zod'
import { recordEvent } from '#lib/activity/events'
import {
  createIdentity,
  findIdentity,
  type IdentityRow,
  storeGrant,
  updateIdentity,
  userFields,
} from '#lib/auth/identity-row'
import type { Intent } from '#lib/auth/intents'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import { type Identity, labelOf, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { type Client, describeBrowser } from '#lib/request/client'
import { isLive } from '#lib/sessions/find'
import type { Notice } from '#lib/sessions/notice'

type Transaction = Prisma.TransactionClient

/** What came back from the provider, and what it was for. */
export type Callback = {
  intent: Intent
  identity: Identity
  tokens: TokenAnswer
  client: Client
  /** The session that a sign-in would begin, and the SHA-256 of the token of the one it would replace. */
  session: { tokenHash: string; expiresAt: Date; replaces: string | null }
}

/** The session that a callback leaves. `newCookie`: its browser gets the new token, for a new session or the same one. */
export type Written = { userId: string; sessionId: string; newCookie: boolean; notice: Notice | null }

/**
 * Writes a sign-in: the user and their identity (made, or brought up to date), the tokens of this very grant, the new
 * session, and the end of the one it replaces. Simultaneous first sign-ins of one person make one user. A new identity
 * with the address of another user is refused (`email_taken`): sign-in never links.
 */
export async function writeSignIn(tx: Transaction, callback: Callback): Promise<Written> {
  const { identity, client, session } = callback
  const before = await findAndUpdate(tx, identity)
  const row = before ?? (await createFirst(tx, identity))
  await storeGrant(tx, row, callback)
  const known = await isKnownBrowser(tx, row.userId, client.userAgent)
  const switched = await endReplaced(tx, session.replaces, row.userId)
  const notice = noticeOf({ created: !before, switched, identity })
  const { id } = await tx.session.create({
    data: {
      tokenHash: session.tokenHash,
      userId: row.userId,
      accountId: row.id,
      expiresAt: session.expiresAt,
      ...client,
      ...(notice && { notice }),
    },
    select: { id: true },
  })
  const kind = known ? 'signed_in' : 'signed_in_new_browser'
  await recordEvent(tx, row.userId, { kind, details: whoseOf(identity) }, client)
  return { userId: row.userId, sessionId: id, newCookie: true, notice }
}

/**
 * Whoever comes by a provider that asserts no address may have an account here by another one, and nothing can tell. They
 * read it whether that is so or not, so that nobody learns who is known.
 */
function noticeOf(done: { created: boolean; switched: boolean; identity: Identity }): Notice | null {
  const { created, switched, identity } = done
  if (created && identity.emailKey === null) return { kind: 'new-account', provider: identity.provider }
  return switched ? { kind: 'switched', account: labelOf(identity) } : null
}

async function findAndUpdate(tx: Transaction, identity: Identity): Promise<IdentityRow | null> {
  const known = await findIdentity(tx, identity)
  if (known) await updateIdentity(tx, known, identity)
  return known
}

/** A first sign-in. The lock makes others with the same address, or of the same person, wait, and then find what was made here. */
async function createFirst(tx: Transaction, identity: Identity): Promise<IdentityRow> {
  const who = identity.emailKey ?? `${identity.provider}:${identity.subject}`
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${who}`}, 0))`
  const meanwhile = await findAndUpdate(tx, identity)
  if (meanwhile) return meanwhile
  await requireFreeAddress(tx, identity)
  const { id } = await tx.user.create({ data: userFields(identity), select: { id: true } })
  return createIdentity(tx, id, identity)
}

/**
 * An address is no identity: whoever has it now gets nothing of the user that had it before, and no second user goes by
 * it until an operator frees it (lib/account/free-address.ts). A user whom nobody can sign in as stands in nobody's way.
 */
async function requireFreeAddress(tx: Transaction, { emailKey, provider }: Identity): Promise<void> {
  if (emailKey === null) return
  const namesake = await tx.user.findFirst({
    where: { emailKey, accounts: { some: {} } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
  })
  if (!namesake) return
  const cause = new Error(`the address belongs to user ${namesake.id}`)
  throw new AppError('email_taken', { provider, cause })
}

const browserShape = z.object({ userAgent: z.string().nullable() })

/** How far back a history is read for browsers, and how many it may name: far more than anybody has. */
const LINES_READ = 1_000
const BROWSERS_READ = 100

/**
 * Whether this person has been here with this browser and system before. The very first time says nothing. Each session
 * has a line of the history, which outlives it. What is read is bounded: a history can be filled.
 */
async function isKnownBrowser(tx: Transaction, userId: string, userAgent: string | null): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT user_agent AS "userAgent"
      FROM (SELECT user_agent, ip_address, created_at FROM events WHERE user_id = ${userId}::uuid
             ORDER BY created_at DESC, id DESC LIMIT ${LINES_READ}) latest
     WHERE user_agent IS NOT NULL OR ip_address IS NOT NULL
     GROUP BY user_agent ORDER BY max(created_at) DESC LIMIT ${BROWSERS_READ}`
  const before = rows.map((row) => browserShape.parse(row).userAgent)
  if (before.length === 0 || before.includes(userAgent)) return true
  const browser = describeBrowser(userAgent)
  return before.some((one) => describeBrowser(one) === browser)
}

const replacedShape = z.object({ userId: z.string(), live: z.boolean() })

/** @returns whether somebody else was signed in here */
async function endReplaced(tx: Transaction, tokenHash: string | null, userId: string): Promise<boolean> {
  if (tokenHash === null) return false
  const [row] = await tx.$queryRaw<unknown[]>`
    DELETE FROM sessions WHERE token_hash = ${tokenHash}
    RETURNING user_id AS "userId", ${isLive()} AS live`
  if (!row) return false
  const replaced = replacedShape.parse(row)
  return replaced.live && replaced.userId !== userId
}
