import 'server-only'
import { z } from 'zod'
import { type EventKind, eventKinds, eventShapes, type NewEvent } from '#lib/activity/events'
import { MAIL_KEPT_DAYS, noticeKinds } from '#lib/activity/notices'
import { deleteIndexed } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { mailSettings } from '#lib/env'
import { jobWrite } from '#lib/jobs/order'
import { log } from '#lib/log'

/**
 * What became of a mail: its server has it, or will never take it; it went as one with another; there was no address for it;
 * nobody can tell, and it is not worth sending twice; or it waited too long.
 */
export const mailOutcomes = ['handed-over', 'refused', 'folded', 'no-address', 'unknown', 'given-up'] as const
export type MailOutcome = (typeof mailOutcomes)[number]

/** Seconds in which whoever had got to the end of a mail says what became of it, or is dead: longer than an answer may take (lib/mail/smtp.ts). */
export const ENDING_SECONDS = 90

const claimedShape = z.object({
  id: z.string(),
  userId: z.string().nullable(),
  kind: z.enum(noticeKinds),
  sealed: z.string().nullable(),
  createdAt: z.date(),
  held: z.boolean(),
  others: z.number(),
  /** Names this attempt of all that were made. */
  attempts: z.number(),
  /** When an earlier attempt got to the end, and nobody knows more. */
  endingSince: z.date().nullable(),
  eventId: z.string().nullable(),
  event: z.enum(eventKinds).nullable(),
  details: z.unknown(),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable(),
  acceptLanguage: z.string().nullable(),
  timeZone: z.string().nullable(),
})

/** A mail that this process may send, with the line that it is about and whose it is. */
export type ClaimedMail = z.output<typeof claimedShape>

/**
 * Makes this process the one that sends a mail. Null when it is done, or gone with its person; `ending` while another process may be
 * waiting for the mail server's last word on it.
 *
 * Whoever had not got that far loses it, alive or not, and learns so from `markEnding`. The row is locked by its update alone: no
 * lock and no connection is held while a mail server is spoken to.
 */
export function claimMail(id: string): Promise<ClaimedMail | 'ending' | null> {
  return inTransaction(async (tx) => {
    const [row] = await tx.$queryRaw<unknown[]>`
      WITH claimed AS (
        UPDATE mails SET attempts = attempts + 1, sending_since = now()
         WHERE id = ${id}::uuid AND done_at IS NULL
           AND (sending_since IS NULL OR ending_since IS NULL
                OR ending_since < now() - make_interval(secs => ${ENDING_SECONDS}::int))
        RETURNING *)
      SELECT m.id, m.user_id AS "userId", m.kind, m.sealed, m.created_at AS "createdAt", m.held, m.others, m.attempts,
             m.ending_since AS "endingSince", e.id AS "eventId", e.kind AS event, e.details, e.user_agent AS "userAgent",
             e.ip_address AS "ipAddress", u.email, u.language, u.accept_language AS "acceptLanguage",
             u.time_zone AS "timeZone"
        FROM claimed m LEFT JOIN events e ON e.id = m.event_id AND e.user_id = m.user_id LEFT JOIN users u ON u.id = m.user_id`
    if (!row) return (await tx.mail.count({ where: { id, doneAt: null } })) > 0 ? 'ending' : null
    const mail = claimedShape.parse(row)
    return mail.held ? { ...mail, others: mail.others + (await foldOthers(tx, mail)) } : mail
  })
}

/** Of those that wait since there were too many of a kind, the first that is sent speaks for all. */
async function foldOthers(tx: Transaction, { id, userId, kind }: ClaimedMail): Promise<number> {
  const outcome: MailOutcome = 'folded'
  const folded = await tx.$executeRaw`
    UPDATE mails SET done_at = now(), outcome = ${outcome}
     WHERE user_id = ${userId}::uuid AND kind = ${kind} AND held AND done_at IS NULL AND attempts = 0 AND id <> ${id}::uuid`
  await tx.$executeRaw`UPDATE mails SET others = others + ${folded}::int WHERE id = ${id}::uuid`
  return folded
}

/** The line that a mail is about; null when it is not there any more, or this version cannot read it. */
export function lineOf({ event, details }: ClaimedMail): NewEvent | null {
  if (event === null) return null
  const kind: EventKind = event
  const parsed = eventShapes[kind].safeParse(details)
  return parsed.success ? ({ kind, details: parsed.data } as NewEvent) : null
}

type Claim = Pick<ClaimedMail, 'id' | 'attempts'>

/** Notes that the mail server may have the mail from here on. Throws when another process has taken it over meanwhile. */
export async function markEnding({ id, attempts }: Claim): Promise<void> {
  // By the clock that `claimMail` looks at.
  const count = await db().$executeRaw`
    UPDATE mails SET ending_since = now() WHERE id = ${id}::uuid AND attempts = ${attempts}::int AND done_at IS NULL`
  if (count === 0) throw new Error('another process has taken this mail over')
}

/** Notes what became of a mail, and forgets what was sealed for it. */
export async function settleMail({ id, attempts }: Claim, outcome: MailOutcome): Promise<void> {
  await db().mail.updateMany({
    where: { id, attempts, doneAt: null },
    data: { doneAt: new Date(), outcome, sealed: null, sealedKey: null },
  })
}

/** Gives a mail back that was not taken, to be tried again. `ended`: its server may have it all the same. */
export async function releaseMail({ id, attempts }: Claim, { ended }: { ended: boolean }): Promise<void> {
  await db().mail.updateMany({
    where: { id, attempts, doneAt: null },
    data: { sendingSince: null, ...(ended ? {} : { endingSince: null }) },
  })
}

/** Days for which a mail that could not be sent is kept, with the address that it may hold. */
const WAITS_DAYS = 3

/** Hours after which a mail has a job, or has lost it: one that is held waits for one hour. */
const LOST_HOURS = 2

/** Gives up on what could not be sent in time, and forgets what is old. The queue has given up before. */
export async function deleteOldMails(): Promise<void> {
  const outcome: MailOutcome = 'given-up'
  const given = await db().mail.updateMany({
    where: { doneAt: null, createdAt: { lt: daysAgo(WAITS_DAYS) } },
    data: { doneAt: new Date(), outcome, sealed: null, sealedKey: null },
  })
  if (given.count > 0)
    log().error({ event: 'mails given up', mails: given.count }, 'Mails could not be sent within three days')
  await deleteIndexed('mails', Prisma.sql`created_at < ${daysAgo(MAIL_KEPT_DAYS)}`)
}

/**
 * Orders again what is not done and has no job any more, as when a server of a version before took a job for done that another
 * had begun. Sending it twice is kept from by its row, as ever.
 */
export async function orderLostMails(): Promise<void> {
  if (!mailSettings()) return
  const lost = await db().$executeRaw(
    jobWrite(
      'send-mail',
      Prisma.sql`
        SELECT jsonb_build_object('mailId', m.id) AS data, now() AS start_after
          FROM mails m
         WHERE m.done_at IS NULL AND m.created_at > ${daysAgo(WAITS_DAYS)}
           AND m.created_at < now() - make_interval(hours => ${LOST_HOURS}::int)
           AND NOT EXISTS (SELECT FROM pgboss.job j WHERE j.name = 'send-mail' AND j.state < 'completed'
                                                      AND j.data->>'mailId' = m.id::text)`,
    ),
  )
  if (lost > 0) log().warn({ event: 'mails ordered again', mails: lost }, 'Mails had lost their jobs')
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 24 * 60 * 60 * 1000)
}
