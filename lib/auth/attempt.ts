import 'server-only'
import { z } from 'zod'
import { type Intent, intentShape } from '#lib/auth/intents'
import { safeReturnTo } from '#lib/auth/return-to'
import { db } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { cookieName, hashToken, newToken } from '#lib/sessions/cookie'

/** Seconds from the button to the callback. */
export const ATTEMPT_SECONDS = 10 * 60

const ID_IN_COOKIE_NAME = 16

const checksShape = z.record(z.string(), z.string())

/** Auth.js's sealed cookies of one attempt, by name. */
export type Checks = z.output<typeof checksShape>

export type Attempt = { checks: Checks; intent: Intent; returnTo: string }

/**
 * Keeps a new attempt in the database, found by its `state`, and returns the secret for the browser's cookie.
 * Each attempt has a cookie of its own, so that several tabs can sign in at once.
 */
export async function createAttempt(state: string, attempt: Attempt): Promise<string> {
  const secret = newToken()
  const expiresAt = new Date(Date.now() + ATTEMPT_SECONDS * 1000)
  await db().attempt.create({
    data: { id: hashToken(state), browserHash: hashToken(secret), expiresAt, ...attempt },
  })
  return secret
}

/** The name of the cookie that binds an attempt to the browser that began it. */
export function attemptCookieName(state: string): string {
  return `${cookieName('attempt')}-${hashToken(state).slice(0, ID_IN_COOKIE_NAME)}`
}

/** An attempt that was taken; or why it was not, and where its person wanted to go if that is still known. */
export type TakenAttempt =
  | { kind: 'taken'; attempt: Attempt }
  | { kind: 'expired' | 'used' | 'not-begun-here'; returnTo: string | undefined }

const rowShape = z.object({ checks: checksShape, intent: intentShape, returnTo: z.string() })

/**
 * Takes an attempt, which ends it: of any number of callbacks with the same `state`, one gets it, and only in the
 * browser that began it. One statement decides, so that no two can.
 *
 * @param secret the attempt's cookie
 */
export async function takeAttempt(state: string, secret: string | undefined): Promise<TakenAttempt> {
  const id = hashToken(state)
  const [row] = await db().$queryRaw<unknown[]>`
    UPDATE sign_in_attempts SET used_at = now()
     WHERE id = ${id} AND browser_hash = ${hashToken(secret ?? '')}
       AND used_at IS NULL AND expires_at > now()
    RETURNING checks, intent, return_to AS "returnTo"`
  if (!row) return explain(id)
  const { returnTo, ...attempt } = rowShape.parse(row)
  return { kind: 'taken', attempt: { ...attempt, returnTo: safeReturnTo(returnTo) } }
}

async function explain(id: string): Promise<TakenAttempt> {
  const found = await db().attempt.findUnique({ where: { id } })
  const returnTo = found ? safeReturnTo(found.returnTo) : undefined
  if (found?.usedAt) return { kind: 'used', returnTo }
  if (!found || found.expiresAt <= new Date()) return { kind: 'expired', returnTo }
  return { kind: 'not-begun-here', returnTo }
}

/** Deletes attempts that are over. */
export async function deleteExpiredAttempts(): Promise<void> {
  await db().attempt.deleteMany({ where: { expiresAt: { lt: new Date() } } })
}

/** Ends the attempts that somebody began, or that are about one of their accounts. */
export async function deleteAttempts(
  tx: Prisma.TransactionClient,
  of: 'userId' | 'accountId',
  id: string,
): Promise<void> {
  await tx.attempt.deleteMany({ where: { intent: { path: [of], equals: id } } })
}
