import 'server-only'
import type { Prisma } from '#lib/db/generated/client'

/** Ends the journeys to Google that somebody began, or that are about one of their accounts. */
export async function forgetAttempts(
  tx: Prisma.TransactionClient,
  about: 'userId' | 'accountId',
  id: string,
): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { intent: { path: [about], equals: id } } })
}
