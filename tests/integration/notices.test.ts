import { deleteUser } from '#lib/account/delete'
import { deleteData } from '#lib/account/delete-data'
import { chooseNotices } from '#lib/account/notices'
import { recordEvent } from '#lib/activity/events'
import { AT_ONCE } from '#lib/activity/notices'
import { disconnect } from '#lib/connections/disconnect'
import { db } from '#lib/db/client'
import { sendMail } from '#lib/mail/send'
import { noteBrowser } from '#lib/sessions/touch'
import { readDatabaseText } from '#tests/support/database'
import {
  client,
  link,
  newBrowser,
  newIdentity,
  newSignIn,
  newSignInBy,
  newViewer,
  signIn,
} from '#tests/support/lib'
import type { Received } from '#tests/support/mail-server'
import { test as base, expect, SAFARI } from '#tests/support/test'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

const test = base.extend<{ send: () => Promise<Received[]> }>({
  /** Does what the queue would do by now, and yields what has arrived since the last time. */
  send: [
    async ({ mailServer, databaseUrl: _ready }, use) => {
      mailServer.reset()
      await db().$executeRaw`TRUNCATE users, mails CASCADE`
      await db().$executeRaw`DELETE FROM pgboss.job`
      await use(async () => {
        const jobs = await db().$queryRaw<{ id: string }[]>`
          DELETE FROM pgboss.job WHERE name = 'send-mail' AND start_after <= now() RETURNING data->>'mailId' AS id`
        for (const { id } of jobs) await sendMail({ mailId: id })
        return mailServer.mails.splice(0)
      })
    },
    { auto: true },
  ],
})

test.use({ mail: true })

const kindsOf = async (userId: string) =>
  (await db().mail.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })).map(({ kind }) => kind)

test('a browser that is new is told of, one that is known or of the first sign-in is not', async ({
  send,
}) => {
  const ada = await newViewer()
  await newBrowser(ada)
  expect(await send()).toEqual([])
  await newBrowser(ada, FIREFOX)
  await newBrowser(ada, FIREFOX.replaceAll('140', '141'))
  const [mail, ...others] = await send()
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    envelopeTo: [ada.identity.email],
    subject: 'New sign-in to your Latchkey account',
  })
  const line = await db().event.findFirstOrThrow({
    where: { userId: ada.userId, kind: 'signed_in_new_browser' },
  })
  for (const text of [mail?.text, mail?.html]) {
    expect(text).toContain('Firefox on Linux')
    expect(text).toContain(client.ipAddress)
    expect(text).toContain(`http://localhost:3000/activity/${line.id}`)
  }
})

test('a session that goes on in another browser is told of, once for the same two within thirty days', {
  tag: '@R52',
}, async ({ send }) => {
  const ada = await newBrowser({ identity: newIdentity() }, FIREFOX)
  const { sessionId, userId } = ada.viewer
  const move = async (before: string, userAgent: string, days = 0) => {
    const browserNotedAt = new Date(Date.now() - 3_600_000)
    await db().session.update({ where: { id: sessionId }, data: { userAgent: before, browserNotedAt } })
    const createdAt = new Date(Date.now() - days * 86_400_000)
    if (days > 0) await db().event.updateMany({ where: { userId }, data: { createdAt } })
    await noteBrowser({ sessionId, before, client: { userAgent, ipAddress: '198.51.100.7' } })
    return send()
  }
  expect(await move(FIREFOX, FIREFOX.replaceAll('140', '141'))).toEqual([])
  const [mail, ...others] = await move(FIREFOX, SAFARI)
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    envelopeTo: [ada.identity.email],
    subject: 'A sign-in to your Latchkey account moved to another browser',
  })
  const line = await db().event.findFirstOrThrow({ where: { userId, kind: 'browser_changed' } })
  for (const text of [mail?.text?.replaceAll('\n', ' '), mail?.html]) {
    expect(text).toContain('signed in with Firefox on Linux')
    expect(text).toContain('now used with Safari on macOS')
    expect(text).toContain('198.51.100.7')
    expect(text).toContain(`http://localhost:3000/activity/${line.id}`)
  }
  expect(await move(FIREFOX, SAFARI), 'the same day').toEqual([])
  expect(await move(FIREFOX, SAFARI, 2), 'two days later').toEqual([])
  expect(await db().event.count({ where: { userId, kind: 'browser_changed' } })).toBe(2)
  expect(await move(FIREFOX, SAFARI, 31), 'a month later').toHaveLength(1)
})

test('a flood of new browsers is few mails, and the last of them says how many more there were', async ({
  send,
}) => {
  const ada = await newViewer()
  // What was browsed with has a name that is another each time.
  for (let number = 0; number < 20; number++)
    await signIn({ ...newSignIn(ada.identity), client: { ...client, userAgent: NAMES[number] ?? null } })
  const now = await send()
  expect(now).toHaveLength(AT_ONCE)
  await db().$executeRaw`UPDATE pgboss.job SET start_after = now()`
  const [digest, ...more] = await send()
  expect(more).toEqual([])
  expect(digest?.text).toContain(`${20 - AT_ONCE - 1} more like this happened`)
  const outcomes = await db().mail.groupBy({ by: ['outcome'], _count: true, orderBy: { outcome: 'asc' } })
  expect(outcomes).toEqual([
    { outcome: 'folded', _count: 20 - AT_ONCE - 1 },
    { outcome: 'handed-over', _count: AT_ONCE + 1 },
  ])
})

