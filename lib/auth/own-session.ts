import 'server-only'
import type { OwnIntent } from '#lib/auth/intents'
import type { Prisma } from '#lib/db/generated/client'
import { AppError } from '#lib/errors'
import type { Notice } from '#lib/session/notice'

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
