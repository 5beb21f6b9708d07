import 'server-only'
import { Readable } from 'node:stream'
import type { SendMailOptions, Transporter } from 'nodemailer'
import type { MailServer } from '#lib/mail-settings'

/** Milliseconds that a mail server has, by step. RFC 5321, section 4.5.3.2, would wait for minutes: nobody here waits that long. */
export type Limits = {
  connect: number
  /** For the answer to any command, and to the end of the mail. */
  answer: number
  /** For everything. */
  all: number
}

export const LIMITS: Limits = { connect: 10_000, answer: 60_000, all: 150_000 }

/** What became of a mail at its server. */
export type Delivery =
  | { kind: 'handed-over' }
  /** It will never be taken: the address is none there, or the mail is not wanted. */
  | { kind: 'refused'; reason: string }
  /** It was not taken this time. */
  | { kind: 'failed'; reason: string }
  /** The end of it may have arrived, and no answer came. */
  | { kind: 'unknown'; reason: string }

export type Letter = Pick<
  SendMailOptions,
  'from' | 'to' | 'envelope' | 'subject' | 'text' | 'html' | 'messageId' | 'date' | 'headers'
>

/**
 * Hands a mail to its server (RFC 5321). A server may take a mail only once it has the line that ends it (section 4.1.1.4), so
 * until then a mail that is broken off is none.
 *
 * @param beforeEnd is awaited when everything but that line is sent; what it throws keeps the line from being sent
 */
export async function handOver(
  server: MailServer,
  letter: Letter,
  beforeEnd: () => Promise<void>,
  limits = LIMITS,
): Promise<Delivery> {
  const transport = await openTransport(server, limits)
  let ending = false
  let stopped: unknown
  transport.use('stream', ({ message }, done) => {
    message.processFunc((input: Readable) =>
      Readable.from(
        (async function* () {
          for await (const chunk of input) yield chunk
          try {
            await beforeEnd()
          } catch (error) {
            stopped = error
            throw error
          }
          ending = true
        })(),
      ),
    )
    done()
  })
  try {
    await transport.sendMail({ ...letter, signal: AbortSignal.timeout(limits.all) } as SendMailOptions)
    return { kind: 'handed-over' }
  } catch (error) {
    if (stopped !== undefined) throw stopped
    return describeFailure(error, ending)
  } finally {
    transport.close()
  }
}

/** Whether a server can be reached, and takes our user and password. @throws what went wrong, as `explain` says it */
export async function verifyServer(server: MailServer, limits = LIMITS): Promise<void> {
  const transport = await openTransport(server, limits)
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

/** Loaded by the first mail: a site that sends none does without. */
async function openTransport(server: MailServer, limits: Limits): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { host, port, tls, auth } = server
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(auth && { auth }),
    connectionTimeout: limits.connect,
    dnsTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.answer,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** The steps whose refusal is about this mail: of any other, an operator has to do something. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA'])

/** "Authentication required" (RFC 4954, section 6) is about us, at whichever step it comes. */
const AUTHENTICATION_REQUIRED = 530

/** `originalCode` is that of Node or OpenSSL, such as ECONNREFUSED or CERT_HAS_EXPIRED. */
type SmtpError = {
  code?: string
  originalCode?: string
  command?: string
  responseCode?: number
  response?: string
}

function describeFailure(error: unknown, ending: boolean): Delivery {
  const { responseCode, command = '' } = error as SmtpError
  const reason = explain(error)
  if (responseCode === undefined) return { kind: ending ? 'unknown' : 'failed', reason }
  const permanent = responseCode >= 500 && responseCode !== AUTHENTICATION_REQUIRED
  return { kind: permanent && ABOUT_THE_MAIL.has(command) ? 'refused' : 'failed', reason }
}

/** An enhanced status code (RFC 3463), such as 5.1.1. */
const ENHANCED = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/

/** What went wrong, by codes alone: the words of a mail server name addresses. */
export function explain(error: unknown): string {
  const { code = 'no code', originalCode, command, responseCode, response } = error as SmtpError
  const enhanced = ENHANCED.exec(response ?? '')?.[1]
  const parts = [code, originalCode, command && `at ${command}`, responseCode, enhanced && `(${enhanced})`]
  return parts.filter(Boolean).join(' ')
}
