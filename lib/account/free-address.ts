import 'server-only'
import { db } from '#lib/db/client'
import { log } from '#lib/log'

/** What no address is folded to. */
const FREED = ''

/**
 * Frees the address that a user goes by, for somebody else to whom it belongs now: their first sign-in makes a user of
 * its own. Nothing of the old one is deleted or handed over, and whoever has its connections still opens it; when they
 * sign in, the address is theirs again.
 *
 * @returns whether there was one to free
 */
export async function freeAddress(userId: string): Promise<boolean> {
  const { count } = await db().user.updateMany({
    where: { id: userId, emailKey: { not: FREED } },
    data: { emailKey: FREED },
  })
  log().warn({ event: 'address freed', userId, done: count > 0 }, 'The address of a user was freed')
  return count > 0
}
