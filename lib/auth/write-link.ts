import 'server-only'
import { recordEvent } from '#lib/activity/record-event'
import { createAccount, findAccount, updateProfile } from '#lib/auth/account-row'
import type { Outcome } from '#lib/auth/flow'
import type { Intent } from '#lib/auth/intents'
import type { Journey } from '#lib/auth/journey'
import { recordLostScopes } from '#lib/auth/lost-scopes'
import { continueSession } from '#lib/auth/own-session'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import { cancelRevocations } from '#lib/tokens/revocations'
import { saveConsent } from '#lib/tokens/save-tokens'

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
