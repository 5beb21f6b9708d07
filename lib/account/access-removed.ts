import 'server-only'
import { endReportedSessions, findReported } from '#lib/account/reported'
import { recordEvent } from '#lib/activity/events'
import { inTransaction } from '#lib/db/transaction'
import { log } from '#lib/log'
import { whoseOf } from '#lib/provider/identity'
import type { AccountReport } from '#lib/provider/report'
import { REMOVED } from '#lib/sessions/read'

/**
 * Somebody has removed this application at their provider: the sessions that came by that account end in every process,
 * with a reason that their browsers are told, and the history has a line of it. The account stays, and opens again when they
 * allow it again. A report that comes twice, or of nobody here, changes nothing.
 */
export async function endAccess(report: AccountReport): Promise<void> {
  const ended = await inTransaction(async (tx) => {
    const found = await findReported(tx, report)
    if (!found) return null
    const { account, userId } = found
    const count = await endReportedSessions(tx, found, report, REMOVED)
    const details = whoseOf(account)
    const line = { userId, kind: 'access_removed', createdAt: { gte: report.issuedAt } } as const
    const known = await tx.event.count({ where: { ...line, details: { equals: details } } })
    if (known === 0) await recordEvent(tx, userId, { kind: 'access_removed', details }, null)
    return { accountId: account.id, sessions: count }
  })
  log().info(
    { event: 'access removed', provider: report.provider, ...ended },
    'Access was removed at a provider',
  )
}
