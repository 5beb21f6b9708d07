import 'server-only'
import { z } from 'zod'
import type { HistoryWrites } from '#lib/activity/events'
import type { IdentityRow } from '#lib/auth/identity-row'
import { Prisma } from '#lib/db/generated/client'
import { providerIds } from '#lib/provider-ids'
import { noticeShape } from '#lib/sessions/notice'

type Transaction = Prisma.TransactionClient

const beforeShape = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      provider: z.enum(providerIds),
      name: z.string().nullable(),
      image: z.string().nullable(),
      email: z.string().nullable(),
      emailVerified: z.boolean(),
      lastSignInAt: z.coerce.date(),
    }),
  ),
  scopes: z.array(z.string()),
  browsers: z.array(z.string().nullable()),
  address: z.string().nullable(),
})

/** How far back a history is read for browsers, and how many it may name: far more than anybody has. */
const LINES_READ = 1_000
const BROWSERS_READ = 100

/**
 * What there is of somebody before a callback: all their accounts, the oldest first; the address that they go by; the scopes that this one has granted;
 * and for a sign-in the browsers of their history, in which each session has a line that outlives it. Of that, what is read
 * is bounded: a history can be filled. The identity has to be locked before, by a statement of its own, or this would not
 * see what was done by those for whom that one has waited.
 */
export async function readBefore(
  tx: Transaction,
  { id, userId }: IdentityRow,
  { browsers }: { browsers: boolean },
): Promise<z.output<typeof beforeShape>> {
  const known = Prisma.sql`(
    SELECT coalesce(json_agg(user_agent), '[]') FROM (
      SELECT user_agent
        FROM (SELECT user_agent, ip_address, created_at FROM events WHERE user_id = ${userId}::uuid
               ORDER BY created_at DESC, id DESC LIMIT ${LINES_READ}) AS latest
       WHERE user_agent IS NOT NULL OR ip_address IS NOT NULL
       GROUP BY user_agent ORDER BY max(created_at) DESC LIMIT ${BROWSERS_READ}) AS known)`
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT (SELECT json_agg(json_build_object('id', id, 'provider', provider, 'name', name, 'image', image, 'email', email,
                                              'emailVerified', email_verified, 'lastSignInAt', last_sign_in_at)
                            ORDER BY created_at, id)
              FROM accounts WHERE user_id = ${userId}::uuid) AS accounts,
           coalesce((SELECT scopes FROM grants WHERE account_id = ${id}::uuid), '{}') AS scopes,
           (SELECT email FROM users WHERE id = ${userId}::uuid) AS address,
           ${browsers ? known : Prisma.sql`'[]'::json`} AS browsers`
  return beforeShape.parse(row)
}

/** The statements of what a callback writes; one that is null is not needed. */
export type Writes = {
  /** Makes the user, or changes what they go by; and the same of the identity. */
  user: Prisma.Sql | null
  account: Prisma.Sql | null
  /** Ends the session that another takes the place of. */
  replaced: Prisma.Sql | null
  /** Begins a session or goes on with one, and returns its `id` and `notice`: or no row, when there is none to go on with. */
  session: Prisma.Sql
  consent: Prisma.Sql | null
  cancel: Prisma.Sql | null
  /** Lines of the history, and the mails about them. */
  history: HistoryWrites | null
}

const writtenShape = z.object({ sessionId: z.string().nullable(), notice: noticeShape.nullable() })

/**
 * All that a callback writes, in one statement. The list at its end has PostgreSQL do it in the order in which everybody
 * locks (accounts, users, sessions, grants), and none of it sees what another part has done, but by name.
 *
 * @returns the session; its id is null when it is over, and then nothing of this may stay
 */
export async function writeTogether(tx: Transaction, writes: Writes) {
  const { user, account, replaced, session, consent, cancel, history } = writes
  const [written] = await tx.$queryRaw<unknown[]>`
    WITH person AS (${part(user)}), identity AS (${part(account)}), replaced AS (${replaced ?? NONE}),
         session AS (${session}), stored AS (${part(consent)}), cancelled AS (${part(cancel)}), line AS (${part(history?.lines ?? null)}),
         mail AS (${history?.mails?.mail ?? NONE}), job AS (${part(history?.mails?.job ?? null)})
    SELECT (SELECT count(*) FROM person) AS "1", (SELECT count(*) FROM identity) AS "2",
           (SELECT count(*) FROM replaced) AS "3", (SELECT id FROM session) AS "sessionId",
           (SELECT notice FROM session) AS notice, (SELECT count(*) FROM stored) AS "4",
           (SELECT count(*) FROM cancelled) AS "5", (SELECT count(*) FROM line) AS "6",
           (SELECT count(*) FROM job) AS "7"`
  return writtenShape.parse(written)
}

const NONE = Prisma.sql`SELECT 1 WHERE false`

/** A statement as a part of a larger one, which can name it. */
function part(write: Prisma.Sql | null): Prisma.Sql {
  return write ? Prisma.sql`${write} RETURNING 1` : NONE
}
