import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { historyWrites, type NewEvent, type NewLine } from '#lib/activity/events'
import { addressLines } from '#lib/auth/address-change'
import {
  type IdentityRow,
  insertIdentity,
  prepareGrant,
  profileWrite,
  renewIdentity,
} from '#lib/auth/identity-row'
import type { AccountIntent, Intent, SessionIntent } from '#lib/auth/intents'
import { requireFreshAnswer } from '#lib/auth/recent'
import { type Callback, type Written, writeSignIn } from '#lib/auth/write-sign-in'
import { readBefore, writeTogether } from '#lib/auth/write-statements'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { AppError, isSignedOut } from '#lib/errors'
import { labelOf, whoseOf } from '#lib/provider/identity'
import { isSignInScope, providerOf } from '#lib/providers/table'
import { isLive, lockLiveSession } from '#lib/sessions/find'
import type { Notice } from '#lib/sessions/notice'

type Transaction = Prisma.TransactionClient

/** Writes everything that a callback changes, in one transaction: all of it happened, or nothing did. */
export function writeCallback(callback: Callback): Promise<Written> {
  const { intent } = callback
  return inTransaction((tx) => {
    switch (intent.kind) {
      case 'sign-in':
        return writeSignIn(tx, callback)
      case 'link':
        return writeLink(tx, callback, intent)
      case 'grant':
      case 'reconnect':
      case 'confirm':
        return writeForAccount(tx, callback, intent)
    }
  })
}

/** One more way in for somebody who is signed in and asked for it. One that opens another user's account is refused. */
async function writeLink(
  tx: Transaction,
  callback: Callback,
  intent: Extract<Intent, { kind: 'link' }>,
): Promise<Written> {
  const { identity } = callback
  const { userId, sessionId } = intent
  const known = await renewIdentity(tx, identity)
  if (known && known.userId !== userId) throw new AppError('account_taken', { provider: identity.provider })
  const notice = { kind: known ? 'already-linked' : 'linked', account: labelOf(identity) } as const
  const details = whoseOf(identity)
  const person = known ? await readKnown(tx, known, callback) : await connectNew(tx, userId, callback)
  const line: NewLine[] = known ? [] : [{ kind: 'account_linked', details }]
  await continueSession(tx, person, { intent, callback, lines: line, changes: { notice } })
  return { userId, sessionId, newCookie: false, notice }
}

/**
 * A permission added, a grant mended, or a person confirmed, by the very account that it is about. With another one, or
 * when the provider says that it has not asked them for long, nothing changes.
 */
async function writeForAccount(tx: Transaction, callback: Callback, intent: AccountIntent): Promise<Written> {
  const { identity, session } = callback
  const { userId, sessionId } = intent
  const confirms = intent.kind === 'confirm'
  const row = await renewIdentity(tx, identity)
  if (row?.id !== intent.accountId || row.userId !== userId)
    throw new AppError('other_account', { provider: identity.provider })
  if (confirms) requireFreshAnswer(identity)
  const { notice, event } = describeChange(intent, callback)
  const changes = {
    notice,
    // A copy of the cookie that somebody stole must not become one that may delete the account.
    ...(confirms && { authenticatedAt: new Date(), tokenHash: session.tokenHash }),
  }
  const person = await readKnown(tx, row, callback)
  await continueSession(tx, person, { intent, callback, lines: event ? [event] : [], changes })
  return { userId, sessionId, newCookie: confirms, notice }
}

type Change = { notice: Notice; event: NewEvent | null }

/** What the next page says of it, and what the history does. */
function describeChange(intent: AccountIntent, { identity, tokens }: Callback): Change {
  const whose = whoseOf(identity)
  const { account } = whose
  switch (intent.kind) {
    case 'confirm':
      return { notice: { kind: 'confirmed' }, event: { kind: 'confirmed', details: whose } }
    case 'reconnect':
      return { notice: { kind: 'reconnected', account }, event: { kind: 'reconnected', details: whose } }
    case 'grant': {
      const asked = intent.scopes.filter((scope) => !isSignInScope(intent.provider, scope))
      const scopes = asked.filter((scope) => tokens.scopes.includes(scope))
      // The person may untick any box at the provider: that is a choice, not a failure.
      if (scopes.length < asked.length)
        return { notice: { kind: 'permission-withheld', account }, event: null }
      return {
        notice: { kind: 'permission-given', account },
        event: { kind: 'permission_given', details: { ...whose, scopes } },
      }
    }
  }
}

