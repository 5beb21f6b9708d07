import 'server-only'
import { recordEvent } from '#lib/activity/record-event'
import { db } from '#lib/db/client'
import { describeBrowser } from '#lib/request/browser'
import type { Client } from '#lib/request/client'

type Change = { sessionId: string; userId: string; before: string | null; client: Client }

/**
 * Notes that a session is used with another user agent than before. An update of the same browser only replaces it;
 * another browser or system also becomes a line in the person's history: a stolen cookie looks like that.
 */
export async function noteBrowser({ sessionId, userId, before, client }: Change): Promise<void> {
  const [from, to] = [describeBrowser(before), describeBrowser(client.userAgent)]
  await db().$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userAgent: before },
      data: client,
    })
    if (count === 0 || from === to) return
    await recordEvent(tx, userId, { kind: 'browser_changed', details: { from, to } }, client)
  })
}
