import 'server-only'
import { deleteOldEvents } from '#lib/activity/delete-old-events'
import { deleteExpiredAttempts } from '#lib/auth/attempt'
import { deleteOldCounts } from '#lib/auth/attempt-limit'
import { orUnavailable } from '#lib/db/failures'
import { deleteOldSessions } from '#lib/session/delete-old-sessions'
import { deleteOldRevocations } from '#lib/tokens/revocations'

/** The hourly job: deletes what has had its time. @throws AppError `unavailable` */
export async function cleanUp(): Promise<void> {
  await orUnavailable(async () => {
    await deleteExpiredAttempts()
    await deleteOldCounts()
    await deleteOldSessions()
    await deleteOldEvents()
    await deleteOldRevocations()
  })
}
