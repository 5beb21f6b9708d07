import 'server-only'
import { randomUUID } from 'node:crypto'
import { type NewEvent, recordEvent } from '#lib/activity/events'
import {
  findIdentity,
  type IdentityRow,
  insertIdentity,
  storeGrant,
  updateIdentity,
} from '#lib/auth/identity-row'
import type { AccountIntent, Intent, SessionIntent } from '#lib/auth/intents'
import { requireFreshAnswer } from '#lib/auth/recent'
import { type Callback, type Written, writeSignIn } from '#lib/auth/write-sign-in'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { AppError, isSignedOut } from '#lib/errors'
import { type Identity, labelOf, whoseOf } from '#lib/provider/identity'
import { isSignInScope } from '#lib/providers/table'
import { lockLiveSession } from '#lib/sessions/find'
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
  const { identity, client } = callback
  const { userId, sessionId } = intent
  const known = await findIdentity(tx, identity)
  if (known && known.userId !== userId) throw new AppError('account_taken', { provider: identity.provider })
  const notice = { kind: known ? 'already-linked' : 'linked', account: labelOf(identity) } as const
  await continueSession(tx, intent, { notice })
  if (known) await updateIdentity(tx, known, identity)
  const row = known ?? (await createLinked(tx, userId, identity))
  await storeGrant(tx, row, callback)
  const details = whoseOf(identity)
  if (!known) await recordEvent(tx, userId, { kind: 'account_linked', details }, client)
  return { userId, sessionId, newCookie: false, notice }
}

/** Whoever had no address that a provider asserts goes by this one from now on. */
async function createLinked(tx: Transaction, userId: string, identity: Identity): Promise<IdentityRow> {
  const row = { id: randomUUID(), userId }
  await tx.$executeRaw(insertIdentity(row, identity))
  if (identity.emailKey !== null) {
    const { email, emailKey } = identity
    const data = { email, emailKey, emailVerified: new Date() }
    await tx.user.updateMany({ where: { id: userId, emailVerified: null }, data })
  }
  return row
}

/**
 * A permission added, a grant mended, or a person confirmed, by the very account that it is about. With another one, or
 * when the provider says that it has not asked them for long, nothing changes.
 */
async function writeForAccount(tx: Transaction, callback: Callback, intent: AccountIntent): Promise<Written> {
  const { identity, client, session } = callback
  const { userId, sessionId } = intent
  const confirms = intent.kind === 'confirm'
  const row = await findIdentity(tx, identity)
  if (row?.id !== intent.accountId || row.userId !== userId)
    throw new AppError('other_account', { provider: identity.provider })
  if (confirms) requireFreshAnswer(identity)
  const { notice, event } = describeChange(intent, callback)
  await continueSession(tx, intent, {
    notice,
    // A copy of the cookie that somebody stole must not become one that may delete the account.
    ...(confirms && { authenticatedAt: new Date(), tokenHash: session.tokenHash }),
  })
  await updateIdentity(tx, row, identity)
  await storeGrant(tx, row, callback)
  if (event) await recordEvent(tx, userId, event, client)
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

/** The session that an intent began in goes on. It must still live when its answer is written (`session_changed`). */
async function continueSession(
  tx: Transaction,
  { userId, sessionId }: SessionIntent,
  changes: { notice: Notice; authenticatedAt?: Date; tokenHash?: string },
): Promise<void> {
  await lockLiveSession(tx, { userId, sessionId }).catch((error: unknown) => {
    throw isSignedOut(error) ? new AppError('session_changed') : error
  })
  await tx.session.update({ where: { id: sessionId, userId }, data: changes })
}