/** The rows of whoever is signed in: what makes them or brings them up to date, and the scopes that were granted before. */
type Person = {
  row: IdentityRow
  user: Prisma.Sql | null
  account: Prisma.Sql | null
  scopes: readonly string[]
  /** What has become different of what they go by. */
  changes: NewLine[]
}

async function readKnown(tx: Transaction, row: IdentityRow, { identity, client }: Callback): Promise<Person> {
  const { accounts, scopes, address } = await readBefore(tx, row, { browsers: false })
  const user = profileWrite(accounts, row, identity)
  const changes = user ? await addressLines(address, accounts, client) : []
  return { row, user, account: null, scopes, changes }
}

/**
 * One more row for a user, who stays until the transaction ends; one that is gone has taken the session along. Whoever had
 * no address that a provider asserts goes by this one from now on.
 */
async function connectNew(tx: Transaction, userId: string, { identity, client }: Callback): Promise<Person> {
  const [found] = await tx.$queryRaw<unknown[]>`
    SELECT email, email_verified IS NOT NULL AS verified FROM users WHERE id = ${userId}::uuid FOR KEY SHARE`
  if (!found) throw new AppError('session_changed')
  const before = beforeShape.parse(found)
  const { email, emailKey } = identity
  const row = { id: randomUUID(), userId }
  const now = new Date()
  const user = Prisma.sql`
    UPDATE users SET email = ${email}, email_key = ${emailKey}, email_verified = ${now}, updated_at = ${now}
     WHERE id = ${userId}::uuid AND email_verified IS NULL`
  const replaces = emailKey !== null && !before.verified
  return {
    row,
    user: emailKey === null ? null : user,
    account: insertIdentity(row, identity),
    scopes: [],
    changes: replaces ? await addressLines(before.email, [{ ...identity, lastSignInAt: now }], client) : [],
  }
}

const beforeShape = z.object({ email: z.string().nullable(), verified: z.boolean() })

type Continued = {
  intent: SessionIntent
  callback: Callback
  lines: NewLine[]
  changes: { notice: Notice; authenticatedAt?: Date; tokenHash?: string }
}

/**
 * Writes all that a callback brings to the session that its intent began in, which goes on. It must still live when that is
 * written (`session_changed`): the statement that changes it asks.
 */
async function continueSession(
  tx: Transaction,
  { row, user, account, scopes, changes: ofAddress }: Person,
  { intent, callback, lines, changes }: Continued,
): Promise<void> {
  // Where a stored token is locked to be revoked, its session is locked before it.
  if (providerOf(intent.provider).keeps === 'feature-tokens') await lockSession(tx, intent)
  const { consent, cancel } = await prepareGrant(tx, row, callback, scopes)
  const { notice, authenticatedAt = null, tokenHash = null } = changes
  const session = Prisma.sql`
    UPDATE sessions SET notice = ${JSON.stringify(notice)}::jsonb, token_hash = coalesce(${tokenHash}, token_hash),
           authenticated_at = coalesce(${authenticatedAt}::timestamptz, authenticated_at)
     WHERE id = ${intent.sessionId}::uuid AND user_id = ${intent.userId}::uuid AND ${isLive()}
    RETURNING id, notice`
  const { userId, sessionId } = intent
  const all = [...lines, ...ofAddress]
  const history = all.length === 0 ? null : historyWrites(userId, all, { ...callback.client, sessionId })
  const written = await writeTogether(tx, {
    user,
    account,
    replaced: null,
    session,
    consent,
    cancel,
    history,
  })
  if (written.sessionId === null) throw new AppError('session_changed')
}

async function lockSession(tx: Transaction, intent: SessionIntent): Promise<void> {
  await lockLiveSession(tx, intent).catch((error: unknown) => {
    throw isSignedOut(error) ? new AppError('session_changed') : error
  })
}
