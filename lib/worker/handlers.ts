import 'server-only'
import { deleteOldDeletions } from '#lib/account/delete-data'
import { deleteOldSecurityEvents } from '#lib/account/security-events'
import { deleteOldEvents } from '#lib/activity/events'
import { deleteExpiredAttempts } from '#lib/auth/attempt'
import { deleteOldCounts } from '#lib/auth/rate-limit'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { nameTokens } from '#lib/grants/named-token'
import { deleteOldRevocations, revokeOrdered } from '#lib/grants/revoke'
import type { JobHandlers } from '#lib/jobs/queues'
import { deleteOldMails, orderLostMails } from '#lib/mail/rows'
import { sendMail } from '#lib/mail/send'
import { deleteOldSessions } from '#lib/sessions/end'

/** Who does the work of each queue. */
export const jobHandlers: JobHandlers = {
  'revoke-grant': revokeOrdered,
  'send-mail': (data) => sendMail(data),
  'clean-up': cleanUp,
  'keep-alive': keepGrantsAlive,
}

/** The hourly job: deletes what has had its time, orders what was lost, and finishes what a version before has left. */
export async function cleanUp(): Promise<void> {
  await deleteExpiredAttempts()
  await deleteOldCounts()
  await deleteOldSessions()
  await deleteOldEvents()
  await deleteOldRevocations()
  await deleteOldDeletions()
  await deleteOldMails()
  await deleteOldSecurityEvents()
  await nameTokens()
  await orderLostMails()
}
