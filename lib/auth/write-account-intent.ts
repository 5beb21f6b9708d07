import 'server-only'
import type { NewEvent } from '#lib/activity/events'
import { recordEvent } from '#lib/activity/record-event'
import { findAccount, updateProfile } from '#lib/auth/account-row'
import type { Outcome } from '#lib/auth/flow'
import type { AccountIntent } from '#lib/auth/intents'
import type { Journey } from '#lib/auth/journey'
import { recordLostScopes } from '#lib/auth/lost-scopes'
import { continueSession } from '#lib/auth/own-session'
import { requireFreshAnswer } from '#lib/auth/recent'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import { isSignInScope } from '#lib/google/scopes'
import type { Notice } from '#lib/session/notice'
import { cancelRevocations } from '#lib/tokens/revocations'
import { saveConsent } from '#lib/tokens/save-tokens'

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
