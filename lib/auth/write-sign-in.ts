import 'server-only'
import { randomUUID } from 'node:crypto'
import { historyWrites, type NewLine } from '#lib/activity/events'
import { addressLines } from '#lib/auth/address-change'
import {
  type IdentityRow,
  insertIdentity,
  insertUser,
  prepareGrant,
  profileWrite,
  renewIdentity,
} from '#lib/auth/identity-row'
import type { Intent } from '#lib/auth/intents'
import { readBefore, writeTogether } from '#lib/auth/write-statements'
import { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import { type Identity, labelOf, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { type Client, describeBrowser } from '#lib/request/client'
import type { Reads } from '#lib/request/reader'
import { isLive } from '#lib/sessions/find'
import type { Notice } from '#lib/sessions/notice'

type Transaction = Prisma.TransactionClient

/** What came back from the provider, and what it was for. */
export type Callback = {
  intent: Intent
  identity: Identity
  tokens: TokenAnswer
  client: Client
  reads: Reads
  /** The session that a sign-in would begin, and the SHA-256 of the token of the one it would replace. */
  session: { tokenHash: string; expiresAt: Date; replaces: string | null }
}

/** The session that a callback leaves. `newCookie`: its browser gets the new token, for a new session or the same one. */
export type Written = { userId: string; sessionId: string; newCookie: boolean; notice: Notice | null }

/**
 * Writes a sign-in: the user and their identity (made, or brought up to date), the tokens of this very grant, the new
 * session, and the end of the one it replaces. Simultaneous first sign-ins of one person make one user. A new identity
 * with the address of another user is refused (`email_taken`): sign-in never links.
 *
 * Three statements, beside the two around them: one locks the identity, one reads what there is to decide, and one writes.
 * A first sign-in has one more of the first kind, with the lock before it.
 */
export async function writeSignIn(tx: Transaction, callback: Callback): Promise<Written> {
  const { identity, client } = callback
  const person = (await findPerson(tx, callback)) ?? (await newPerson(tx, callback))
  const { userId } = person.row
  const grant = await prepareGrant(tx, person.row, callback, person.scopes)
  const known = isKnownBrowser(person.browsers, client.userAgent)
  const kind = known ? 'signed_in' : 'signed_in_new_browser'
  const sessionId = randomUUID()
  const lines: NewLine[] = [{ kind, details: whoseOf(identity) }, ...person.changes]
  const history = historyWrites(userId, lines, { ...client, sessionId })
  const { user, account } = person
  const sessions = sessionWrites(person, sessionId, callback)
  const written = await writeTogether(tx, { user, account, ...sessions, ...grant, history })
  if (written.sessionId === null) throw new Error('a sign-in began no session')
  const { notice } = written
  return { userId, sessionId, newCookie: true, notice }
}

/** Whoever signs in: their rows, what makes them or brings them up to date, and what is known of them from before. */
type Person = {
  row: IdentityRow
  created: boolean
  user: Prisma.Sql | null
  account: Prisma.Sql | null
  scopes: readonly string[]
  browsers: readonly (string | null)[]
  /** What has become different of what they go by. */
  changes: NewLine[]
}

/** Somebody who has been here. Their identity is locked from here on, and up to date; of what depends on it, nothing is yet. */
async function findPerson(tx: Transaction, { identity, client }: Callback): Promise<Person | null> {
  const row = await renewIdentity(tx, identity)
  if (!row) return null
  const { accounts, scopes, browsers, address } = await readBefore(tx, row, { browsers: true })
  const user = profileWrite(accounts, row, identity)
  const changes = user ? await addressLines(address, accounts, client) : []
  return { row, created: false, user, account: null, scopes, browsers, changes }
}

/** A first sign-in. The lock makes others with the same address, or of the same person, wait, and then find what was made here. */
async function newPerson(tx: Transaction, callback: Callback): Promise<Person> {
  const { identity } = callback
  const who = identity.emailKey ?? `${identity.provider}:${identity.subject}`
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${who}`}, 0))`
  const meanwhile = await findPerson(tx, callback)
  if (meanwhile) return meanwhile
  await requireFreeAddress(tx, identity)
  const row = { id: randomUUID(), userId: randomUUID() }
  const [user, account] = [insertUser(row.userId, identity, callback.reads), insertIdentity(row, identity)]
  return { row, created: true, user, account, scopes: [], browsers: [], changes: [] }
}

/** The session that begins, and the end of the one that this browser had. The statement of both decides whose that was. */
function sessionWrites({ row, created }: Person, sessionId: string, { identity, client, session }: Callback) {
  const { always, switched } = noticesOf({ created, identity })
  return {
    replaced: Prisma.sql`
      DELETE FROM sessions WHERE token_hash = ${session.replaces}
      RETURNING user_id <> ${row.userId}::uuid AND ${isLive()} AS switched`,
    session: Prisma.sql`
      INSERT INTO sessions (id, token_hash, user_id, account_id, expires_at, user_agent, ip_address, notice)
      SELECT ${sessionId}::uuid, ${session.tokenHash}, ${row.userId}::uuid, ${row.id}::uuid, ${session.expiresAt}::timestamptz,
             ${client.userAgent}, ${client.ipAddress},
             CASE WHEN ${always}::jsonb IS NOT NULL THEN ${always}::jsonb
                  WHEN EXISTS (SELECT FROM replaced WHERE switched) THEN ${switched}::jsonb END
      RETURNING id, notice`,
  }
}

/**
 * Whoever comes by a provider that asserts no address may have an account here by another one, and nothing can tell. They
 * read it whether that is so or not, so that nobody learns who is known.
 */
function noticesOf({ created, identity }: { created: boolean; identity: Identity }) {
  const { provider, emailKey } = identity
  const json = (notice: Notice) => JSON.stringify(notice)
  return {
    always: created && emailKey === null ? json({ kind: 'new-account', provider }) : null,
    /** When somebody else was signed in here. */
    switched: json({ kind: 'switched', account: labelOf(identity) }),
  }
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

/** Whether somebody has been here with this browser and system before. The very first time says nothing. */
function isKnownBrowser(before: readonly (string | null)[], userAgent: string | null): boolean {
  if (before.length === 0 || before.includes(userAgent)) return true
  const browser = describeBrowser(userAgent)
  return before.some((one) => describeBrowser(one) === browser)
}
