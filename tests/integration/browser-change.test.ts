import { db } from '#lib/db/client'
import { findSession } from '#lib/sessions/find'
import { listSessions } from '#lib/sessions/list'
import { isBrowserDue, noteBrowser } from '#lib/sessions/touch'
import type { Viewer } from '#lib/viewer'
import { newBrowser, newIdentity } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const firefox = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15'

function moveTo({ viewer }: { viewer: Viewer }, before: string, userAgent: string | null): Promise<void> {
  const { sessionId } = viewer
  return noteBrowser({ sessionId, before, client: { userAgent, ipAddress: '198.51.100.7' } })
}

function changesOf({ viewer }: { viewer: Viewer }) {
  return db().event.findMany({
    where: { userId: viewer.userId, kind: 'browser_changed' },
    select: { details: true, ipAddress: true, userAgent: true },
  })
}

test('a session that goes on in another browser is recorded, with both and with where', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), SAFARI)
  expect(await changesOf(ada)).toEqual([
    {
      details: { from: 'Firefox on Linux', to: 'Safari on macOS' },
      ipAddress: '198.51.100.7',
      userAgent: SAFARI,
    },
  ])
  const { sessions } = await listSessions(ada.viewer)
  expect(sessions).toMatchObject([
    { device: { browser: 'Safari', system: 'macOS' }, ipAddress: '198.51.100.7' },
  ])
})

/** Lets that much time pass since the last note. */
function later({ viewer }: { viewer: Viewer }, ms: number) {
  const since = new Date(Date.now() - ms)
  return db().session.update({ where: { id: viewer.sessionId }, data: { browserNotedAt: since } })
}

const MINUTE = 60_000

test('two browsers that take turns are one line for each way in a day, and one write a minute', {
  tag: '@R52',
}, async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  for (let turn = 0; turn < 30; turn++) {
    await later(ada, MINUTE)
    await moveTo(ada, firefox(140), SAFARI)
    await later(ada, MINUTE)
    await moveTo(ada, SAFARI, firefox(140))
  }
  const details = (await changesOf(ada)).map((event) => event.details)
  expect(details).toEqual([
    { from: 'Firefox on Linux', to: 'Safari on macOS' },
    { from: 'Safari on macOS', to: 'Firefox on Linux' },
  ])
  await moveTo(ada, firefox(140), firefox(141))
  expect((await listSessions(ada.viewer)).sessions, 'within the minute').toMatchObject([
    { userAgent: firefox(140) },
  ])
  await db().event.updateMany({
    where: { userId: ada.viewer.userId },
    data: { createdAt: new Date(Date.now() - 25 * 60 * MINUTE) },
  })
  await later(ada, MINUTE)
  await moveTo(ada, firefox(140), SAFARI)
  expect(await changesOf(ada), 'a day later').toHaveLength(3)
})

test('a browser that makes up a new name each time adds no more lines than a day may have', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  const strange = (n: number) => `browser-${n}/1.0 (made up)`
  await moveTo(ada, firefox(140), strange(0))
  for (let n = 0; n < 40; n++) {
    await later(ada, MINUTE)
    await moveTo(ada, strange(n), strange(n + 1))
  }
  expect(await changesOf(ada)).toHaveLength(20)
  expect((await listSessions(ada.viewer)).sessions).toMatchObject([{ userAgent: strange(40) }])
})

test('an update of the same browser is stored, and not recorded', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), firefox(141))
  expect(await changesOf(ada)).toEqual([])
  expect((await listSessions(ada.viewer)).sessions).toMatchObject([{ userAgent: firefox(141) }])
})

test('many requests at once from another browser are recorded once', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  expect(isBrowserDue(null)).toBe(true)
  await Promise.all(Array.from({ length: 20 }, () => moveTo(ada, firefox(140), SAFARI)))
  expect(await changesOf(ada)).toHaveLength(1)
  const found = await findSession(ada.token)
  if (found?.kind !== 'live') throw new Error('The session is over')
  expect(isBrowserDue(found.session.browserNotedAt)).toBe(false)
  expect(isBrowserDue(new Date(Date.now() - MINUTE))).toBe(true)
})

test('a browser that no longer says what it is is recorded too', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), null)
  expect(await changesOf(ada)).toMatchObject([{ details: { from: 'Firefox on Linux', to: null } }])
})

test('a history that somebody has filled does not slow their next sign-in down', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  const { userId } = ada.viewer
  const lines = Array.from({ length: 20_000 }, (_, n) => ({
    userId,
    kind: 'signed_in',
    details: { account: ada.identity.email, provider: 'google' },
    userAgent: firefox(n),
    createdAt: new Date(Date.now() - 2 * MINUTE - n),
  }))
  await db().event.createMany({ data: lines })
  const before = process.cpuUsage()
  await newBrowser(ada, SAFARI)
  const { user, system } = process.cpuUsage(before)
  // Parsing all of them takes a second of a fast processor; a sign-in takes some milliseconds.
  expect((user + system) / 1000).toBeLessThan(500)
  const kinds = await db().event.findMany({
    where: { userId, kind: 'signed_in_new_browser' },
    select: { userAgent: true },
  })
  expect(kinds).toEqual([{ userAgent: SAFARI }])
})

test('a browser is known by its name and system, whatever its version and however it was first seen', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), SAFARI)
  for (const userAgent of [firefox(150), SAFARI, SAFARI.replace('18.5', '19.0')])
    await newBrowser(ada, userAgent)
  const { userId } = ada.viewer
  expect(await db().event.count({ where: { userId, kind: 'signed_in_new_browser' } })).toBe(0)
  await newBrowser(ada, 'house-lamp/1.0 (lamp)')
  expect(await db().event.count({ where: { userId, kind: 'signed_in_new_browser' } })).toBe(1)
})
