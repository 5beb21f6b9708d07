import 'server-only'
import { pool } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import type { Viewer } from '#lib/viewer'

/** Keeps every process from calling Google's APIs for an account until so many seconds are over, or longer. */
export async function pauseCalls(viewer: Viewer, accountId: string, seconds: number): Promise<void> {
  await orUnavailable(() =>
    pool().query(
      `UPDATE grants g SET paused_until = GREATEST(g.paused_until, now() + make_interval(secs => $3))
         FROM accounts a
        WHERE a.id = g.account_id AND a.user_id = $1 AND a.id = $2`,
      [viewer.userId, accountId, seconds],
    ),
  )
}
