import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import type { Transaction } from '#lib/db/transaction'
import { env } from '#lib/env'
import { AppError } from '#lib/errors'
import { languageIds } from '#lib/messages/languages'
import { labelledShape, labelOf } from '#lib/provider/identity'
import { noticeShape } from '#lib/sessions/notice'
import { readAhead, readSession } from '#lib/sessions/read'
import type { Viewer } from '#lib/viewer'

/** Why a session that this browser still has a cookie of is over. */
export const endings = [
  'ended',
  'disconnected',
  'removed',
  'revoked',
  'disabled',
  'endangered',
  'suspended',
  'gone',
  'enabled',
  'idle',
  'absolute',
] as const
export type Ending = (typeof endings)[number]

export type FoundSession = { kind: 'live'; session: LiveSession } | { kind: Ending }

/** A live session and its person. Holds no secret: safe to hand to a page. */
export type LiveSession = z.output<typeof liveShape>

const liveShape = z.object({
  sessionId: z.string(),
  userId: z.string(),
  accountId: z.string(),
  authenticatedAt: z.date(),
  lastActiveAt: z.date(),
  userAgent: z.string().nullable(),
  browserNotedAt: z.date().nullable(),
  notice: noticeShape.nullable().catch(null),
  name: z.string().nullable(),
  ownName: z.string().nullable(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  image: z.string().nullable(),
  memberSince: z.date(),
  /** The language that they have chosen. One that this version does not know is none. */
  language: z.enum(languageIds).nullable().catch(null),
  /** The account that it was signed in with, as people call it. */
  account: labelledShape.transform((account) => ({ provider: account.provider, label: labelOf(account) })),
  /** All accounts of the person that are not locked. One whose provider this version does not know is none. */
  accounts: z.array(z.unknown()).transform((all): Viewer['accounts'] =>
    all.flatMap((one) => {
      const { data } = labelledShape.safeParse(one)
      return data ? [{ provider: data.provider, label: labelOf(data) }] : []
    }),
  ),
})

const kindShape = z.object({ kind: z.enum(['live', ...endings]) })

/** Seconds for which somebody counts as just confirmed. */
export const RECENT_SECONDS = 10 * 60

/** Our tokens are 43 characters of base64url; nothing else is worth a query. */
const TOKEN = /^[\w-]{43}$/

/**
 * The session of a cookie's token; null when there is none. One that was ended or is past its idle or absolute limit
 * says only that. One prepared statement, and no write. An outage throws: it is not "signed out".
 */
export async function findSession(token: string): Promise<FoundSession | null> {
  if (!TOKEN.test(token)) return null
  const row = await readSession(token)
  if (row === undefined) return null
  const { kind } = kindShape.parse(row)
  return kind === 'live' ? { kind, session: liveShape.parse(row) } : { kind }
}

/**
 * Whether there is a session of a cookie's token, live or over: true also when nobody can tell. What is read for that, an
 * outage included, `findSession` finds in the same request and says. No promise where the form of the token says it.
 */
export function knowsSession(token: string): boolean | Promise<boolean> {
  // Next decodes the value of a cookie.
  if (!TOKEN.test(token)) return token.includes('%')
  const row = readAhead(token)
  return (
    row?.then(
      (found) => found !== undefined,
      () => true,
    ) ?? true
  )
}

/**
 * What a row of `sessions` must be to open anything: not ended, within both limits by the database's clock, and of an
 * account that is not disabled.
 *
 * @param idle the idle limit in seconds: a number, or the parameter of a statement that has it
 */
export function liveText(idle: string): string {
  return `(ended_at IS NULL AND expires_at > now() AND last_active_at > now() - make_interval(secs => ${idle})
    AND EXISTS (SELECT 1 FROM accounts AS own WHERE own.id = account_id AND own.disabled_at IS NULL))`
}

/** The same, as a part of a statement of Prisma's. */
export function isLive(): Prisma.Sql {
  return Prisma.raw(liveText(String(env().SESSION_IDLE_SECONDS)))
}

/** For what takes longer than a request should: `signed_out` when the viewer's session is over since. */
export async function requireLiveSession(viewer: Viewer): Promise<void> {
  if (!(await isSessionLive(db(), viewer))) throw new AppError('signed_out')
}

/**
 * For what a transaction changes: `signed_out` when the viewer's session is over since the request began. Until the
 * transaction ends, nobody ends it. Everybody locks accounts first, then users, then sessions, then grants.
 */
export async function lockLiveSession(tx: Transaction, viewer: SessionOf): Promise<void> {
  if (!(await isSessionLive(tx, viewer, Prisma.sql`FOR NO KEY UPDATE`))) throw new AppError('signed_out')
}

type SessionOf = Pick<Viewer, 'userId' | 'sessionId'>

async function isSessionLive(
  tx: Pick<Transaction, '$queryRaw'>,
  { userId, sessionId }: SessionOf,
  lock = Prisma.empty,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM sessions WHERE id = ${sessionId}::uuid AND user_id = ${userId}::uuid AND ${isLive()} ${lock}`
  return rows.length > 0
}
