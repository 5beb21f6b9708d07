import 'server-only'
import { readerOf } from '#lib/account/language'
import { isOptional } from '#lib/activity/notices'
import { brand } from '#lib/brand'
import { mailSettings } from '#lib/env'
import { isLoopback } from '#lib/env-schema'
import { log } from '#lib/log'
import { composeMail } from '#lib/mail/compose'
import {
  type ClaimedMail,
  claimMail,
  type MailOutcome,
  markEnding,
  releaseMail,
  settleMail,
} from '#lib/mail/rows'
import { handOver, type Letter, LIMITS } from '#lib/mail/smtp'
import { isAddress, readMailbox, readMailServer } from '#lib/mail-settings'
import { countMail } from '#lib/metrics'
import { type Facts, openFacts } from '#lib/notices/facts'

/**
 * The job: sends one mail. Its row says how far it is, so that whoever takes it up after a process that died knows whether the
 * mail server can have it already:
 *
 * - before `ending_since` is written, it cannot: the line that ends a mail goes out after that. It is sent;
 * - once `done_at` is written, it is done. Nothing is sent;
 * - in between nobody can tell: that process is given time to say it, and then taken for dead. What is about the safety of an account is
 *   sent again, with the same `Message-ID` and `Date`, by which mail programs know it; what may be turned off is not.
 *
 * What it throws has the queue try again.
 */
export async function sendMail({ mailId }: { mailId: string }, limits = LIMITS): Promise<void> {
  const settings = mailSettings()
  const mail = settings && (await claimMail(mailId))
  // Done, or gone with its person; or this site does not send mail any more.
  if (!mail) return
  // A job that is done is not looked at again, and that process may be dead.
  if (mail === 'ending') throw new Error('Another process is at the end of this mail')
  const facts = mail.sealed === null ? null : await openFacts(mailId, mail.sealed)
  const to = facts?.to ?? mail.email
  if (to === null || !isAddress(to)) return settle(mail, 'no-address')
  if (mail.endingSince !== null && isOptional(mail.kind)) return settle(mail, 'unknown')
  const letter = writeLetter(mail, facts, { to, from: settings.from })
  const delivery = await handOver(
    readMailServer(settings.url, isLoopback),
    letter,
    () => markEnding(mail),
    limits,
  )
  if (delivery.kind === 'handed-over') return settle(mail, 'handed-over')
  const { kind, reason } = delivery
  if (kind === 'refused') {
    log().warn(
      { event: 'mail refused', mail: mailId, kind: mail.kind, reason },
      'A mail was refused for good',
    )
    return settle(mail, 'refused')
  }
  await releaseMail(mail, { ended: kind === 'unknown' })
  countMail(mail.kind, 'failed')
  throw new Error(`The mail server has not taken a mail: ${reason}`)
}

function writeLetter(
  mail: ClaimedMail,
  facts: Facts | null,
  { to, from }: { to: string; from: string },
): Letter {
  const sender = readMailbox(from)
  if (!sender) throw new Error('MAIL_FROM names no address')
  const { address } = sender
  const { language, ...content } = composeMail(mail, facts, readerOf(facts?.reads ?? mail))
  return {
    ...content,
    from: { name: sender.name || brand.name, address },
    to: { name: '', address: to },
    envelope: { from: address, to: [to] },
    messageId: `<${mail.id}@${address.slice(address.indexOf('@') + 1)}>`,
    date: mail.createdAt,
    headers: {
      // RFC 3834, section 5: no machine is to answer.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
  }
}

async function settle(mail: ClaimedMail, outcome: MailOutcome): Promise<void> {
  await settleMail(mail, outcome)
  countMail(mail.kind, outcome)
  const { id, kind, attempts } = mail
  log().info({ event: 'mail done', mail: id, kind, outcome, attempts }, `A mail: ${outcome}`)
}
