import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { eventWrite } from '#lib/activity/events'
import {
  type IdentityRow,
  insertIdentity,
  insertUser,
  prepareGrant,
  profileWrite,
  renewIdentity,
} from '#lib/auth/identity-row'
import type { Intent } from '#lib/auth/intents'
import { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import { type Identity, labelOf, whoseOf } from '#lib/provider/identity'
import type { TokenAnswer } from '#lib/provider/token-answer'
import { type Client, describeBrowser } from '#lib/request/client'
import { isLive } from '#lib/sessions/find'
import { type Notice, noticeShape } from '#lib/sessions/notice'

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
  const event = eventWrite(userId, { kind, details: whoseOf(identity) }, client)
  const { sessionId, notice } = await writeTogether(tx, callback, { ...person, ...grant, event })
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
}

/** Somebody who has been here. Their identity is locked from here on, and up to date; of what depends on it, nothing is yet. */
async function findPerson(tx: Transaction, { identity }: Callback): Promise<Person | null> {
  const row = await renewIdentity(tx, identity)
  if (!row) return null
  const { accounts, scopes, browsers } = await readBefore(tx, row)
  const user = profileWrite(accounts, row, identity)
  return { row, created: false, user, account: null, scopes, browsers }
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
  const [user, account] = [insertUser(row.userId, identity), insertIdentity(row, identity)]
  return { row, created: true, user, account, scopes: [], browsers: [] }
}

const beforeShape = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      image: z.string().nullable(),
      email: z.string().nullable(),
      emailVerified: z.boolean(),
      lastSignInAt: z.coerce.date(),
    }),
  ),
  scopes: z.array(z.string()),
  browsers: z.array(z.string().nullable()),
})

/** How far back a history is read for browsers, and how many it may name: far more than anybody has. */
const LINES_READ = 1_000
const BROWSERS_READ = 100

/**
 * What there is of somebody before this sign-in: all their accounts, the oldest first; the scopes that this one has
 * granted; and the browsers of their history, in which each session has a line that outlives it. Of that, what is read is
 * bounded: a history can be filled. The identity has to be locked before, by a statement of its own, or this would not see
 * what was done by those for whom that one has waited.
 */
async function readBefore(
  tx: Transaction,
  { id, userId }: IdentityRow,
): Promise<z.output<typeof beforeShape>> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT json_agg(json_build_object('id', id, 'name', name, 'image', image, 'email', email,
                                              'emailVerified', email_verified, 'lastSignInAt', last_sign_in_at)
                            ORDER BY created_at, id)
              FROM accounts WHERE user_id = ${userId}::uuid) AS accounts,
           coalesce((SELECT scopes FROM grants WHERE account_id = ${id}::uuid), '{}') AS scopes,
           (SELECT coalesce(json_agg(user_agent), '[]') FROM (
             SELECT user_agent
               FROM (SELECT user_agent, ip_address, created_at FROM events WHERE user_id = ${userId}::uuid
                      ORDER BY created_at DESC, id DESC LIMIT ${LINES_READ}) AS latest
              WHERE user_agent IS NOT NULL OR ip_address IS NOT NULL
              GROUP BY user_agent ORDER BY max(created_at) DESC LIMIT ${BROWSERS_READ}) AS known) AS browsers`
  return beforeShape.parse(row)
}

const writtenShape = z.object({ sessionId: z.string(), notice: noticeShape.nullable() })

type Writes = Pick<Person, 'row' | 'created' | 'user' | 'account'> & {
  consent: Prisma.Sql | null
  cancel: Prisma.Sql | null
  event: Prisma.Sql
}

/**
 * All that a sign-in writes, in one statement; what is null is not needed. The list at its end has PostgreSQL do it in the
 * order in which everybody locks (accounts, users, sessions, grants), and none of it sees what another part has done, but
 * by name.
 */
async function writeTogether(tx: Transaction, { identity, client, session }: Callback, writes: Writes) {
  const { row, created, user, account, consent, cancel, event } = writes
  const { always, switched } = noticesOf({ created, identity })
  const [written] = await tx.$queryRaw<unknown[]>`
    WITH person AS (${part(user)}),
         identity AS (${part(account)}),
         replaced AS (DELETE FROM sessions WHERE token_hash = ${session.replaces}
                      RETURNING user_id <> ${row.userId}::uuid AND ${isLive()} AS switched),
         begun AS (INSERT INTO sessions (token_hash, user_id, account_id, expires_at, user_agent, ip_address, notice)
                   SELECT ${session.tokenHash}, ${row.userId}::uuid, ${row.id}::uuid, ${session.expiresAt}::timestamptz,
                          ${client.userAgent}, ${client.ipAddress},
                          CASE WHEN ${always}::jsonb IS NOT NULL THEN ${always}::jsonb
                               WHEN EXISTS (SELECT FROM replaced WHERE switched) THEN ${switched}::jsonb END
                   RETURNING id, notice),
         stored AS (${part(consent)}),
         cancelled AS (${part(cancel)}),
         line AS (${part(event)})
    SELECT (SELECT count(*) FROM person) AS "1", (SELECT count(*) FROM identity) AS "2",
           (SELECT count(*) FROM replaced) AS "3", (SELECT id FROM begun) AS "sessionId",
           (SELECT notice FROM begun) AS notice, (SELECT count(*) FROM stored) AS "4",
           (SELECT count(*) FROM cancelled) AS "5", (SELECT count(*) FROM line) AS "6"`
  return writtenShape.parse(written)
}

/** A statement as a part of a larger one, which can name it. */
function part(write: Prisma.Sql | null): Prisma.Sql {
  return write ? Prisma.sql`${write} RETURNING 1` : Prisma.sql`SELECT 1 WHERE false`
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
