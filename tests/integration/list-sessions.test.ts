import { db } from '#lib/db/client'
import { listSessions } from '#lib/sessions/list'
import { noteActivity } from '#lib/sessions/touch'
import { newBrowser, newIdentity, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const DAY_MS = 24 * 3_600_000
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

const ago = (ms: number) => new Date(Date.now() - ms)
const change = (id: string, data: Parameters<ReturnType<typeof db>['session']['update']>[0]['data']) =>
  db().session.update({ where: { id }, data })

test('the session of this request comes first, then the others by when they were last used', async () => {
  const { viewer, identity } = await newViewer()
  const [old, recent] = [await newBrowser({ identity }), await newBrowser({ identity })]
  await change(viewer.sessionId, { lastActiveAt: ago(3 * DAY_MS) })
  await change(old.viewer.sessionId, { lastActiveAt: ago(2 * DAY_MS) })
  await change(recent.viewer.sessionId, { lastActiveAt: ago(DAY_MS) })
  const { sessions, others } = await listSessions(viewer)
  expect(sessions.map(({ id }) => id)).toEqual([
    viewer.sessionId,
    recent.viewer.sessionId,
    old.viewer.sessionId,
  ])
  expect(sessions.map(({ current }) => current)).toEqual([true, false, false])
  expect(others).toBe(2)
})

test('a session shows its browser by name, its address, its Google account and when it began', async () => {
  const { viewer, identity, client } = await newBrowser({ identity: newIdentity() }, FIREFOX)
  const { sessions } = await listSessions(viewer)
  expect(sessions).toEqual([
    {
      id: viewer.sessionId,
      current: true,
      device: { kind: 'computer', family: 'firefox', browser: 'Firefox', system: 'Windows' },
      place: null,
      userAgent: FIREFOX,
      ipAddress: client.ipAddress,
      provider: 'google',
      account: identity.email,
      startedAt: expect.any(Date),
      lastActiveAt: expect.any(Date),
      endsAt: expect.any(Date),
    },
  ])
})

test('a session that was ended, or is past a limit, is not listed', { tag: ['@R50', '@R51'] }, async () => {
  const { viewer, identity } = await newViewer()
  const over = await Promise.all([1, 2, 3, 4].map(() => newBrowser({ identity })))
  const [ended, idle, absolute, almost] = over.map((one) => one.viewer.sessionId)
  await change(ended!, { endedAt: new Date() })
  await change(idle!, { lastActiveAt: ago(7 * DAY_MS + 60_000) })
  await change(absolute!, { expiresAt: ago(1_000) })
  await change(almost!, { lastActiveAt: ago(7 * DAY_MS - 60_000) })
  const { sessions, others } = await listSessions(viewer)
  expect(sessions.map(({ id }) => id)).toEqual([viewer.sessionId, almost])
  expect(others).toBe(1)
})

test('nobody sees a session of somebody else', { tag: '@R109' }, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  const { sessions } = await listSessions(ada.viewer)
  expect(sessions.map(({ id }) => id)).toEqual([ada.viewer.sessionId])
  expect(JSON.stringify(sessions)).not.toContain(grace.identity.email)
})

test('whoever was signed out since the request began learns that, and sees nothing', async () => {
  const { viewer, identity } = await newViewer()
  await newBrowser({ identity })
  await change(viewer.sessionId, { endedAt: new Date() })
  await expect(listSessions(viewer)).rejects.toMatchObject({ code: 'signed_out' })
})

test('a hundred sessions are listed, and the others are counted with them', async () => {
  const { viewer } = await newViewer()
  const { userId, accountId, expiresAt } = await db().session.findUniqueOrThrow({
    where: { id: viewer.sessionId },
  })
  await db().session.createMany({
    data: Array.from({ length: 120 }, (_, i) => ({
      userId,
      accountId,
      expiresAt,
      tokenHash: `${userId} ${i}`,
    })),
  })
  const { sessions, others } = await listSessions(viewer)
  expect(sessions).toHaveLength(100)
  expect(sessions[0]?.id).toBe(viewer.sessionId)
  expect(others).toBe(120)
})

test('a session shows the address that it was last used from', async () => {
  const { viewer } = await newViewer()
  const address = async () => (await listSessions(viewer)).sessions[0]?.ipAddress
  await change(viewer.sessionId, { lastActiveAt: ago(DAY_MS) })
  await noteActivity(viewer.sessionId, '198.51.100.7')
  expect(await address()).toBe('198.51.100.7')
  await change(viewer.sessionId, { lastActiveAt: ago(DAY_MS) })
  await noteActivity(viewer.sessionId, null)
  expect(await address()).toBe('198.51.100.7')
})
