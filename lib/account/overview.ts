import 'server-only'
import { z } from 'zod'
import { query } from '#lib/db/client'
import { AppError } from '#lib/errors'
import { describeBrowser } from '#lib/request/client'
import type { Viewer } from '#lib/viewer'

/** This session, and the organisation of the account that it was signed in with, for the dashboard. */
export type Overview = {
  hostedDomain: string | null
  session: { startedAt: Date; endsAt: Date; ipAddress: string | null; browser: string | null }
}

const rowShape = z.object({
  hostedDomain: z.string().nullable(),
  startedAt: z.date(),
  endsAt: z.date(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
})

const READ_OVERVIEW = {
  name: 'read-overview',
  text: `
    SELECT a.hosted_domain AS "hostedDomain", s.created_at AS "startedAt", s.expires_at AS "endsAt",
           s.ip_address AS "ipAddress", s.user_agent AS "userAgent"
      FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.id = $1 AND s.user_id = $2 AND s.ended_at IS NULL`,
}

/** `signed_out` when the session ended since this request began. */
export async function getOverview({ sessionId, userId }: Viewer): Promise<Overview> {
  const { rows } = await query({ ...READ_OVERVIEW, values: [sessionId, userId] })
  if (rows.length === 0) throw new AppError('signed_out')
  const { hostedDomain, userAgent, ...session } = rowShape.parse(rows[0])
  return { hostedDomain, session: { ...session, browser: describeBrowser(userAgent) } }
}
