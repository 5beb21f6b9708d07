import 'server-only'
import { z } from 'zod'
import type { Transaction } from '#lib/db/transaction'
import { labelledShape } from '#lib/provider/identity'
import type { Viewer } from '#lib/viewer'

const accountShape = labelledShape.extend({
  id: z.string(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  lastSignInAt: z.date(),
  /** Whether nobody can sign in with it, because its provider or an operator says so. */
  disabled: z.boolean(),
})

/** A connected account, with what is needed to take it away. */
export type LockedAccount = z.output<typeof accountShape>

/**
 * A user's accounts, the oldest first. Until the transaction ends, nobody else disconnects one of them or signs in
 * with it: two that want to do so at once come one after the other, and the second sees what the first has left.
 */
export async function lockAccounts(
  tx: Transaction,
  { userId }: Pick<Viewer, 'userId'>,
): Promise<LockedAccount[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH locked AS MATERIALIZED (
      SELECT id, provider, email, email_verified, handle, name, image, last_sign_in_at, disabled_at, created_at FROM accounts
       WHERE user_id = ${userId}::uuid ORDER BY id FOR UPDATE)
    SELECT id, provider, email, email_verified AS "emailVerified", handle, name, image, last_sign_in_at AS "lastSignInAt", disabled_at IS NOT NULL AS disabled
      FROM locked ORDER BY created_at, id`
  return z.array(accountShape).parse(rows)
}
