import 'server-only'
import { Prisma } from '#lib/db/generated/client'
import type { QueueName } from '#lib/jobs/queues'
import { requestId } from '#lib/request/context'

/**
 * The statement that orders jobs as a part of a larger one, with the settings of their queue, as pg-boss inserts them itself
 * (its documentation: "SQL", "Job creation"). They keep the id of the request, for the log.
 *
 * @param orders yields one row a job: `data`, a JSON object, and `start_after`
 */
export function jobWrite(name: QueueName, orders: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO pgboss.job (name, data, start_after, keep_until, expire_seconds, deletion_seconds, retry_limit, retry_delay,
                            retry_backoff, retry_delay_max, policy, heartbeat_seconds)
    SELECT q.name, o.data || jsonb_build_object('requestId', ${requestId()}::text), o.start_after,
           o.start_after + q.retention_seconds * interval '1 second', q.expire_seconds, q.deletion_seconds, q.retry_limit,
           q.retry_delay, q.retry_backoff, q.retry_delay_max, q.policy, q.heartbeat_seconds
      FROM (${orders}) AS o, pgboss.queue AS q WHERE q.name = ${name}`
}
