import 'server-only'
import { randomUUID } from 'node:crypto'
import { Prisma } from '#lib/db/generated/client'
import { mailSettings } from '#lib/env'
import { jobWrite } from '#lib/jobs/order'

/**
 * What people are told by mail. Those that may be turned off are a service; the others are how somebody learns that their
 * account is in other hands, and whoever took it could turn them off.
 */
export const notices = {
  'new-browser': { mayTurnOff: false },
  /** A session goes on in another browser, as one does whose cookie was stolen. */
  'browser-moved': { mayTurnOff: false },
  'connection-added': { mayTurnOff: false },
  'connection-removed': { mayTurnOff: false },
  /** To the address that they go by from now on. */
  'address-changed': { mayTurnOff: false },
  /** To the one that they went by before. */
  'address-left': { mayTurnOff: false },
  /** Its provider says that somebody else may have what they sign in with, or that it is not to be used. */
  'account-at-risk': { mayTurnOff: false },
  'account-deleted': { mayTurnOff: false },
  'data-downloaded': { mayTurnOff: false },
  'access-ended': { mayTurnOff: true },
  'permission-changed': { mayTurnOff: true },
} as const satisfies Record<string, { mayTurnOff: boolean }>

export type NoticeKind = keyof typeof notices

export const noticeKinds = Object.keys(notices) as NoticeKind[]

/** Those that may be turned off. */
export type OptionalNotice = {
  [Kind in NoticeKind]: (typeof notices)[Kind]['mayTurnOff'] extends true ? Kind : never
}[NoticeKind]

export function isOptional(kind: NoticeKind): kind is OptionalNotice {
  return notices[kind].mayTurnOff
}

/** So many of a kind go at once within an hour. Those behind them wait for an hour, and go as one. */
export const AT_ONCE = 3
const HELD = Prisma.sql`interval '1 hour'`

/** What a mail holds that will not be found when it is sent: sealed for its row, as a token is (lib/grants/cipher.ts). */
export type SealedFacts = { mailId: string; text: string; key: string }

/** A mail to write: about a line, to whatever address its person has by then, unless its facts name another. */
export type NewMail = { kind: NoticeKind; eventId: string; facts?: SealedFacts }

/** The statements that write mails and order their jobs; the second has the rows of the first by the name `mail`. */
export type MailWrites = { mail: Prisma.Sql; job: Prisma.Sql }

/**
 * The statements that write the mails about somebody's lines, as parts of the statement that adds those. Null when nobody
 * sends mail, or there is none.
 *
 * @param userId whose; or an expression for it, by a part of the same statement: nothing is written where it is null
 */
export function mailWrites(
  userId: string | Prisma.Sql,
  mails: readonly NewMail[],
  at: Date,
): MailWrites | null {
  if (mails.length === 0 || !mailSettings()) return null
  const rows = mails.map(
    ({ kind, eventId, facts }) =>
      Prisma.sql`(${facts?.mailId ?? randomUUID()}::uuid, ${eventId}::uuid, ${kind}::text, ${isOptional(kind)}::boolean, ${facts?.text ?? null}::text, ${facts?.key ?? null}::text)`,
  )
  return {
    mail: Prisma.sql`
      INSERT INTO mails (id, user_id, event_id, kind, sealed, sealed_key, created_at, held)
      SELECT m.id, u.id, m.event_id, m.kind, m.sealed, m.sealed_key, ${at},
             m.sealed IS NULL AND (SELECT count(*) FROM mails AS b WHERE b.user_id = u.id AND b.kind = m.kind
                                      AND b.sealed IS NULL AND b.created_at > ${at}::timestamptz - ${HELD}) >= ${AT_ONCE}::int
        FROM (VALUES ${Prisma.join(rows)}) AS m (id, event_id, kind, optional, sealed, sealed_key)
        JOIN users u ON u.id = ${userId}::uuid
       WHERE NOT (m.optional AND m.kind = ANY (u.notices_off))
      RETURNING id, held`,
    job: mailJobs(),
  }
}

/** The same for somebody who is gone when it is sent: all that it needs is in its facts. */
export function farewellWrite({ mailId, text, key }: SealedFacts): Prisma.Sql {
  const kind: NoticeKind = 'account-deleted'
  return Prisma.sql`
    WITH mail AS (
      INSERT INTO mails (id, kind, sealed, sealed_key) VALUES (${mailId}::uuid, ${kind}, ${text}, ${key})
      RETURNING id, held)
    ${mailJobs()}`
}

function mailJobs(): Prisma.Sql {
  return jobWrite(
    'send-mail',
    Prisma.sql`
      SELECT jsonb_build_object('mailId', id) AS data, now() + CASE WHEN held THEN ${HELD} ELSE interval '0' END AS start_after
        FROM mail`,
  )
}

/** Days for which people find in their history that they were written to. */
export const MAIL_KEPT_DAYS = 30
