import 'server-only'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'

/** What a row of `sessions` must be to open anything: not ended, and within both limits by the database's clock. */
export function isLive(): Prisma.Sql {
  return Prisma.sql`(ended_at IS NULL AND expires_at > now()
    AND last_active_at > now() - make_interval(secs => ${env().SESSION_IDLE_SECONDS}::int))`
}
