import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isUuid, query } from '#lib/db/client'
import { env } from '#lib/env'
import { openToken } from '#lib/grants/cipher'
import { type EndReason, endReasonShape } from '#lib/grants/end-reason'
import { refreshTogether } from '#lib/grants/refresh'
import { providerIds } from '#lib/provider-ids'
import type { Viewer } from '#lib/viewer'

/** Why there is no token, in a way that a person can act on. */
export type NoToken =
  | { kind: 'not-connected' }
  /** Never granted, unticked, or taken back at the provider. */
  | { kind: 'missing-scope'; scopes: string[] }
  /** Turned off here while the provider still lists all of them: no provider has to be asked. */
  | { kind: 'turned-off'; scopes: string[] }
  /** Permanent: only a new consent helps. */
  | { kind: 'reconnect'; reason: EndReason }
  /** Transient: nothing is lost, and it is worth asking again from then on. `limit`: we asked too often. */
  | { kind: 'unavailable'; retryAt: Date; limit: boolean }

/** The provider does not accept this application: nothing is lost, and only an operator can mend it. */
export type Refused = { kind: 'refused'; retryAt: Date }

/** `pausedMs`: the provider's APIs asked not to be called for this account for so many milliseconds. */
export type AccessToken =
  | { kind: 'ready'; token: string; version: number; pausedMs: number }
  | NoToken
  | Refused

/** What a token is wanted for. */
export type TokenRequest = {
  /** All of these must be granted. */
  scopes: readonly string[]
  /** One of the viewer's accounts; that of their session unless named. */
  accountId?: string
  /** The version whose token the provider has just refused: only a newer one will do. */
  refused?: number
  /** Called before anybody waits for the provider: until then, what is known here decides. */
  onWait?: () => void
}

/** Milliseconds that a caller waits for a refresh, its own or that of a process which may have ended. */
const REFRESH_TIMEOUT_MS = 8_000

/** Milliseconds within which a failed refresh is tried again for the same caller. */
const RETRY_WITHIN_MS = 3_000

/**
 * An access token that the provider will take, or the reason why there is none. However many callers in however many
 * processes need a fresh one, the provider sees one request. While a token still has a minute or two, nobody waits for it.
 */
export async function getAccessToken(viewer: Viewer, request: TokenRequest): Promise<AccessToken> {
  const accountId = request.accountId ?? viewer.accountId
  const start = Date.now()
  for (let first: number | undefined; ; ) {
    const grant = await findGrant(viewer, accountId)
    first ??= grant?.version
    const next = decide(grant, request, first)
    if (next.kind === 'usable') return open(next.grant)
    if (next.kind !== 'refresh' && next.kind !== 'back-off') return next
    const { backoffMs } = next.grant
    const timeoutMs = next.kind === 'back-off' ? RETRY_WITHIN_MS : REFRESH_TIMEOUT_MS
    if (Date.now() + backoffMs >= start + timeoutMs) return giveUp(next.grant)
    request.onWait?.()
    if (next.kind === 'back-off') await sleep(backoffMs)
    else await refreshTogether(next.grant)
  }
}

function giveUp({ backoffMs, failures }: FoundGrant): AccessToken {
  const retryAt = new Date(Date.now() + backoffMs)
  return backoffMs > 0 && failures === 0
    ? { kind: 'refused', retryAt }
    : { kind: 'unavailable', retryAt, limit: false }
}

type Decision =
  | { kind: 'usable'; grant: FoundGrant }
  | { kind: 'refresh'; grant: FoundGrant }
  | { kind: 'back-off'; grant: FoundGrant }
  | NoToken

/** @param first the version that was there when this caller came: a newer one was made for them, however short it lives */
function decide(grant: FoundGrant | null, { scopes, refused }: TokenRequest, first?: number): Decision {
  if (!grant) return { kind: 'not-connected' }
  const missing = scopes.filter((scope) => !grant.scopes.includes(scope))
  if (missing.length > 0)
    return { kind: isOff(grant, missing) ? 'turned-off' : 'missing-scope', scopes: missing }
  const fresh = first !== undefined && grant.version > first && grant.accessToken !== null
  const usable = (grant.usable || fresh) && grant.version !== refused
  if (usable && (fresh || !grant.due)) return { kind: 'usable', grant }
  if (grant.endReason) return { kind: 'reconnect', reason: grant.endReason }
  if (!grant.refreshToken)
    return usable ? { kind: 'usable', grant } : { kind: 'reconnect', reason: 'no_refresh_token' }
  if (usable) {
    // Refreshed while nobody waits: this token is still good for a while.
    if (!grant.leased && grant.backoffMs === 0) void refreshTogether(grant)
    return { kind: 'usable', grant }
  }
  return { kind: grant.backoffMs > 0 ? 'back-off' : 'refresh', grant }
}

