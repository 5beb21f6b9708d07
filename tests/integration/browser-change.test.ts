import { db } from '#lib/db/client'
import { listSessions } from '#lib/sessions/list'
import { noteBrowser } from '#lib/sessions/touch'
import type { Viewer } from '#lib/viewer'
import { newBrowser, newIdentity } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const firefox = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`
const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15'

function moveTo({ viewer }: { viewer: Viewer }, before: string, userAgent: string | null): Promise<void> {
  const { sessionId, userId } = viewer
  return noteBrowser({ sessionId, userId, before, client: { userAgent, ipAddress: '198.51.100.7' } })
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
  expect(sessions).toMatchObject([{ browser: 'Safari on macOS', ipAddress: '198.51.100.7' }])
})

test('an update of the same browser is stored, and not recorded', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), firefox(141))
  expect(await changesOf(ada)).toEqual([])
  expect((await listSessions(ada.viewer)).sessions).toMatchObject([{ userAgent: firefox(141) }])
})

test('many requests at once from another browser are recorded once', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await Promise.all(Array.from({ length: 20 }, () => moveTo(ada, firefox(140), SAFARI)))
  expect(await changesOf(ada)).toHaveLength(1)
})

test('a browser that no longer says what it is is recorded too', async () => {
  const ada = await newBrowser({ identity: newIdentity() }, firefox(140))
  await moveTo(ada, firefox(140), null)
  expect(await changesOf(ada)).toMatchObject([{ details: { from: 'Firefox on Linux', to: null } }])
})
