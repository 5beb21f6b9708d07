import 'server-only'
import { z } from 'zod'
import { type Intent, intentShape } from '#lib/auth/intents'
import { safeReturnTo } from '#lib/auth/return-to'
import { deleteIndexed } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { cookieName, hashToken, newToken } from '#lib/sessions/cookie'

/** Seconds from the button to the callback. */
const ATTEMPT_SECONDS = 10 * 60

/** Seconds that its cookie stays: whoever comes back too late is still led to where they wanted to go. */
export const ATTEMPT_COOKIE_SECONDS = 60 * 60

/** How many attempts one browser may have cookies of, so that what it sends us never grows too long. */
const MOST_COOKIES = 10

/** How many cookies one answer takes away at most: proxies, too, have a limit for headers. */
const MOST_REMOVALS = 20

const ID_IN_COOKIE_NAME = 16

const checksShape = z.record(z.string(), z.string())

/** Auth.js's sealed cookies of one attempt, by name. */
export type Checks = z.output<typeof checksShape>

export type Attempt = { checks: Checks; intent: Intent; returnTo: string }

/**
 * Keeps a new attempt in the database, found by its `state`, and returns the secret for the browser's cookie, which begins
 * with when it was made. Each attempt has a cookie of its own, so that several tabs can sign in at once.
 */
export async function createAttempt(state: string, attempt: Attempt): Promise<string> {
  const secret = `${secondsNow().toString(36)}.${newToken()}`
  const expiresAt = new Date(Date.now() + ATTEMPT_SECONDS * 1000)
  await db().attempt.create({
    data: { id: hashToken(state), browserHash: hashToken(secret), expiresAt, ...attempt },
  })
  return secret
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
type Lost = { kind: 'expired' | 'used' | 'not-begun-here'; returnTo: string | undefined }

/**
 * How an attempt stands, for the browser with this cookie of it. Changes nothing, so that whoever only knows a `state` uses
 * nothing up.
 */
export async function findAttempt(
  state: string,
  secret: string | undefined,
): Promise<{ kind: 'open'; intent: Intent; returnTo: string } | Lost> {
  const found = await db().attempt.findUnique({ where: { id: hashToken(state) } })
  const begunHere = secret !== undefined && found?.browserHash === hashToken(secret)
  const returnTo = begunHere ? safeReturnTo(found.returnTo) : undefined
  if (found?.usedAt) return { kind: 'used', returnTo }
  if (!found || found.expiresAt <= new Date()) return { kind: 'expired', returnTo }
  if (returnTo === undefined) return { kind: 'not-begun-here', returnTo }
  return { kind: 'open', intent: intentShape.parse(found.intent), returnTo }
}

const rowShape = z.object({ checks: checksShape, intent: intentShape, returnTo: z.string() })

/**
 * Takes an attempt, which ends it: of any number of callbacks with the same `state`, one gets it, and only in the
 * browser that began it. One statement decides, so that no two can.
 *
 * @param secret the attempt's cookie
 */
export async function takeAttempt(
  state: string,
  secret: string | undefined,
): Promise<{ kind: 'taken'; attempt: Attempt } | Lost> {
  const [row] = await db().$queryRaw<unknown[]>`
    UPDATE sign_in_attempts SET used_at = now()
     WHERE id = ${hashToken(state)} AND browser_hash = ${hashToken(secret ?? '')}
       AND used_at IS NULL AND expires_at > now()
    RETURNING checks, intent, return_to AS "returnTo"`
  if (row) {
    const { returnTo, ...attempt } = rowShape.parse(row)
    return { kind: 'taken', attempt: { ...attempt, returnTo: safeReturnTo(returnTo) } }
  }
  const found = await findAttempt(state, secret)
  // Only the database's clock decides: to it, this one was over already.
  return found.kind === 'open' ? { kind: 'expired', returnTo: found.returnTo } : found
}

/** Deletes attempts that are over. */
export async function deleteExpiredAttempts(): Promise<void> {
  await deleteIndexed('sign_in_attempts', Prisma.sql`expires_at < ${new Date()}`)
}

/** Ends the attempts that somebody began, or that are about one of their accounts. */
export async function deleteAttempts(
  tx: Prisma.TransactionClient,
  of: 'userId' | 'accountId',
  id: string,
): Promise<void> {
  await tx.attempt.deleteMany({ where: { intent: { path: [of], equals: id } } })
}
