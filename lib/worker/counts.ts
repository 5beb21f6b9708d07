import 'server-only'
import { z } from 'zod'
import { query } from '#lib/db/client'
import { env } from '#lib/env'
import { queues } from '#lib/jobs/queues'
import type { DatabaseCounts } from '#lib/metrics'

const sessionsShape = z.tuple([z.object({ sessions: z.number() })])
const queuesShape = z.array(z.object({ name: z.string(), waiting: z.number(), failed: z.number() }))

/**
 * What only the database can say of all processes together. It reads every session, so it is asked seldom
 * (server/metrics-server.ts).
 */
export async function countDatabase(): Promise<DatabaseCounts> {
  const found = await query({
    text: `SELECT count(*)::int AS sessions FROM sessions
            WHERE ended_at IS NULL AND expires_at > now() AND last_active_at > now() - make_interval(secs => $1)`,
    values: [env().SESSION_IDLE_SECONDS],
  })
  const jobs = await query({
    text: `SELECT q.name, (count(j.id) FILTER (WHERE j.state < 'active'))::int AS waiting,
                  (count(j.id) FILTER (WHERE j.state = 'failed'))::int AS failed
             FROM unnest($1::text[]) AS q (name) LEFT JOIN pgboss.job j ON j.name = q.name
            GROUP BY q.name ORDER BY q.name`,
    values: [Object.keys(queues)],
  })
  const [{ sessions }] = sessionsShape.parse(found.rows)
  return { sessions, queues: queuesShape.parse(jobs.rows) }
}
