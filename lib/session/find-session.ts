import 'server-only'
import { z } from 'zod'
import { pool } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { env } from '#lib/env'
import { hashToken } from '#lib/session/token'

const rowShape = z.object({
  sessionId: z.string(),
  userId: z.string(),
  accountId: z.string(),
  lastActiveAt: z.date(),
  name: z.string().nullable(),
  email: z.string(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  memberSince: z.date(),
})

/** A live session and its person. Holds no secret: safe to hand to a page. */
export type SessionRow = z.output<typeof rowShape>

const QUERY = {
  name: 'find-session',
  text: `
    SELECT s.id AS "sessionId", s.user_id AS "userId", s.account_id AS "accountId",
           s.last_active_at AS "lastActiveAt", u.name, u.email, u.image,
           u.email_verified IS NOT NULL AS "emailVerified", u.created_at AS "memberSince"
      FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1
       AND s.expires_at > now()
       AND s.last_active_at > now() - make_interval(secs => $2)`,
}

/** Our tokens are 43 characters of base64url; nothing else is worth a query. */
const TOKEN = /^[\w-]{43}$/

/**
 * The session of a cookie's token, or null when there is none or it is past its idle or absolute limit.
 * One prepared statement, and no write.
 *
 * @throws AppError `unavailable` when the database does not answer: an outage is not "signed out"
 */
export async function findSession(token: string): Promise<SessionRow | null> {
  if (!TOKEN.test(token)) return null
  const values = [hashToken(token), env().SESSION_IDLE_SECONDS]
  const { rows } = await orUnavailable(() => pool().query({ ...QUERY, values }))
  return rows.length === 0 ? null : rowShape.parse(rows[0])
}
