import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'

type Identity = { issuer: string; sub: string }

/**
 * Forgets what is still to be revoked for a Google account, because it has just given a new grant: Google ends every
 * token of an account for an application at once, and would end the new one with the old.
 */
export async function cancelRevocations(tx: Prisma.TransactionClient, identity: Identity): Promise<void> {
  await tx.revocation.deleteMany({ where: { identity: hashIdentity(identity) } })
}

/** Names a Google account after its rows are gone, without keeping who it was. */
export function hashIdentity({ issuer, sub }: Identity): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, sub]))
    .digest('base64url')
}

/** Gives up on orders that Google never took: nothing of the account is left here but this. */
export async function deleteOldRevocations(): Promise<void> {
  await db().$executeRaw`DELETE FROM revocations WHERE created_at < now() - interval '30 days'`
}
