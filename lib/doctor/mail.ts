import 'server-only'
import { type Check, failure, Missing, ok, warning } from '#lib/doctor/check'
import type { SetUp } from '#lib/doctor/set-up'
import { isLoopback } from '#lib/env-schema'
import { explain, handOver, LIMITS, type Limits, verifyServer } from '#lib/mail/smtp'
import { readMailServer } from '#lib/mail-settings'

/** Somebody waits for the doctor. */
const SHORT: Limits = { ...LIMITS, connect: 5_000, answer: 10_000, all: 20_000 }

const isOn = ({ values }: SetUp) => values.SMTP_URL !== undefined && values.MAIL_FROM !== undefined

export const mailSwitch: Check<SetUp> = {
  id: 'mail',
  group: 'Mail',
  title: 'Notices by mail',
  examine({ values, problems }) {
    if (problems.some(({ name }) => name === 'SMTP_URL' || name === 'MAIL_FROM'))
      throw new Missing('other-settings')
    return values.SMTP_URL
      ? ok(`on, from ${values.MAIL_FROM}`)
      : ok('off: nobody hears by mail of a new browser or a deletion, since SMTP_URL is not set')
  },
}

export const mailServer: Check<SetUp> = {
  id: 'mail-server',
  group: 'Mail',
  title: 'Mail server',
  applies: isOn,
  async examine({ setting }) {
    const server = readMailServer(setting('SMTP_URL'), isLoopback)
    const place = `${server.host}:${server.port}`
    try {
      await verifyServer(server, SHORT)
      const how = { implicit: 'by TLS', starttls: 'by TLS (STARTTLS)', none: 'without TLS' }[server.tls]
      return ok(`${place} answers, ${how}${server.auth ? ', and takes our password' : ''}`)
    } catch (error) {
      return failure(
        `${place} does not take us: ${explain(error)}`,
        'Correct SMTP_URL: host and port, smtps:// for a port that speaks TLS at once (465), user and password. A code with CERT in it is about the server’s certificate: the host must be the name in it, and its issuer one that Node.js trusts (NODE_EXTRA_CA_CERTS).',
      )
    }
  },
}

/** Thrown in the place of the line that ends a mail: without it, there is none. */
class Stop extends Error {
  override name = 'Stop'
}

export const mailSender: Check<SetUp> = {
  id: 'mail-sender',
  group: 'Mail',
  title: 'Sender',
  applies: isOn,
  async examine({ setting }) {
    const from = setting('MAIL_FROM')
    const letter = { from, to: from, subject: 'Broken off', text: 'Nobody gets this.' }
    const stop = () => Promise.reject(new Stop())
    const server = readMailServer(setting('SMTP_URL'), isLoopback)
    const said = await handOver(server, letter, stop, SHORT).catch((error: unknown) => {
      if (error instanceof Stop) return { kind: 'taken' } as const
      throw error
    })
    if (said.kind === 'taken') return ok(`${from} may send: a mail was begun, and broken off before its end`)
    const reason = 'reason' in said ? said.reason : said.kind
    if (!/at (?:MAIL FROM|RCPT TO|DATA)/.test(reason)) throw new Missing('mail-server')
    // Whether there is a mailbox behind the sender is nobody's business but its owner's.
    if (/at (?:RCPT TO|DATA)/.test(reason)) return ok(`${from} may send`)
    return warning(
      `${from} was not taken as a sender: ${reason}`,
      'Set MAIL_FROM to an address that this server lets you send as, or let it.',
    )
  },
}
