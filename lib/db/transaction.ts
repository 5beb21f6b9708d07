import 'server-only'
import { db } from '#lib/db/client'
import { isConflict, orOutage, orOutageAtLast } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'

const ATTEMPTS = 3

/** Milliseconds to get a connection, longer than the pool has, which knows why there is none; and to finish. */
const LIMITS = { maxWait: 8_000, timeout: 10_000 }

/** What a statement of a transaction is sent through. */
export type Transaction = Prisma.TransactionClient

/**
 * Does everything in one transaction: it happened, or it did not. One that loses a race against another is run again
 * from the start.
 */
export async function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(work, LIMITS)
    } catch (error) {
      if (!isConflict(error)) throw orOutage(error)
      if (attempt >= ATTEMPTS) throw orOutageAtLast(error)
    }
  }
}
