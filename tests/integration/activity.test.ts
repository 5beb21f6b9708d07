import { deleteOldEvents, kindsOf, type NewEvent } from '#lib/activity/events'
import { type EventPage, listEvents, readCursor, writeCursor } from '#lib/activity/list'
import { db } from '#lib/db/client'
import type { Viewer } from '#lib/viewer'
import { newBrowser, newIdentity, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const DAY_MS = 24 * 3_600_000
const ALL = { group: null, before: null }
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Lines as if they had been written this long ago. */
async function add({ userId }: Viewer, count: number, ago = 0, event: NewEvent = signedOut): Promise<void> {
  const createdAt = new Date(Date.now() - ago)
  await db().event.createMany({
    data: Array.from({ length: count }, () => ({ userId, createdAt, ...event })),
  })
}

const signedOut: NewEvent = { kind: 'signed_out', details: {} }

/** Every page from the first to the last; `between` happens before each further one. */
async function readAll(viewer: Viewer, between?: () => Promise<void>): Promise<EventPage[]> {
  const pages = [await listEvents(viewer, ALL)]
  for (let next = pages[0]!.older; next; next = pages.at(-1)!.older) {
    await between?.()
    pages.push(await listEvents(viewer, { group: null, before: readCursor(next) }))
  }
  return pages
}

const ids = (pages: EventPage[]) => pages.flatMap(({ events }) => events.map(({ id }) => id))

test('a history is listed newest first, with what happened, when and where', async () => {
  const { viewer, client, identity } = await newBrowser({ identity: newIdentity() }, FIREFOX)
  await add(viewer, 1, DAY_MS)
  const { events, older } = await listEvents(viewer, ALL)
  expect(events).toEqual([
    {
      id: expect.any(String),
      at: expect.any(Date),
      event: { kind: 'signed_in', details: { account: identity.email, provider: 'google' } },
      device: expect.objectContaining({ browser: 'Firefox', system: 'Windows' }),
      place: null,
      ...client,
    },
    expect.objectContaining({ event: signedOut, userAgent: null, ipAddress: null }),
  ])
  expect(older).toBeNull()
})

test('pages hold every line once, also of lines that were written in the same millisecond', async () => {
  const { viewer } = await newViewer()
  await add(viewer, 40, DAY_MS)
  await add(viewer, 40, 2 * DAY_MS)
  const pages = await readAll(viewer)
  expect(pages.map(({ events }) => events.length)).toEqual([25, 25, 25, 6])
  expect(new Set(ids(pages)).size).toBe(81)
})

test('lines that are added while somebody reads on move nothing on the pages that follow', async () => {
  const { viewer } = await newViewer()
  await add(viewer, 60, DAY_MS)
  const quiet = ids(await readAll(viewer))
  expect(ids(await readAll(viewer, () => add(viewer, 7)))).toEqual(quiet)
})

test('a history ends where a page is exactly full', async () => {
  const { viewer } = await newViewer()
  await add(viewer, 24, DAY_MS)
  expect(await listEvents(viewer, ALL)).toMatchObject({ older: null })
})

test('a filter finds the kinds of its group, and every kind has a group', async () => {
  const { viewer } = await newViewer()
  const kinds: NewEvent[] = [
    { kind: 'session_ended', details: { browser: null } },
    { kind: 'permission_given', details: { account: 'a@example.test', scopes: [] } },
    { kind: 'exported', details: {} },
  ]
  for (const event of kinds) await add(viewer, 1, DAY_MS, event)
  const find = async (group: 'sign-ins' | 'sessions' | 'permissions' | 'account') =>
    (await listEvents(viewer, { group, before: null })).events.map(({ event }) => event.kind)
  expect(await find('sign-ins')).toEqual(['signed_in'])
  expect(await find('sessions')).toEqual(['session_ended'])
  expect(await find('permissions')).toEqual(['permission_given'])
  expect(await find('account')).toEqual(['exported'])
  const grouped = (['sign-ins', 'sessions', 'permissions', 'account'] as const).flatMap(kindsOf)
  expect(grouped.toSorted()).toEqual(kindsOf(null).toSorted())
})

test('nobody reads the history of somebody else, nor gets into it by a cursor', {
  tag: '@R109',
}, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  await add(grace.viewer, 60, DAY_MS)
  const { older } = await listEvents(grace.viewer, ALL)
  const page = await listEvents(ada.viewer, { group: null, before: readCursor(older) })
  expect(page).toEqual({ events: [], older: null })
  expect((await listEvents(ada.viewer, ALL)).events).toHaveLength(1)
})

test('whatever is not a cursor is the beginning', () => {
  const at = new Date('2026-11-25T02:26:55.123Z')
  const id = crypto.randomUUID()
  expect(readCursor(writeCursor({ at, id }))).toEqual({ at, id })
  const junk = ['', 'x', `${at.getTime()}_${id}`, "' OR 1=1", ['a', 'b'], undefined, 7]
  const near = [`${at.getTime()}_${id} `, `99999999999999_${id}`, `${at.getTime()}_${id.slice(1)}`, '_', '\0']
  const encoded = near.map((text) => Buffer.from(text).toString('base64url'))
  for (const text of [...junk, ...encoded]) expect(readCursor(text), String(text)).toBeNull()
})

test('a line that this version cannot read takes no other with it', async () => {
  const { viewer } = await newViewer()
  const { userId } = viewer
  await db().event.create({ data: { userId, kind: 'exported', details: 'nothing' } })
  await db().event.create({ data: { userId, kind: 'session_ended', details: { browser: 7 } } })
  await db().event.create({ data: { userId, kind: 'of_a_later_version', details: {} } })
  const { events } = await listEvents(viewer, ALL)
  expect(events.map(({ event }) => event.kind)).toEqual(['signed_in'])
})

test('a history goes back twelve months', async () => {
  const { viewer } = await newViewer()
  await add(viewer, 1, 364 * DAY_MS)
  await add(viewer, 1, 367 * DAY_MS)
  await deleteOldEvents()
  expect((await listEvents(viewer, ALL)).events).toHaveLength(2)
})
