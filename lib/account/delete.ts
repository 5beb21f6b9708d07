import 'server-only'
import { z } from 'zod'
import { farewellWrite } from '#lib/activity/notices'
import { deleteAttempts } from '#lib/auth/attempt'
import { lockAccounts } from '#lib/connections/lock'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { mailSettings } from '#lib/env'
import { orderRevocation } from '#lib/grants/revoke'
import { log } from '#lib/log'
import { type Facts, sealFacts } from '#lib/notices/facts'
import type { Client } from '#lib/request/client'
import { lockLiveSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

/**
 * Deletes the viewer with everything that belongs to them. Who is gone already is gone: deleting twice at once is fine. A
 * session that is over deletes nobody (`signed_out`).
 */
export async function deleteUser(viewer: Viewer, client: Client): Promise<void> {
  const deleted = await inTransaction((tx) =>
    deleteEverything(tx, viewer, {
      permit: () => lockLiveSession(tx, viewer),
      by: { ...client, askedBy: null },
    }),
  )
  if (deleted) log().info({ event: 'account deleted', sessionId: viewer.sessionId }, 'An account was deleted')
}

type Conditions = {
  /** Refuses by throwing, once nothing can be connected any more. */
  permit?: () => Promise<void>
  /** The account whose provider has ended its grant already. */
  ended?: string
  /** Who wants it: somebody in a browser, or a provider. */
  by: Pick<Facts, 'userAgent' | 'ipAddress' | 'askedBy'>
}

/**
 * Deletes a user with connections, tokens, sessions, history and sign-ins under way. What stays is one order for each
 * connection, to revoke its grant, until its provider has done so; and the mail that says so, until it is sent. @returns false when there is no such user
 */
export async function deleteEverything(
  tx: Transaction,
  { userId }: Pick<Viewer, 'userId'>,
  { permit, ended, by }: Conditions,
): Promise<boolean> {
  const before = await lockAccounts(tx, { userId })
  for (const { id } of before) if (id !== ended) await orderRevocation(tx, id)
  // From here on nothing can be connected. What was meanwhile gets its order too.
  const users = await tx.$queryRaw<unknown[]>`
    SELECT email, language, accept_language AS "acceptLanguage", time_zone AS "timeZone" FROM users WHERE id = ${userId}::uuid FOR UPDATE`
  const [user] = z.array(goneShape).parse(users)
  if (!user) return false
  await permit?.()
  const known = new Set(before.map(({ id }) => id))
  for (const { id } of await lockAccounts(tx, { userId })) if (!known.has(id)) await orderRevocation(tx, id)
  await deleteAttempts(tx, userId)
  await tx.user.deleteMany({ where: { id: userId } })
  await orderFarewell(tx, user, { ...by, provider: before[0]?.provider ?? null })
  return true
}

const goneShape = z.object({
  email: z.string().nullable(),
  language: z.string().nullable(),
  acceptLanguage: z.string().nullable(),
  timeZone: z.string().nullable(),
})

/** The mail that says so, to an address that is nowhere else by then: sealed, and forgotten once it is sent or given up. */
async function orderFarewell(
  tx: Transaction,
  { email: to, ...reads }: z.output<typeof goneShape>,
  by: Conditions['by'] & Pick<Facts, 'provider'>,
): Promise<void> {
  if (to === null || !mailSettings()) return
  await tx.$executeRaw(farewellWrite(await sealFacts({ to, reads, ...by })))
}
