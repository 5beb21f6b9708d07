import 'server-only'
import { db } from '#lib/db/client'
import { isConflict, orUnavailable } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'

const ATTEMPTS = 3

/** Milliseconds to get a connection, and to finish: twenty people may do something at once on ten connections. */
const LIMITS = { maxWait: 5_000, timeout: 10_000 }

/**
 * Does everything in one transaction: it happened, or it did not. One that loses a race against another is run again
 * from the start.
 *
 * @throws AppError `unavailable`, and whatever `work` throws
 */
export async function inTransaction<T>(work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await orUnavailable(() => db().$transaction(work, LIMITS))
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error
    }
  }
}
