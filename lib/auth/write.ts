import 'server-only'
import { type NewEvent, recordEvent } from '#lib/activity/events'
import type { Outcome } from '#lib/auth/authjs'
import { createAccount, findAccount, recordLostScopes, updateProfile } from '#lib/auth/identity-row'
import type { AccountIntent, Intent, OwnIntent } from '#lib/auth/intents'
import { requireFreshAnswer } from '#lib/auth/recent'
import { writeSignIn } from '#lib/auth/write-sign-in'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/google/identity'
import { isSignInScope } from '#lib/google/scopes'
import { cancelRevocations } from '#lib/grants/revoke'
import { saveConsent } from '#lib/grants/store'
import type { TokenAnswer } from '#lib/provider/token-answer'
import type { Client } from '#lib/request/client'
import type { Notice } from '#lib/sessions/notice'

/**
 * Everything that a journey to Google writes, in one transaction.
 *
 * @throws AppError `email_taken`, `account_taken`, `other_account`, `session_changed`, `not_recent`, `unavailable`
 */
export function completeJourney(journey: Journey): Promise<Outcome> {
  return inTransaction((tx) => write(tx, journey))
}

function write(tx: Prisma.TransactionClient, journey: Journey): Promise<Outcome> {
  const { intent } = journey
  switch (intent.kind) {
    case 'sign-in':
      return writeSignIn(tx, journey)
    case 'link':
      return writeLink(tx, journey, intent)
    case 'grant':
    case 'reconnect':
    case 'confirm':
      return writeAccountIntent(tx, journey, intent)
  }
}

/** What came back from Google, and what it was for. */
export type Journey = {
  intent: Intent
  identity: Identity
  tokens: TokenAnswer
  client: Client
  /** The session that a sign-in would begin, and the SHA-256 of the token of the one it would replace. */
  session: { tokenHash: string; expiresAt: Date; replaces: string | null }
}

type Told = { notice: Notice; event: NewEvent | null }

/**
 * A permission added, a grant mended, or a person confirmed: by the very account that it is about.
 *
 * @throws AppError `other_account` when another one was chosen at Google, and then nothing has changed;
 *   `not_recent` when Google says that it has not asked them for long; `session_changed`
 */
export async function writeAccountIntent(
  tx: Prisma.TransactionClient,
  journey: Journey,
  intent: AccountIntent,
): Promise<Outcome> {
  const { identity, tokens, client, session } = journey
  const { userId, sessionId } = intent
  const confirms = intent.kind === 'confirm'
  const account = await findAccount(tx, identity)
  if (account?.id !== intent.accountId || account.userId !== userId) throw new AppError('other_account')
  if (confirms) requireFreshAnswer(identity.authenticatedAt)
  const { notice, event } = tell(intent, identity.email, tokens.scopes)
  await continueSession(tx, intent, {
    notice,
    // A copy of the cookie that somebody stole must not become one that may delete the account.
    ...(confirms && { authenticatedAt: new Date(), tokenHash: session.tokenHash }),
  })
  await updateProfile(tx, account, identity)
  await recordLostScopes(tx, account, journey)
  await saveConsent(tx, account.id, tokens, intent.kind === 'grant' ? intent.scopes : [])
  await cancelRevocations(tx, identity)
  if (event) await recordEvent(tx, userId, event, client)
  return { userId, sessionId, newCookie: confirms, notice }
}

function tell(intent: AccountIntent, account: string, granted: readonly string[]): Told {
  switch (intent.kind) {
    case 'confirm':
      return { notice: { kind: 'confirmed' }, event: { kind: 'confirmed', details: { account } } }
    case 'reconnect':
      return {
        notice: { kind: 'reconnected', account },
        event: { kind: 'reconnected', details: { account } },
      }
    case 'grant': {
      const asked = intent.scopes.filter((scope) => !isSignInScope(scope))
      const scopes = asked.filter((scope) => granted.includes(scope))
      // The person may untick any box at Google: that is a choice, not a failure.
      if (scopes.length < asked.length)
        return { notice: { kind: 'permission-withheld', account }, event: null }
      return {
        notice: { kind: 'permission-given', account },
        event: { kind: 'permission_given', details: { account, scopes } },
      }
    }
  }
}

/**
 * One more Google account for somebody who is signed in and asked for it.
 *
 * @throws AppError `account_taken` when it opens the account of somebody else here, `session_changed`
 */
export async function writeLink(
  tx: Prisma.TransactionClient,
  journey: Journey,
  intent: Extract<Intent, { kind: 'link' }>,
): Promise<Outcome> {
  const { identity, tokens, client } = journey
  const { userId, sessionId } = intent
  const known = await findAccount(tx, identity)
  if (known && known.userId !== userId) throw new AppError('account_taken')
  const notice = { kind: known ? 'already-linked' : 'linked', account: identity.email } as const
  await continueSession(tx, intent, { notice })
  if (known) await updateProfile(tx, known, identity)
  const account = known ?? (await createAccount(tx, userId, identity))
  await recordLostScopes(tx, account, journey)
  await saveConsent(tx, account.id, tokens)
  await cancelRevocations(tx, identity)
  const details = { account: identity.email }
  if (!known) await recordEvent(tx, userId, { kind: 'account_linked', details }, client)
  return { userId, sessionId, newCookie: false, notice }
}

/**
 * The session that an intent began in goes on: it must still be there when its answer is written.
 *
 * @throws AppError `session_changed` when it ended while the person was at Google
 */
export async function continueSession(
  tx: Prisma.TransactionClient,
  { userId, sessionId }: OwnIntent,
  changes: { notice: Notice; authenticatedAt?: Date; tokenHash?: string },
): Promise<void> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId, endedAt: null, expiresAt: { gt: new Date() } },
    data: changes,
  })
  if (count === 0) throw new AppError('session_changed')
}
