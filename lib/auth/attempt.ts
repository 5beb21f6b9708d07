import 'server-only'
import { z } from 'zod'
import { type Intent, intentShape } from '#lib/auth/intents'
import { safeReturnTo } from '#lib/auth/return-to'
import { db } from '#lib/db/client'
import { orUnavailable } from '#lib/db/failures'
import { AppError } from '#lib/errors'
import { cookieName } from '#lib/session/cookie'
import { hashToken, newToken } from '#lib/session/token'

/** Seconds from the button to the way back. */
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
  await orUnavailable(() =>
    db().signInAttempt.create({
      data: { id: hashToken(state), browserHash: hashToken(secret), expiresAt, ...attempt },
    }),
  )
  return secret
}

/** The name of the cookie that binds an attempt to the browser that began it. */
export function attemptCookieName(state: string): string {
  return `${cookieName('attempt')}-${hashToken(state).slice(0, ID_IN_COOKIE_NAME)}`
}

/**
 * Takes an attempt, which ends it: of any number of callbacks with the same `state`, one gets it.
 *
 * @throws AppError `other_browser` when this browser did not begin it; `attempt_expired` when it is over or used
 */
export async function consumeAttempt(state: string, secret: string | undefined): Promise<Attempt> {
  const id = hashToken(state)
  if (secret !== undefined) {
    const [taken] = await orUnavailable(
      () =>
        db().$queryRaw<Row[]>`
        DELETE FROM sign_in_attempts WHERE id = ${id} AND browser_hash = ${hashToken(secret)}
        RETURNING checks, intent, return_to AS "returnTo", expires_at > now() AS live`,
    )
    if (taken?.live) {
      const { checks, intent, returnTo } = taken
      return {
        checks: checksShape.parse(checks),
        intent: intentShape.parse(intent),
        returnTo: safeReturnTo(returnTo),
      }
    }
    if (taken) throw new AppError('attempt_expired')
  }
  const left = await orUnavailable(() =>
    db().signInAttempt.count({ where: { id, expiresAt: { gt: new Date() } } }),
  )
  throw new AppError(left > 0 ? 'other_browser' : 'attempt_expired')
}

type Row = { checks: unknown; intent: unknown; returnTo: string; live: boolean }

/** Forgets attempts that nobody came back from. */
export async function deleteExpiredAttempts(): Promise<void> {
  await db().signInAttempt.deleteMany({ where: { expiresAt: { lt: new Date() } } })
}