/** Of a grant that has ended, nothing can be turned on. */
function isOff({ scopesOff, endReason }: FoundGrant, missing: string[]): boolean {
  return endReason === null && missing.every((scope) => scopesOff.includes(scope))
}

async function open({ accountId, accessToken, version, pausedMs }: FoundGrant): Promise<AccessToken> {
  const place = { row: accountId, column: 'access_token' } as const
  const token = await openToken(env().TOKEN_ENCRYPTION_KEYS, place, accessToken ?? '')
  return { kind: 'ready', token, version, pausedMs }
}

/**
 * Seconds before its end from which an access token is refreshed while it is still handed out: of one that lives for
 * less than four minutes, in its second half.
 */
const EARLY_SECONDS = 120

/**
 * Seconds that an access token must have left to be handed out at all, since a call to an API takes some: of one that
 * lives for less than a minute, a quarter of its life.
 */
const LEAST_SECONDS = 15

const rowShape = z.object({
  accountId: z.string(),
  provider: z.enum(providerIds),
  accessToken: z.string().nullable(),
  refreshToken: z.string().nullable(),
  scopes: z.array(z.string()),
  scopesOff: z.array(z.string()),
  version: z.number(),
  usable: z.boolean(),
  due: z.boolean(),
  leased: z.boolean(),
  failures: z.number(),
  backoffMs: z.number(),
  pausedMs: z.number(),
  endReason: endReasonShape.nullable(),
})

/**
 * A grant as somebody who needs a token sees it. Tokens are sealed; `scopes` are without those turned off here, `scopesOff`.
 * Every time was compared by the database's clock, which all processes share: `usable` has some seconds left,
 * `due` should be refreshed, `leased` is being refreshed by somebody, `backoffMs` and `pausedMs` are milliseconds
 * until the next refresh, and the next call of an API, may be tried. A time to wait without `failures` means that the
 * provider refused this application.
 */
export type FoundGrant = z.output<typeof rowShape>

const FIND_GRANT = {
  name: 'find-grant',
  text: `
    SELECT g.account_id AS "accountId", a.provider, g.access_token AS "accessToken",
           g.refresh_token AS "refreshToken", g.version, g.failures, g.dead_cause AS "endReason",
           ARRAY(SELECT unnest(g.scopes) EXCEPT SELECT unnest(g.scopes_off)) AS scopes,
           ARRAY(SELECT unnest(g.scopes) INTERSECT SELECT unnest(g.scopes_off)) AS "scopesOff",
           g.access_token IS NOT NULL
             AND COALESCE(g.access_token_expires_at > now() + ${margin('$3', 4)}, true) AS usable,
           COALESCE(g.access_token_expires_at <= now() + ${margin('$4', 2)}, g.access_token IS NULL) AS due,
           COALESCE(g.lease_until > now(), false) AS leased,
           ${millisecondsUntil('g.retry_at')} AS "backoffMs",
           ${millisecondsUntil('g.paused_until')} AS "pausedMs"
      FROM grants g JOIN accounts a ON a.id = g.account_id
     WHERE a.user_id = $1 AND a.id = $2 AND a.disabled_at IS NULL`,
}

/** The grant of one of the viewer's accounts, or null when there is none, or the account is disabled. Prepared: every call of an API begins here. */
export async function findGrant(viewer: Viewer, accountId: string): Promise<FoundGrant | null> {
  if (!isUuid(accountId)) return null
  const values = [viewer.userId, accountId, LEAST_SECONDS, EARLY_SECONDS]
  const { rows } = await query({ ...FIND_GRANT, values })
  return rows.length === 0 ? null : rowShape.parse(rows[0])
}

/** So many seconds, or a part of the token's life if that is less; it was given when the refresh token was last used. */
function margin(seconds: string, part: number): string {
  return `LEAST(make_interval(secs => ${seconds}), GREATEST(g.access_token_expires_at - g.refreshed_at, interval '0') / ${part})`
}

function millisecondsUntil(column: string): string {
  return `GREATEST(0, COALESCE(EXTRACT(epoch FROM ${column} - now()) * 1000, 0))::int`
}
