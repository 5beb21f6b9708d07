import 'server-only'
import type { NewEvent } from '#lib/activity/events'
import type { Prisma } from '#lib/db/generated/client'
import type { Client } from '#lib/request/client'

/**
 * Adds a line to a person's history, in the transaction of what it tells: there is no change without its line, and no
 * line without its change.
 *
 * @param client the browser that did it; null when it happened by itself
 */
export async function recordEvent(
  tx: Pick<Prisma.TransactionClient, 'event'>,
  userId: string,
  event: NewEvent,
  client: Client | null,
): Promise<void> {
  await tx.event.create({ data: { userId, kind: event.kind, details: event.details, ...client } })
}
