import 'server-only'
import type { Outcome } from '#lib/auth/flow'
import type { Journey } from '#lib/auth/journey'
import { writeAccountIntent } from '#lib/auth/write-account-intent'
import { writeLink } from '#lib/auth/write-link'
import { writeSignIn } from '#lib/auth/write-sign-in'
import { db } from '#lib/db/client'
import { isConflict, orUnavailable } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'

const ATTEMPTS = 3

/** Milliseconds to get a connection, and to finish: twenty people may sign in at once on ten connections. */
const TRANSACTION = { maxWait: 5_000, timeout: 10_000 }

/**
 * Everything that a journey to Google writes, in one transaction: it happened, or it did not. One that loses a race
 * against another is run again.
 *
 * @throws AppError `email_taken`, `account_taken`, `other_account`, `session_changed`, `not_recent`, `unavailable`
 */
export async function completeJourney(journey: Journey): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await orUnavailable(() => db().$transaction((tx) => write(tx, journey), TRANSACTION))
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error
    }
  }
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
