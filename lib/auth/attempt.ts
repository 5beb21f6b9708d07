import 'server-only'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type Intent, intentShape } from '#lib/auth/intents'
import { countCallback, countedAs } from '#lib/auth/rate-limit'
import { safeReturnTo } from '#lib/auth/return-to'
import { deleteIndexed } from '#lib/db/batches'
import { query } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { env } from '#lib/env'
import type { Client } from '#lib/request/client'
import { cookieName, hashToken, newToken } from '#lib/sessions/cookie'

/** Seconds from the button to the callback. */
export const ATTEMPT_SECONDS = 10 * 60

/** Seconds that its cookie stays: whoever comes back too late is still led to where they wanted to go. */
export const ATTEMPT_COOKIE_SECONDS = 60 * 60

/** How many attempts one browser may have cookies of, so that what it sends us never grows too long. */
const MOST_COOKIES = 10

/** How many cookies one answer takes away at most: proxies, too, have a limit for headers. */
const MOST_REMOVALS = 20

const ID_IN_COOKIE_NAME = 16

/** What has to fit when the provider answers, beside `state`: the verifier of PKCE (RFC 7636) and the nonce of the `id_token`. */
export type Checks = { codeVerifier: string; nonce: string }

/** An attempt that nobody has seen yet. `state` goes to the provider, and the secret into a cookie of this browser. */
export type NewAttempt = { state: string; secret: string; checks: Checks }

export type Attempt = { checks: Checks; intent: Intent; returnTo: string }

/** The secret begins with when it was made. */
export function newAttempt(): NewAttempt {
  const secret = `${secondsNow().toString(36)}.${newToken()}`
  return { state: newToken(), secret, checks: checksOf(secret) }
}

/**
 * Both are made of the attempt's cookie, whose hash is all that is stored of it: an answer fits in the browser that asked
 * and in no other (OpenID Connect Core 1.0, section 15.5.2; RFC 9700, section 4.7.1). AUTH_SECRET is in them too, so that
 * whoever gets hold of the cookie alone can make neither.
 */
function checksOf(secret: string): Checks {
  const derive = (purpose: string) =>
    createHmac('sha256', env().AUTH_SECRET).update(`attempt ${purpose} ${secret}`).digest('base64url')
  return { codeVerifier: derive('code_verifier'), nonce: derive('nonce') }
}

/** Keeps an attempt in the database, found by its `state`. Each has a cookie of its own, so that several tabs can sign in at once. */
export async function keepAttempt(
  { state, secret }: NewAttempt,
  { intent, returnTo }: Omit<Attempt, 'checks'>,
): Promise<void> {
  const values = [hashToken(state), hashToken(secret), JSON.stringify(intent), returnTo, ATTEMPT_SECONDS]
  await query({ ...KEEP_ATTEMPT, values })
}

