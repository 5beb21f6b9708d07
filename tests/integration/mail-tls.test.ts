import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { handOver, verifyServer } from '#lib/mail/smtp'
import type { MailServer } from '#lib/mail-settings'
import { newCertificate } from '#tests/support/certificate'
import { startMailServer } from '#tests/support/mail-server'
import { expect, test } from '#tests/support/test'

const trusted = getCACertificates()

test.afterEach(() => setDefaultCACertificates(trusted))

const letter = {
  from: 'accounts@latchkey.example',
  to: 'ada@latchkey.example',
  envelope: { from: 'accounts@latchkey.example', to: ['ada@latchkey.example'] },
  subject: 'Hello',
  text: 'Hello',
}
const user = { name: 'app', pass: 'right-password' }
const OURS = { user: user.name, pass: user.pass }

/** What a mail server shows and asks, how we go there, and what comes of it: `handed-over`, or the codes in the reason. */
const MEETINGS: {
  title: string
  /** None for a server that speaks no TLS at all. */
  certificate: Parameters<typeof newCertificate>[0] | null
  isTrusted?: boolean
  tls: MailServer['tls']
  secure?: boolean
  auth?: { user: string; pass: string }
  said: 'handed-over' | RegExp
}[] = [
  { title: 'by STARTTLS', certificate: {}, tls: 'starttls', said: 'handed-over' },
  {
    title: 'by TLS from the first byte',
    certificate: {},
    tls: 'implicit',
    secure: true,
    said: 'handed-over',
  },
  {
    title: 'by STARTTLS, when nobody trusts the certificate',
    ...{ certificate: {}, isTrusted: false, tls: 'starttls' },
    said: /DEPTH_ZERO_SELF_SIGNED_CERT/,
  },
  {
    title: 'by TLS from the first byte, when nobody trusts the certificate',
    ...{ certificate: {}, isTrusted: false, tls: 'implicit', secure: true },
    said: /DEPTH_ZERO_SELF_SIGNED_CERT/,
  },
  {
    title: 'when the certificate is that of another host',
    ...{ certificate: { name: 'mail.example' }, tls: 'starttls' },
    said: /ERR_TLS_CERT_ALTNAME_INVALID/,
  },
  {
    title: 'when the certificate is over',
    ...{ certificate: { over: true }, tls: 'implicit', secure: true },
    said: /CERT_HAS_EXPIRED/,
  },
  {
    title: 'when a server, or somebody in between, knows nothing of STARTTLS',
    ...{ certificate: null, tls: 'starttls' },
    said: /^ETLS at STARTTLS 50[02]/,
  },
  {
    title: 'when it does not take our password',
    ...{ certificate: {}, tls: 'starttls', auth: { user: user.name, pass: 'wrong-password' } },
    said: /^EAUTH at AUTH PLAIN 535/,
  },
]

for (const { title, certificate, isTrusted = true, tls, secure = false, auth = OURS, said } of MEETINGS)
  test(`a mail server ${title}: ${said === 'handed-over' ? 'it has the mail' : 'it is told nothing of it, and no password but by TLS'}`, async () => {
    const pem = certificate && (await newCertificate(certificate))
    if (pem && isTrusted) setDefaultCACertificates([...trusted, pem])
    const server = await startMailServer({ user, ...(pem && { secure, key: pem, cert: pem }) })
    try {
      const to = { host: 'localhost', port: server.port, tls, auth }
      const delivery = await handOver(to, letter, async () => undefined)
      const verified = await verifyServer(to).then(
        () => 'taken',
        () => 'refused',
      )
      if (said === 'handed-over') {
        expect(delivery).toEqual({ kind: 'handed-over' })
        expect(verified).toBe('taken')
        expect(server.mails).toMatchObject([{ envelopeTo: ['ada@latchkey.example'] }])
        return
      }
      expect(delivery).toMatchObject({ kind: 'failed', reason: expect.stringMatching(said) })
      expect(delivery).not.toMatchObject({ reason: expect.stringContaining('password') })
      expect(verified).toBe('refused')
      const steps = new Set(server.reached.filter((step) => step !== 'connect'))
      expect(steps).toEqual(new Set(auth === OURS ? [] : ['auth']))
    } finally {
      await server.close()
    }
  })
