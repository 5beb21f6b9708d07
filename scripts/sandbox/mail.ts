import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'

/** The newest of so many are kept. */
const MOST = 100

/** Bytes of one mail, far more than any of ours. */
const LARGEST = 1_000_000

const addressSchema = z.object({ name: z.string(), address: z.string() })

/** A mail that the app has sent, read as a mail program reads it. */
export const mailSchema = z.object({
  /** Counts from 1, and goes on after a removal. */
  id: z.int(),
  /** When it arrived, ISO 8601 and in the sandbox's clock. */
  at: z.string(),
  /** Who the mail server was told that it is from, and for whom. */
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  messageId: z.string(),
  /** Its own `Date`, ISO 8601. */
  date: z.string(),
  from: addressSchema,
  to: z.array(addressSchema),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** As they stand in it, in their order; names in lower case. */
  headers: z.array(z.object({ key: z.string(), value: z.string() })),
  /** As it came. */
  raw: z.string(),
})

export type SandboxMail = z.output<typeof mailSchema>

/** The inbox of everybody: what comes twice is in it twice. */
export function createMails(saved: SandboxMail[] = [], changed: () => void = () => undefined) {
  let mails = saved
  let last = Math.max(0, ...saved.map(({ id }) => id))
  return {
    /** The newest first. */
    list: (): SandboxMail[] => mails.toReversed(),
    snapshot: (): SandboxMail[] => mails,
    add(mail: Omit<SandboxMail, 'id'>): void {
      last += 1
      mails = [...mails, { id: last, ...mail }].slice(-MOST)
      changed()
    },
    clear(): void {
      mails = []
      changed()
    },
    reset(): void {
      mails = []
    },
  }
}

type Inbox = Pick<ReturnType<typeof createMails>, 'add'>

/**
 * A mail server (RFC 5321) that takes everything and passes nothing on. Without TLS and without a password: only this computer
 * can reach it. A mail that is broken off is none.
 *
 * @param port 0 takes any free one
 */
export async function startMailServer(inbox: Inbox, port: number, host: string, now = () => new Date()) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: LARGEST,
    logger: false,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    onData(stream, { envelope }, done) {
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }))
          const from = envelope.mailFrom ? envelope.mailFrom.address : ''
          const to = envelope.rcptTo.map(({ address }) => address)
          inbox.add({ at: now().toISOString(), envelope: { from, to }, ...(await readMail(raw)) })
          done()
        })
        .catch((error: Error) => done(error))
    },
  })
  server.on('error', () => undefined)
  server.listen(port, host)
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}

/** What a mail program makes of it. */
export async function readMail(raw: Buffer): Promise<Omit<SandboxMail, 'id' | 'at' | 'envelope'>> {
  const mail = await PostalMime.parse(raw)
  const plain = (address: { name: string; address?: string | undefined }) => ({
    name: address.name,
    address: address.address ?? '',
  })
  return {
    messageId: mail.messageId ?? '',
    date: mail.date ?? '',
    from: plain(mail.from ?? { name: '' }),
    to: (mail.to ?? []).map(plain),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
    headers: mail.headers.map(({ key, value }) => ({ key, value })),
    raw: raw.toString('utf8'),
  }
}
