import 'server-only'
import { z } from 'zod'
import type { Transaction } from '#lib/db/transaction'
import type { Viewer } from '#lib/viewer'

const accountShape = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  image: z.string().nullable(),
  lastSignInAt: z.date(),
  /** Whether nobody can sign in with it, because Google says that it is not safe. */
  disabled: z.boolean(),
})

/** A Google account of the viewer, with what is needed to take it away. */
export type LockedAccount = z.output<typeof accountShape>

/**
 * The viewer's accounts, the oldest first. Until the transaction ends, nobody else disconnects one of them or signs in
 * with it: two that want to do so at once come one after the other, and the second sees what the first has left.
 */
export async function lockAccounts(tx: Transaction, viewer: Viewer): Promise<LockedAccount[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH locked AS MATERIALIZED (
      SELECT id, email, name, image, last_sign_in_at, disabled_at, created_at FROM accounts
       WHERE user_id = ${viewer.userId}::uuid ORDER BY id FOR UPDATE)
    SELECT id, email, name, image, last_sign_in_at AS "lastSignInAt", disabled_at IS NOT NULL AS disabled
      FROM locked ORDER BY created_at, id`
  return z.array(accountShape).parse(rows)
}
