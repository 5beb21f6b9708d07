import 'server-only'
import { db } from '#lib/db/client'
import { env } from '#lib/env'

/** Forgets sessions that are over, thirty days later: until then their browsers are told why they were signed out. */
export async function deleteOldSessions(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM sessions
     WHERE LEAST(ended_at, expires_at, last_active_at + make_interval(secs => ${env().SESSION_IDLE_SECONDS}::int))
         < now() - interval '30 days'`
}
