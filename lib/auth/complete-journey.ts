import 'server-only'
import type { Outcome } from '#lib/auth/flow'
import type { Journey } from '#lib/auth/journey'
import { writeAccountIntent } from '#lib/auth/write-account-intent'
import { writeLink } from '#lib/auth/write-link'
import { writeSignIn } from '#lib/auth/write-sign-in'
import type { Prisma } from '#lib/db/generated/client'
import { inTransaction } from '#lib/db/transaction'

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
