import 'server-only'
import { z } from 'zod'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import type { Viewer } from '#lib/viewer'

type Row = { id: string; createdAt: Date }

/** The last row of the batch before; null before the first. */
type Last = Row | null

/** Rows that are read at once: fewer were the last. */
export const BATCH = 200

/** The rows after `last`, the oldest first, `BATCH` at the most. */
export type ReadBatch = (viewer: Viewer, last: Last) => Promise<Row[]>

/** Who they are. Null when they are gone. */
export function readProfile({ userId }: Viewer) {
  return db().user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      name: true,
      displayName: true,
      email: true,
      emailVerified: true,
      image: true,
      noticesOff: true,
      createdAt: true,
      updatedAt: true,
      language: true,
      acceptLanguage: true,
      timeZone: true,
    },
  })
}

/** Their accounts at providers, and what was granted for each; of its tokens, when they were given and when they end. */
export async function readAccounts({ userId }: Viewer, last: Last) {
  const accounts = await db().account.findMany({
    ...batch(userId, last),
    select: {
      id: true,
      type: true,
      provider: true,
      issuer: true,
      providerAccountId: true,
      email: true,
      emailVerified: true,
      handle: true,
      name: true,
      image: true,
      hostedDomain: true,
      createdAt: true,
      lastSignInAt: true,
      disabledAt: true,
      disabledReason: true,
      disabledCause: true,
      disableSettledAt: true,
      grant: { select: grantFields },
    },
  })
  return accounts.map(({ grant, ...account }) => ({ ...account, grant: grant && withoutKeys(grant) }))
}

/** Where they are, or lately were, signed in. */
export function readSessions({ userId }: Viewer, last: Last) {
  return db().session.findMany({
    ...batch(userId, last),
    select: {
      id: true,
      accountId: true,
      createdAt: true,
      authenticatedAt: true,
      lastActiveAt: true,
      expiresAt: true,
      endedAt: true,
      endedReason: true,
      notice: true,
      userAgent: true,
      ipAddress: true,
      browserNotedAt: true,
      reviewedAt: true,
    },
  })
}

/** What was sent to them by mail of late, or waits to be. */
export function readMails({ userId }: Viewer, last: Last) {
  return db().mail.findMany({
    ...batch(userId, last),
    select: {
      id: true,
      eventId: true,
      kind: true,
      createdAt: true,
      held: true,
      others: true,
      attempts: true,
      sendingSince: true,
      endingSince: true,
      doneAt: true,
      outcome: true,
    },
  })
}

/** Their history of the last twelve months. */
export function readActivity({ userId }: Viewer, last: Last) {
  return db().event.findMany({
    ...batch(userId, last),
    select: {
      id: true,
      kind: true,
      details: true,
      userAgent: true,
      ipAddress: true,
      sessionId: true,
      createdAt: true,
    },
  })
}

const attemptShape = z.object({
  id: z.string(),
  intent: z.unknown(),
  returnTo: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
  usedAt: z.date().nullable(),
})

/** Authorization requests that they began in the last minutes: found by an index that Prisma cannot name. */
export async function readAttempts({ userId }: Viewer, last: Last) {
  const beyond = last ? Prisma.sql`(created_at, id) > (${last.createdAt}, ${last.id})` : Prisma.sql`true`
  const rows = await db().$queryRaw<unknown[]>`
    SELECT id, intent, return_to AS "returnTo", created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt"
      FROM sign_in_attempts WHERE intent ->> 'userId' = ${userId} AND ${beyond}
     ORDER BY created_at, id LIMIT ${BATCH}::int`
  return z.array(attemptShape).parse(rows)
}

const grantFields = {
  scopes: true,
  scopesSince: true,
  scopesOff: true,
  consentedAt: true,
  refreshedAt: true,
  accessTokenKey: true,
  accessTokenExpiresAt: true,
  refreshTokenKey: true,
  refreshTokenExpiresAt: true,
  failures: true,
  retryAt: true,
  pausedUntil: true,
  endedAt: true,
  endReason: true,
} as const

type Keys = { accessTokenKey: string | null; refreshTokenKey: string | null }

/** Whether there is a token, in place of the key that it is sealed under. */
function withoutKeys<T extends Keys>({ accessTokenKey, refreshTokenKey, ...grant }: T) {
  return { ...grant, hasAccessToken: accessTokenKey !== null, hasRefreshToken: refreshTokenKey !== null }
}

const oldestFirst: ({ createdAt: 'asc' } | { id: 'asc' })[] = [{ createdAt: 'asc' }, { id: 'asc' }]
const inOrder = { orderBy: oldestFirst, take: BATCH }

function batch(userId: string, last: Last) {
  return { where: { userId, ...after(last) }, ...inOrder }
}

function after(last: Last) {
  if (!last) return {}
  const { id, createdAt } = last
  return { OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }
}
