import 'server-only'
import { z } from 'zod'
import { pool } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import type { DeathCause } from '#lib/tokens/death'
import type { Viewer } from '#lib/viewer'

/** Seconds before its end from which an access token is refreshed while it is still handed out. */
const EARLY_SECONDS = 120

/** Seconds that an access token must have left to be handed out at all: a call to Google takes some. */
const LEAST_SECONDS = 15

const rowShape = z.object({
  accountId: z.string(),
  sub: z.string(),
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  scopes: z.array(z.string()),
  version: z.number(),
  usable: z.boolean(),
  due: z.boolean(),
  leased: z.boolean(),
  coolingMs: z.number(),
  pausedMs: z.number(),
  deadCause: z.custom<DeathCause>((value) => typeof value === 'string').nullable(),
})

/**
 * A grant as somebody who needs a token sees it. Tokens are sealed; `scopes` are without those turned off here.
 * Every time was compared by the database's clock, which all processes share: `usable` has some seconds left,
 * `due` should be refreshed, `leased` is being refreshed by somebody, `coolingMs` and `pausedMs` are milliseconds
 * until the next refresh, and the next call of an API, may be tried.
 */
export type FoundGrant = z.output<typeof rowShape>

const QUERY = {
  name: 'find-grant',
  text: `
    SELECT g.account_id AS "accountId", a.provider_account_id AS sub, g.access_token AS "accessToken",
           g.refresh_token AS "refreshToken", g.version, g.dead_cause AS "deadCause",
           ARRAY(SELECT unnest(g.scopes) EXCEPT SELECT unnest(g.scopes_off)) AS scopes,
           g.access_token IS NOT NULL
             AND COALESCE(g.access_token_expires_at > now() + make_interval(secs => $3), true) AS usable,
           COALESCE(g.access_token_expires_at <= now() + make_interval(secs => $4), g.access_token IS NULL) AS due,
           COALESCE(g.lease_until > now(), false) AS leased,
           ${millisecondsUntil('g.retry_at')} AS "coolingMs",
           ${millisecondsUntil('g.paused_until')} AS "pausedMs"
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE a.user_id = $1 AND a.id = $2`,
}

/**
 * The grant of one of the viewer's accounts, or null when there is none.
 *
 * @throws AppError `unavailable`
 */
export async function findGrant(viewer: Viewer, accountId: string): Promise<FoundGrant | null> {
  const values = [viewer.userId, accountId, LEAST_SECONDS, EARLY_SECONDS]
  const { rows } = await orUnavailable(() => pool().query({ ...QUERY, values }))
  return rows.length === 0 ? null : rowShape.parse(rows[0])
}

function millisecondsUntil(column: string): string {
  return `GREATEST(0, COALESCE(EXTRACT(epoch FROM ${column} - now()) * 1000, 0))::int`
}