/** Prepared, as is the other: every sign-in makes both. The database's clock decides in both. */
const KEEP_ATTEMPT = {
  name: 'keep-attempt',
  text: `
    INSERT INTO sign_in_attempts (id, browser_hash, intent, return_to, expires_at)
    VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
}

/** The name of the cookie that binds an attempt to the browser that began it. */
export function attemptCookieName(state: string): string {
  return namePrefix() + hashToken(state).slice(0, ID_IN_COOKIE_NAME)
}

function namePrefix(): string {
  return `${cookieName('attempt')}-`
}

type Cookie = { name: string; value: string }

/**
 * What a browser's own cookies say of the attempts that it has begun and not finished. Nobody but itself pays when they
 * are not true.
 */
export function readAttemptCookies(cookies: Cookie[], now = secondsNow()) {
  const held = cookies
    .filter(({ name }) => name.startsWith(namePrefix()))
    .map(({ name, value }) => ({ name, startedAt: startOf(value, now) }))
    .sort((one, other) => other.startedAt - one.startedAt)
  return {
    lastMinute: held.filter(({ startedAt }) => startedAt > now - 60).length,
    /** The cookies to take away when one more is set, the oldest first. */
    surplus: held
      .slice(MOST_COOKIES - 1)
      .map(({ name }) => name)
      .reverse()
      .slice(0, MOST_REMOVALS),
  }
}

/** When an attempt was begun, by its cookie; 0 when that does not say, as those of older versions do not. */
function startOf(value: string, now: number): number {
  const seconds = Number.parseInt(/^([0-9a-z]{1,9})\./.exec(value)?.[1] ?? '', 36)
  return seconds <= now ? seconds : 0
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000)
}

/** An attempt that cannot be finished. Where it was to lead is for the browser that began it alone. */
type Lost = { kind: 'expired' | 'used' | 'not-begun-here' | 'too-many'; returnTo: string | undefined }

const TAKE_ATTEMPT = {
  name: 'take-attempt',
  text: `
    WITH found AS (
      SELECT intent, return_to, browser_hash = $2 AS begun_here,
             CASE WHEN used_at IS NOT NULL THEN 'used' WHEN expires_at <= now() THEN 'expired' ELSE 'open' END AS status
        FROM sign_in_attempts WHERE id = $1
    ), open AS (
      SELECT intent FROM found WHERE begun_here AND status = 'open'
    ), counted AS (${countCallback(3)}
    ), taken AS (
      UPDATE sign_in_attempts AS attempt SET used_at = now() FROM counted
       WHERE attempt.id = $1 AND attempt.used_at IS NULL AND NOT counted.exceeded
      RETURNING attempt.id
    )
    SELECT intent, return_to AS "returnTo", begun_here AS "begunHere", status,
           EXISTS (SELECT FROM counted WHERE exceeded) AS exceeded, EXISTS (SELECT FROM taken) AS taken
      FROM found`,
}

const rowShape = z.object({
  intent: z.unknown(),
  returnTo: z.string(),
  begunHere: z.boolean(),
  status: z.enum(['open', 'used', 'expired']),
  exceeded: z.boolean(),
  taken: z.boolean(),
})

/**
 * Takes an attempt, which ends it: of any number of callbacks with the same `state`, one gets it, and only in the
 * browser that began it. One statement finds it, counts the callback, and takes it, in this order: whoever only knows a
 * `state` uses nothing up, neither the attempt nor anybody's share of requests; and whoever has none left (`too-many`)
 * keeps their attempt. Its row decides, by the database's clock, so that no two can have it.
 *
 * @param secret the attempt's cookie
 * @param client whose request it is: that of somebody who is signed in counts for them
 */
export async function takeAttempt(
  state: string,
  secret = '',
  client: Pick<Client, 'ipAddress'>,
): Promise<{ kind: 'taken'; attempt: Attempt } | Lost> {
  const values = [hashToken(state), hashToken(secret), ...countedAs(client)]
  const { rows } = await query({ ...TAKE_ATTEMPT, values })
  if (rows.length === 0) return { kind: 'expired', returnTo: undefined }
  const { intent, begunHere, status, exceeded, taken, ...found } = rowShape.parse(rows[0])
  const returnTo = begunHere ? safeReturnTo(found.returnTo) : undefined
  if (status !== 'open') return { kind: status, returnTo }
  if (returnTo === undefined) return { kind: 'not-begun-here', returnTo }
  if (exceeded) return { kind: 'too-many', returnTo }
  // Another callback has taken it since this statement began.
  if (!taken) return { kind: 'used', returnTo }
  return { kind: 'taken', attempt: { checks: checksOf(secret), intent: intentShape.parse(intent), returnTo } }
}

/** Deletes attempts that are over. */
export async function deleteExpiredAttempts(): Promise<void> {
  await deleteIndexed('sign_in_attempts', Prisma.sql`expires_at < now()`)
}

/** Ends the attempts that somebody began who was signed in, or those about one of their accounts. An index has them by user. */
export async function deleteAttempts(
  tx: Prisma.TransactionClient,
  userId: string,
  accountId: string | null = null,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM sign_in_attempts WHERE intent ->> 'userId' = ${userId}
       AND (${accountId}::text IS NULL OR intent ->> 'accountId' = ${accountId})`
}
