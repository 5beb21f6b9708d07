import 'server-only'
import { fromPrisma } from 'pg-boss'
import { orUnavailable } from '#lib/db/failures'
import type { Prisma } from '#lib/db/generated/client'
import { jobQueue } from '#lib/jobs/boss'
import type { JobData, QueueName } from '#lib/jobs/queues'
import { requestId } from '#lib/request/context'

/**
 * Orders a job in the transaction of the change that needs it: if that is undone, so is this. The job keeps the id of
 * the request, for the log.
 *
 * @throws AppError `unavailable`
 */
export async function enqueue<Name extends QueueName>(
  tx: Prisma.TransactionClient,
  name: Name,
  data: JobData<Name>,
): Promise<void> {
  await orUnavailable(async () => {
    const queue = await jobQueue()
    await queue.send(name, { ...data, requestId: requestId() }, { db: fromPrisma(tx) })
  })
}
