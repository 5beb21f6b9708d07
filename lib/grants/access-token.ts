import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isUuid, query } from '#lib/db/client'
import { env } from '#lib/env'
import { openToken } from '#lib/grants/cipher'
import type { DeathCause } from '#lib/grants/end-reason'
import { refreshTogether } from '#lib/grants/refresh'
import type { Viewer } from '#lib/viewer'

/** Why there is no token, in a way that a person can act on. */
export type NoToken =
  | { state: 'not-connected' }
  /** Never granted, unticked, taken back at Google, or turned off here. */
  | { state: 'missing-scope'; scopes: string[] }
  /** Permanent: only a new consent helps. */
  | { state: 'reconnect'; cause: DeathCause }
  /** Transient: nothing is lost, and it is worth asking again from then on. */
  | { state: 'unavailable'; retryAt: Date }

/** `pausedMs`: Google's APIs asked not to be called for this account for so many milliseconds. */
export type AccessToken = { state: 'ready'; token: string; version: number; pausedMs: number } | NoToken

/** What a token is wanted for. */
export type TokenRequest = {
  /** All of these must be granted. */
  scopes: readonly string[]
  /** One of the viewer's accounts; that of their session unless named. */
  accountId?: string
  /** The version whose token Google has just refused: only a newer one will do. */
  refused?: number
}

/** Milliseconds that a caller waits for a refresh, its own or that of a process which may have died. */
const PATIENCE_MS = 8_000

/** Milliseconds within which a failed refresh is tried again for the same caller. */
const RETRY_MS = 3_000

/**
 * An access token that Google will take, or the reason why there is none. However many callers in however many
 * processes need a fresh one, Google sees one request; while a token still has a minute or two, nobody waits for it.
 *
 * @throws AppError `unavailable` when the database does not answer, `token_unreadable` when a key is missing
 */
export async function getAccessToken(viewer: Viewer, request: TokenRequest): Promise<AccessToken> {
  const accountId = request.accountId ?? viewer.accountId
  const start = Date.now()
  for (;;) {
    const grant = await findGrant(viewer, accountId)
    const verdict = judge(grant, request)
    if (verdict.state === 'usable') return open(verdict.grant)
    if (verdict.state !== 'refresh' && verdict.state !== 'cooling') return verdict
    const { coolingMs } = verdict.grant
    const patience = verdict.state === 'cooling' ? RETRY_MS : PATIENCE_MS
    if (Date.now() + coolingMs >= start + patience) return { state: 'unavailable', retryAt: inMs(coolingMs) }
    if (verdict.state === 'cooling') await sleep(coolingMs)
    else await refreshTogether(verdict.grant)
  }
}

type Verdict =
  | { state: 'usable'; grant: FoundGrant }
  | { state: 'refresh'; grant: FoundGrant }
  | { state: 'cooling'; grant: FoundGrant }
  | NoToken

function judge(grant: FoundGrant | null, { scopes, refused }: TokenRequest): Verdict {
  if (!grant) return { state: 'not-connected' }
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope))
  if (missing.length > 0) return { state: 'missing-scope', scopes: missing }
  const usable = grant.usable && grant.version !== refused
  if (usable && !grant.due) return { state: 'usable', grant }
  if (grant.deadCause) return { state: 'reconnect', cause: grant.deadCause }
  if (!grant.refreshToken)
    return usable ? { state: 'usable', grant } : { state: 'reconnect', cause: 'no_refresh_token' }
  if (usable) {
    // Refreshed while nobody waits: this token is still good for a while.
    if (!grant.leased && grant.coolingMs === 0) void refreshTogether(grant)
    return { state: 'usable', grant }
  }
  return { state: grant.coolingMs > 0 ? 'cooling' : 'refresh', grant }
}

async function open({ accountId, accessToken, version, pausedMs }: FoundGrant): Promise<AccessToken> {
  const place = { row: accountId, column: 'access_token' } as const
  const token = await openToken(env().TOKEN_ENCRYPTION_KEYS, place, accessToken ?? '')
  return { state: 'ready', token, version, pausedMs }
}

function inMs(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds)
}

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

const FIND_GRANT = {
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
  if (!isUuid(accountId)) return null
  const values = [viewer.userId, accountId, LEAST_SECONDS, EARLY_SECONDS]
  const { rows } = await query({ ...FIND_GRANT, values })
  return rows.length === 0 ? null : rowShape.parse(rows[0])
}

function millisecondsUntil(column: string): string {
  return `GREATEST(0, COALESCE(EXTRACT(epoch FROM ${column} - now()) * 1000, 0))::int`
}
