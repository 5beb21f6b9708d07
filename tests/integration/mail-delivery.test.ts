import { deleteUser } from '#lib/account/delete'
import { recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { deleteOldMails, orderLostMails } from '#lib/mail/rows'
import { sendMail } from '#lib/mail/send'
import { LIMITS } from '#lib/mail/smtp'
import { lockMail } from '#tests/support/database'
import { client, link, newViewer } from '#tests/support/lib'
import type { MailServer, Step } from '#tests/support/mail-server'
import type { TestProcess } from '#tests/support/processes'
import { test as base, expect } from '#tests/support/test'

const test = base.extend<{ clean: undefined }>({
  clean: [
    async ({ mailServer, databaseUrl: _ready }, use) => {
      mailServer.reset()
      await db().$executeRaw`TRUNCATE users, mails CASCADE`
      await db().$executeRaw`DELETE FROM pgboss.job`
      await use(undefined)
    },
    { auto: true },
  ],
})

test.use({ mail: true })

/** Somebody to whom one mail is to be sent: about a connection that was added, or about access that ended. */
async function newMail({ optional = false } = {}) {
  const ada = await newViewer()
  if (optional) {
    const details = { account: ada.identity.email, provider: 'google', cause: 'revoked' } as const
    await recordEvent(db(), ada.userId, { kind: 'grant_ended', details }, null)
  } else await link(ada.viewer)
  const { id } = await db().mail.findFirstOrThrow({ where: { userId: ada.userId } })
  return { ...ada, mailId: id }
}

function findMail(id: string) {
  return db().mail.findUniqueOrThrow({ where: { id } })
}

/** Whoever had got to the end of it has had their time. */
async function outwait(id: string): Promise<void> {
  await db().mail.updateMany({
    where: { id, doneAt: null, endingSince: { not: null } },
    data: { endingSince: new Date(0) },
  })
}

test('a mail is handed over once, and the address is forgotten with it', async ({ mailServer }) => {
  const { mailId, identity } = await newMail()
  await sendMail({ mailId })
  await sendMail({ mailId })
  const [mail, ...others] = mailServer.mails
  expect(others).toEqual([])
  const row = await findMail(mailId)
  expect(mail).toMatchObject({
    envelopeTo: [identity.email],
    from: { name: 'Latchkey', address: 'accounts@latchkey.example' },
    messageId: `<${mailId}@latchkey.example>`,
  })
  expect(Date.parse(mail?.date ?? '')).toBe(Math.floor(row.createdAt.getTime() / 1000) * 1000)
  expect(row).toMatchObject({ outcome: 'handed-over', sealed: null, sealedKey: null })
})

test('several processes at once send a mail once', async ({ mailServer, startSender }) => {
  const senders = await Promise.all([startSender(), startSender()])
  const mails = [await newMail(), await newMail(), await newMail()]
  const mailIds = mails.map(({ mailId }) => mailId)
  await Promise.all([...senders, ...senders].map((one) => one.ask({ mailIds })))
  expect(mailServer.mails.map(({ messageId }) => messageId).sort()).toEqual(
    mailIds.map((id) => `<${id}@latchkey.example>`).sort(),
  )
})

test('the mail of a change that is undone is never sent', async ({ mailServer, startWorker: _none }) => {
  const ada = await newViewer()
  const details = { account: ada.identity.email, provider: 'google' } as const
  const undone = db().$transaction(async (tx) => {
    await recordEvent(tx, ada.userId, { kind: 'account_linked', details }, null)
    expect(await tx.mail.count({ where: { userId: ada.userId } })).toBe(1)
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  expect(await db().mail.count({ where: { userId: ada.userId } })).toBe(0)
  const jobs = await db().$queryRaw`SELECT 1 FROM pgboss.job WHERE name = 'send-mail'`
  expect(jobs).toEqual([])
  expect(mailServer.mails).toEqual([])
})

test('the queue sends what a change has ordered, without being told', async ({ mailServer, startWorker }) => {
  await startWorker()
  const { mailId } = await newMail()
  await expect.poll(() => mailServer.mails.length).toBe(1)
  await expect.poll(async () => (await findMail(mailId)).outcome).toBe('handed-over')
  await expect
    .poll(() => db().$queryRaw`SELECT data, state::text FROM pgboss.job WHERE name = 'send-mail'`)
    .toEqual([{ data: { mailId, requestId: expect.any(String) }, state: 'completed' }])
})

/** Where a process is killed, how often the mail arrives in all once another has taken it up, and what is known of it. */
const KILLS: {
  at: Step | 'mark' | 'settle'
  optional?: boolean
  arrives: number
  outcome?: string
  note: string
}[] = [
  { at: 'connect', arrives: 1, note: 'before the greeting' },
  { at: 'from', arrives: 1, note: 'before the sender is taken' },
  { at: 'to', arrives: 1, note: 'before the recipient is taken' },
  { at: 'mark', arrives: 1, note: 'when all of it but its end is sent' },
  // The one window: the mail server has it, and nobody is left who knows.
  { at: 'end', arrives: 2, note: 'after its end, before the answer' },
  { at: 'settle', arrives: 1, note: 'while the answer is written' },
  { at: 'mark', optional: true, arrives: 0, outcome: 'unknown', note: 'when all of it but its end is sent' },
  { at: 'end', optional: true, arrives: 1, outcome: 'unknown', note: 'after its end, before the answer' },
  { at: 'settle', optional: true, arrives: 1, note: 'while the answer is written' },
]

for (const { at, optional = false, arrives, outcome = 'handed-over', note } of KILLS) {
  const what = optional ? 'that may be turned off' : 'about the safety of an account'
  test(`when its process is killed ${note}, a mail ${what} arrives ${arrives} times`, async ({
    mailServer,
    startSender,
    databaseUrl,
  }) => {
    const sender = await startSender()
    const { mailId } = await newMail({ optional })
    await killAt(at, sender, { mailId, mailServer, databaseUrl })
    if (at === 'end') await expect(sendMail({ mailId })).rejects.toThrow('at the end of this mail')
    await outwait(mailId)
    await sendMail({ mailId })
    expect(mailServer.mails).toHaveLength(arrives)
    // Whoever gets it twice can tell: but for what separates its parts, it is the same.
    const bytes = mailServer.mails.map(({ raw }) => raw.replace(/boundary="[^"]*"|^--.*$/gm, ''))
    expect(new Set(bytes).size).toBe(Math.min(arrives, 1))
    expect((await findMail(mailId)).outcome).toBe(outcome)
  })
}

type Place = {
  mailId: string
  mailServer: MailServer
  databaseUrl: string
}

async function killAt(
  at: Step | 'mark' | 'settle',
  sender: TestProcess,
  { mailId, mailServer, databaseUrl }: Place,
) {
  const ask = () => sender.ask({ mailIds: [mailId] }).catch(() => undefined)
  const kill = async () => {
    sender.kill('SIGKILL')
    await sender.exited
  }
  if (at !== 'mark' && at !== 'settle') {
    const held = mailServer.hold(at)
    void ask()
    await held.reached
    await kill()
    return held.release()
  }
  const held = mailServer.hold(at === 'mark' ? 'to' : 'end')
  void ask()
  await held.reached
  const lock = await lockMail(databaseUrl, mailId)
  held.release()
  await lock.awaited()
  await kill()
  await lock.release()
  // The database had its last statement, and carries it out.
  await expect
    .poll(async () => (await findMail(mailId))[at === 'mark' ? 'endingSince' : 'doneAt'])
    .not.toBeNull()
}

test('while one process waits for the last word on a mail, another leaves it alone, and is to try again', async ({
  mailServer,
  startSender,
}) => {
  const one = await startSender()
  const { mailId } = await newMail()
  const held = mailServer.hold('end')
  const asked = one.ask({ mailIds: [mailId] })
  await held.reached
  await expect(sendMail({ mailId })).rejects.toThrow('Another process is at the end of this mail')
  expect(mailServer.reached.filter((step) => step === 'connect')).toHaveLength(1)
  held.release()
  expect(await asked).toEqual(['done'])
  await sendMail({ mailId })
  expect(mailServer.mails).toHaveLength(1)
})

test('whoever is slow before the end finds the mail taken over, and does not send it', async ({
  mailServer,
  startSender,
}) => {
  const slow = await startSender()
  const { mailId } = await newMail()
  const first = mailServer.hold('to')
  const asked = slow.ask({ mailIds: [mailId] })
  await first.reached
  // The other is on its way, and not done yet.
  const second = mailServer.hold('to')
  const sending = sendMail({ mailId })
  await second.reached
  first.release()
  expect(await asked).toEqual(['another process has taken this mail over'])
  second.release()
  await sending
  expect(mailServer.mails).toHaveLength(1)
})

test('a mail that has lost its job is ordered again, once, and no other is', async ({ mailServer }) => {
  const [lost, young, waiting, sent] = [await newMail(), await newMail(), await newMail(), await newMail()]
  await sendMail({ mailId: sent.mailId })
  const ids = [lost, waiting, sent].map(({ mailId }) => mailId)
  await db().mail.updateMany({
    where: { id: { in: ids } },
    data: { createdAt: new Date(Date.now() - 3 * 3_600_000) },
  })
  await db().$executeRaw`DELETE FROM pgboss.job WHERE data->>'mailId' <> ${waiting.mailId}`
  await orderLostMails()
  await orderLostMails()
  const jobs = await db().$queryRaw<{ id: string }[]>`SELECT data->>'mailId' AS id FROM pgboss.job`
  expect(jobs.map(({ id }) => id).sort()).toEqual([lost.mailId, waiting.mailId].sort())
  expect(jobs.map(({ id }) => id)).not.toContain(young.mailId)
  expect(mailServer.mails).toHaveLength(1)
})

/** What a mail server says, and what becomes of the mail: kept to be tried again, or given up. */
const REFUSALS: { step: Step; code: number; message?: string; outcome: 'again' | 'refused' }[] = [
  { step: 'connect', code: 421, outcome: 'again' },
  { step: 'connect', code: 554, outcome: 'again' },
  { step: 'from', code: 451, outcome: 'again' },
  // Who we are is not taken: an operator has to do something, and then every mail goes out.
  { step: 'from', code: 550, message: '5.7.1 you may not send as that', outcome: 'again' },
  { step: 'from', code: 530, message: '5.7.0 Authentication required', outcome: 'again' },
  { step: 'to', code: 530, message: '5.7.0 Authentication required', outcome: 'again' },
  { step: 'to', code: 450, message: '4.2.0 greylisted', outcome: 'again' },
  { step: 'to', code: 452, outcome: 'again' },
  { step: 'to', code: 550, message: '5.1.1 no such mailbox', outcome: 'refused' },
  { step: 'to', code: 553, outcome: 'refused' },
  { step: 'end', code: 451, outcome: 'again' },
  { step: 'end', code: 554, message: '5.7.1 looks like spam', outcome: 'refused' },
]

for (const { step, code, message, outcome } of REFUSALS) {
  test(`${code} at ${step}${message ? ` (${message})` : ''}: ${outcome}`, async ({ mailServer }) => {
    const { mailId, identity } = await newMail()
    mailServer.refuse(step, code, { message: `${message ?? 'no'} <${identity.email}>` })
    const sending = sendMail({ mailId })
    if (outcome === 'refused') {
      await sending
      expect(await findMail(mailId)).toMatchObject({ outcome, sealed: null })
      await sendMail({ mailId })
      return expect(mailServer.mails).toEqual([])
    }
    const said = await sending.catch((error: Error) => error.message)
    expect(said).toContain(String(code))
    expect(said).not.toContain(identity.email)
    expect(await findMail(mailId)).toMatchObject({ doneAt: null, sendingSince: null, endingSince: null })
    await sendMail({ mailId })
    expect(mailServer.mails).toHaveLength(1)
  })
}

test('a mail server that is away, or says nothing, is tried again, within the time that it has', async ({
  mailServer,
}) => {
  const short = { ...LIMITS, connect: 200, answer: 300, all: 2_000 }
  const { mailId } = await newMail()
  for (const step of ['connect', 'from', 'to'] as const) {
    const held = mailServer.hold(step)
    await expect(sendMail({ mailId }, short), step).rejects.toThrow('The mail server has not taken a mail')
    held.release()
    expect(await findMail(mailId), step).toMatchObject({
      doneAt: null,
      sendingSince: null,
      endingSince: null,
    })
  }
  expect(mailServer.mails).toEqual([])
  await sendMail({ mailId })
  expect(mailServer.mails).toHaveLength(1)
})

test('a mail server that does not answer to the end of a mail may have it: that is kept in mind', async ({
  mailServer,
}) => {
  const { mailId } = await newMail({ optional: true })
  const held = mailServer.hold('end')
  const sending = sendMail({ mailId }).catch((error: Error) => error.message)
  await held.reached
  mailServer.cut()
  expect(await sending).toContain('The mail server has not taken a mail')
  held.release()
  expect(await findMail(mailId)).toMatchObject({ doneAt: null, endingSince: expect.any(Date) })
  await sendMail({ mailId })
  expect(mailServer.mails).toHaveLength(1)
  expect((await findMail(mailId)).outcome).toBe('unknown')
})

test('what cannot be sent for three days is given up, and its address forgotten; a month later all of it', async () => {
  const { mailId, viewer } = await newMail()
  await deleteUser(viewer, client)
  expect(await db().mail.count({ where: { id: mailId } })).toBe(0)
  const farewell = await db().mail.findFirstOrThrow({ where: { userId: null } })
  expect(farewell.sealed).not.toBeNull()
  const age = (days: number) =>
    db().mail.update({
      where: { id: farewell.id },
      data: { createdAt: new Date(Date.now() - days * 86_400_000) },
    })
  await age(2.9)
  await deleteOldMails()
  expect(await findMail(farewell.id)).toMatchObject({ doneAt: null })
  await age(3.1)
  await deleteOldMails()
  expect(await findMail(farewell.id)).toMatchObject({ outcome: 'given-up', sealed: null })
  await age(30.1)
  await deleteOldMails()
  expect(await db().mail.count({ where: { id: farewell.id } })).toBe(0)
})

test('whoever has no address any more when it is sent gets nothing, and the mail is over', async ({
  mailServer,
}) => {
  const { mailId, userId } = await newMail()
  for (const email of [null, 'a@b.example, c@d.example', 'x@y.example\r\nBcc: z@z.example']) {
    await db().user.update({ where: { id: userId }, data: { email } })
    await db().mail.update({ where: { id: mailId }, data: { doneAt: null, sendingSince: null } })
    await sendMail({ mailId })
    expect((await findMail(mailId)).outcome).toBe('no-address')
  }
  expect(mailServer.mails).toEqual([])
})