/** Browsers that Bowser tells apart, as many as a flood needs. */
const NAMES = [
  'Windows NT 10.0',
  'X11; Linux x86_64',
  'Macintosh; Intel Mac OS X 10_15_7',
  'X11; CrOS x86_64',
].flatMap((system) => [
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/140.0 Safari/537.36`,
  `Mozilla/5.0 (${system}; rv:140.0) Gecko/20100101 Firefox/140.0`,
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0`,
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 OPR/100.0`,
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Vivaldi/6.0`,
])

test('a connection that is added or removed is told of', async ({ send }) => {
  const ada = await newViewer()
  const { accountId, identity } = await link(ada.viewer)
  const [added] = await send()
  expect(added).toMatchObject({
    envelopeTo: [ada.identity.email],
    subject: expect.stringContaining('connected to'),
  })
  expect(added?.text).toContain(identity.email)
  await disconnect(ada.viewer, accountId, client)
  const removed = await send()
  expect(removed.map(({ subject }) => subject)).toEqual([
    'An account was disconnected from your Latchkey account',
  ])
})

test('whoever goes by another address is told at both, and the old one is not told the new', async ({
  send,
}) => {
  const ada = await newViewer()
  const moved = newIdentity({ ...ada.identity, email: 'new@elsewhere.example' })
  await signIn(newSignIn({ ...moved, emailKey: 'new@elsewhere.example' }))
  expect(await kindsOf(ada.userId)).toEqual(expect.arrayContaining(['address-changed', 'address-left']))
  const mails = await send()
  const to = (address: string) => mails.find(({ envelopeTo }) => envelopeTo.includes(address))
  expect(mails).toHaveLength(2)
  expect(to('new@elsewhere.example')?.subject).toContain('This is now the address')
  expect(to(ada.identity.email)?.subject).toContain('has changed')
  expect(JSON.stringify(to(ada.identity.email))).not.toContain('new@elsewhere.example')
  const spelling = newSignIn({ ...moved, email: 'New@Elsewhere.example', emailKey: 'new@elsewhere.example' })
  await signIn(spelling)
  expect(await send()).toEqual([])
})

test('the address that goes with an account is told of its end, and so is the one that takes its place', async ({
  send,
}) => {
  const ada = await newViewer()
  const other = await link(ada.viewer)
  await send()
  await disconnect(ada.viewer, ada.viewer.accountId, client)
  const mails = await send()
  const got = mails.map(({ envelopeTo, subject }) => [envelopeTo[0], subject.includes('disconnected')])
  expect(got.toSorted()).toEqual(
    [
      [ada.identity.email, false],
      [other.identity.email, false],
      [other.identity.email, true],
    ].toSorted(),
  )
})

test('after a deletion its mail goes to an address that the database does not show, and forgets when it is sent', {
  tag: '@R113',
}, async ({ send, databaseUrl }) => {
  const ada = await newViewer()
  await deleteUser(ada.viewer, client)
  expect(await readDatabaseText(databaseUrl)).not.toContain(ada.identity.email)
  const mails = await send()
  expect(mails.map(({ envelopeTo, subject }) => ({ envelopeTo, subject }))).toEqual([
    { envelopeTo: [ada.identity.email], subject: 'Your Latchkey account is deleted' },
  ])
  expect(mails[0]?.text).toContain('https://myaccount.google.com/security-checkup')
  expect(await db().mail.findMany()).toMatchObject([
    { userId: null, sealed: null, sealedKey: null, eventId: null },
  ])
})

test('a deletion that a provider has asked for says whose it was', async ({ send }) => {
  const callback = newSignInBy('facebook')
  await newViewer(callback as ReturnType<typeof newSignIn>)
  const { issuer, subject } = callback.identity
  await deleteData({ provider: 'facebook', issuer, subject, issuedAt: new Date() })
  const [mail] = await send()
  expect(mail?.text).toContain('Facebook told us')
})

test('what may be turned off is not written for whoever has; the rest is, whatever stands in the database', async ({
  send,
}) => {
  const ada = await newViewer()
  const ended = { kind: 'grant_ended', details: { account: 'a', cause: 'revoked' } } as const
  await recordEvent(db(), ada.userId, ended, null)
  expect(await send()).toHaveLength(1)
  await chooseNotices(ada.viewer, [])
  await recordEvent(db(), ada.userId, ended, null)
  await link(ada.viewer)
  expect((await send()).map(({ subject }) => subject)).toEqual([
    'An account was connected to your Latchkey account',
  ])
  await db().user.update({
    where: { id: ada.userId },
    data: { noticesOff: ['connection-added', 'access-ended'] },
  })
  await link(ada.viewer)
  expect(await send()).toHaveLength(1)
})

test('somebody without an address is not written to, and nothing fails', async ({ send }) => {
  const callback = newSignInBy('twitter', { email: null })
  const ada = await newViewer(callback as ReturnType<typeof newSignIn>)
  const details = { account: '@ada', provider: 'twitter' } as const
  await recordEvent(db(), ada.userId, { kind: 'exported', details: {} }, client)
  await recordEvent(db(), ada.userId, { kind: 'access_removed', details }, null)
  expect(await send()).toEqual([])
  expect((await db().mail.findMany()).map(({ outcome }) => outcome)).toEqual(['no-address', 'no-address'])
})
