import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { SandboxMail } from '#scripts/sandbox/mail'
import { type Sandbox, startSandbox } from '#scripts/sandbox/server'
import { commandsTo } from '#tests/support/control'
import { client } from '#tests/support/google-visitor'
import { test as base, expect } from '#tests/support/test'

type Inbox = { sandbox: Sandbox; mails: () => Promise<SandboxMail[]>; restart: () => Promise<void> }

const test = base.extend<{ inbox: Inbox }>({
  inbox: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-mails-'))
    const start = () =>
      startSandbox({ port: 0, mailPort: 0, dataFile: join(folder, 'state.json'), clients: [client] })
    const inbox: Inbox = {
      sandbox: await start(),
      mails: () => commandsTo(inbox.sandbox.issuer)('GET', 'mails'),
      async restart() {
        await inbox.sandbox.close()
        inbox.sandbox = await start()
      },
    }
    await use(inbox)
    await inbox.sandbox.close()
    await rm(folder, { recursive: true })
  },
})

const letter = {
  from: 'Site <site@sandbox.example>',
  to: 'Ada <ada@gmail.example>',
  subject: 'Grüße, アダ',
  text: 'Hello, Ada.',
  html: '<p>Hello, Ada.</p>',
  headers: { 'X-Kind': 'greeting' },
}

test('the sandbox keeps what the app sends, as a mail program reads it, and gives it to nobody', async ({
  inbox,
}) => {
  const transport = createTransport(inbox.sandbox.smtpUrl ?? '')
  await transport.sendMail(letter)
  await transport.sendMail({ ...letter, envelope: { from: 'other@sandbox.example', to: ['b@c.example'] } })
  const [second, first] = await inbox.mails()
  expect(first).toMatchObject({
    id: 1,
    envelope: { from: 'site@sandbox.example', to: ['ada@gmail.example'] },
    from: { name: 'Site', address: 'site@sandbox.example' },
    to: [{ name: 'Ada', address: 'ada@gmail.example' }],
    subject: 'Grüße, アダ',
    text: expect.stringContaining('Hello, Ada.'),
    html: expect.stringContaining('<p>Hello, Ada.</p>'),
  })
  expect(first?.headers).toContainEqual({ key: 'x-kind', value: 'greeting' })
  expect(second).toMatchObject({ id: 2, envelope: { from: 'other@sandbox.example', to: ['b@c.example'] } })
})

test('mails outlive a restart of the sandbox, and are gone when they are removed', async ({ inbox }) => {
  await createTransport(inbox.sandbox.smtpUrl ?? '').sendMail(letter)
  await inbox.restart()
  expect(await inbox.mails()).toMatchObject([{ id: 1, subject: letter.subject }])
  await commandsTo(inbox.sandbox.issuer)('DELETE', 'mails')
  expect(await inbox.mails()).toEqual([])
})

test('a mail that is broken off before its end is none', async ({ inbox }) => {
  const { hostname, port } = new URL(inbox.sandbox.smtpUrl ?? '')
  const socket = connect(Number(port), hostname)
  const lines = [
    'EHLO x',
    'MAIL FROM:<a@b.example>',
    'RCPT TO:<c@d.example>',
    'DATA',
    'Subject: half\r\n\r\n.half',
  ]
  for (const line of lines) {
    await once(socket, 'data')
    socket.write(`${line}\r\n`)
  }
  socket.end()
  socket.resume()
  await once(socket, 'close')
  expect(await inbox.mails()).toEqual([])
})
