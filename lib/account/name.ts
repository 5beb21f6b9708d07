import 'server-only'
import { eventWrite } from '#lib/activity/events'
import { inTransaction } from '#lib/db/transaction'
import { cleanText } from '#lib/provider/text'
import type { Client } from '#lib/request/client'
import { lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/** Characters of a name that somebody chooses for themselves. */
export const LONGEST_NAME = 80

/**
 * A name as somebody has typed it: in one form of its letters (NFC) and on one line, without characters that cannot be seen or
 * turn the direction of what follows.
 *
 * @returns null for no name at all; undefined for one that is too long, or of which nothing can be seen
 */
export function readOwnName(typed: string): string | null | undefined {
  if (typed.trim() === '') return null
  const name = cleanText(typed, LONGEST_NAME + 1)
  return name === null || [...name].length > LONGEST_NAME ? undefined : name
}

/**
 * Has somebody go by a name of their own, or by that of their provider again. The provider's stays beside it, and goes on being
 * what the provider says. A name that is the same already leaves no line in the history.
 *
 * @param name of `readOwnName`
 */
export function changeOwnName(viewer: Viewer, name: string | null, client: Client): Promise<void> {
  return inTransaction(async (tx) => {
    await lockLiveSession(tx, viewer)
    if (name === viewer.person.ownName) return
    const line = eventWrite(viewer.userId, { kind: 'name_changed', details: { name } }, client)
    await tx.$executeRaw`
      WITH line AS (${line})
      UPDATE users SET display_name = ${name}, updated_at = ${new Date()} WHERE id = ${viewer.userId}::uuid`
  })
}
