import { db, pool } from '#lib/db/client'
import { newToken } from '#lib/sessions/cookie'
import { endOneSession, endOtherSessions, endSession } from '#lib/sessions/end'
import { findSession } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'
import { newBrowser, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** What the history of a person holds beside their signing in. */
async function historyOf({ viewer }: { viewer: Viewer }, since = ['signed_in', 'signed_in_new_browser']) {
  const events = await db().event.findMany({ where: { userId: viewer.userId, kind: { notIn: since } } })
  return events.map(({ kind, details, ipAddress, userAgent }) => ({ kind, details, ipAddress, userAgent }))
}

test('a session that is ended is over for the very next request, and its browser learns it', {
  tag: '@R55',
}, async () => {
  const here = await newViewer()
  const there = await newBrowser(here, FIREFOX)
  expect(await endOneSession(here.viewer, there.viewer.sessionId, here.client)).toBe('Firefox on Windows')
  expect(await findSession(there.token)).toEqual({ kind: 'ended' })
  expect(await findSession(here.token)).toMatchObject({ kind: 'live' })
  expect(await historyOf(here)).toEqual([
    { kind: 'session_ended', details: { browser: 'Firefox on Windows' }, ...here.client },
  ])
})

test('an id of somebody else, an unknown one, one that is over and nonsense all fail alike', {
  tag: '@R109',
}, async () => {
  const [here, stranger] = [await newViewer(), await newViewer()]
  const over = await newBrowser(here)
  await endOneSession(here.viewer, over.viewer.sessionId, here.client)
  const before = await historyOf(here)
  const ids = [
    stranger.viewer.sessionId,
    crypto.randomUUID(),
    over.viewer.sessionId,
    `${here.viewer.sessionId}' OR 1=1 --`,
    newToken(),
    '',
  ]
  for (const id of ids) {
    const end = endOneSession(here.viewer, id, here.client)
    await expect(end, id).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await findSession(stranger.token)).toMatchObject({ kind: 'live' })
  expect(await historyOf(here)).toEqual(before)
  expect(await historyOf(stranger)).toEqual([])
})

test('ending all others keeps this session, counts the others and records it in one line', async () => {
  const here = await newViewer()
  const others = await Promise.all([1, 2, 3].map(() => newBrowser(here)))
  const stranger = await newViewer()
  expect(await endOtherSessions(here.viewer, here.client)).toBe(3)
  for (const { token } of others) expect(await findSession(token)).toEqual({ kind: 'ended' })
  for (const { token } of [here, stranger]) expect(await findSession(token)).toMatchObject({ kind: 'live' })
  expect(await historyOf(here)).toEqual([
    { kind: 'other_sessions_ended', details: { count: 3 }, ...here.client },
  ])
})

/** What is true of a session, and whether it may end others then. */
const ending: [
  what: string,
  change: string,
  line: 'browser_changed' | 'signed_in_new_browser' | null,
  may: boolean,
][] = [
  [
    'confirmed five minutes ago, of a month',
    `created_at = now() - interval '29 days', authenticated_at = now() - interval '5 minutes'`,
    null,
    true,
  ],
  ['confirmed just now, in a new browser', 'authenticated_at = now()', 'signed_in_new_browser', true],
  [
    'of this morning',
    `created_at = now() - interval '8 hours', authenticated_at = now() - interval '8 hours'`,
    null,
    true,
  ],
  [
    'of the day before',
    `created_at = now() - interval '25 hours', authenticated_at = now() - interval '25 hours'`,
    null,
    false,
  ],
  [
    'of this morning, in a new browser',
    `authenticated_at = now() - interval '8 hours'`,
    'signed_in_new_browser',
    false,
  ],
  [
    'of this morning, whose cookie another browser has now',
    `authenticated_at = now() - interval '8 hours'`,
    'browser_changed',
    false,
  ],
]

for (const [what, change, line, may] of ending) {
  test(`a session ${what} ends others ${may ? 'at once' : 'after a confirmation'}`, {
    tag: '@R57',
  }, async () => {
    const here = await newViewer()
    const there = await newBrowser(here, FIREFOX)
    const { userId, sessionId } = here.viewer
    await pool().query(`UPDATE sessions SET ${change} WHERE id = $1`, [sessionId])
    if (line) await db().event.create({ data: { userId, sessionId, kind: line, details: {} } })
    const one = endOneSession(here.viewer, there.viewer.sessionId, here.client)
    if (may) await one
    else await expect(one).rejects.toMatchObject({ code: 'confirm_first' })
    expect(await findSession(there.token)).toMatchObject({ kind: may ? 'ended' : 'live' })
    const another = await newBrowser(here)
    const all = endOtherSessions(here.viewer, here.client)
    if (may) await all
    else await expect(all).rejects.toMatchObject({ code: 'confirm_first' })
    expect(await findSession(another.token)).toMatchObject({ kind: may ? 'ended' : 'live' })
  })
}

test('ending all others where there are none changes nothing and records nothing', async () => {
  const here = await newViewer()
  expect(await endOtherSessions(here.viewer, here.client)).toBe(0)
  expect(await historyOf(here)).toEqual([])
})

test('a session whose end cannot be recorded in the history is not ended', async () => {
  const here = await newViewer()
  const there = await newBrowser(here)
  await pool().query(`ALTER TABLE events ADD CONSTRAINT broken CHECK (kind LIKE 'signed_in%') NOT VALID`)
  try {
    await expect(endOneSession(here.viewer, there.viewer.sessionId, here.client)).rejects.toThrow()
    await expect(endOtherSessions(here.viewer, here.client)).rejects.toThrow()
    await expect(endSession(here.viewer, here.client)).rejects.toThrow()
  } finally {
    await pool().query('ALTER TABLE events DROP CONSTRAINT broken')
  }
  for (const { token } of [here, there]) expect(await findSession(token)).toMatchObject({ kind: 'live' })
})

test('of two browsers that end each other at the same moment, one stays signed in', async () => {
  for (let round = 0; round < 10; round++) {
    const one = await newViewer()
    const two = await newBrowser(one)
    const results = await Promise.allSettled(
      [one, two].map(({ viewer, client }) => endOtherSessions(viewer, client)),
    )
    const states = await Promise.all([one, two].map(async ({ token }) => (await findSession(token))?.kind))
    expect(states.toSorted()).toEqual(['ended', 'live'])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const failed = results.find((result) => result.status === 'rejected')
    expect(failed?.reason).toMatchObject({ code: 'signed_out' })
    expect(await historyOf(one)).toHaveLength(1)
  }
})

test('of ten browsers that end the same session at once, one does it and the others find it gone', {
  tag: '@R89',
}, async () => {
  const target = await newViewer()
  const browsers = await Promise.all(Array.from({ length: 10 }, () => newBrowser(target)))
  const results = await Promise.allSettled(
    browsers.map(({ viewer, client }) => endOneSession(viewer, target.viewer.sessionId, client)),
  )
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(failures).toEqual(Array(9).fill('not_found'))
  expect(await historyOf(target)).toHaveLength(1)
})

test('a session that was ended can end nothing any more', async () => {
  const here = await newViewer()
  const [thief, victim] = [await newBrowser(here), await newBrowser(here)]
  await endOneSession(here.viewer, thief.viewer.sessionId, here.client)
  for (const end of [
    () => endOtherSessions(thief.viewer, thief.client),
    () => endOneSession(thief.viewer, victim.viewer.sessionId, thief.client),
  ])
    await expect(end()).rejects.toMatchObject({ code: 'signed_out' })
  for (const { token } of [here, victim]) expect(await findSession(token)).toMatchObject({ kind: 'live' })
})

test('signing out is recorded once, however often it is asked for', { tag: '@R111' }, async () => {
  const here = await newViewer()
  await Promise.all([1, 2, 3].map(() => endSession(here.viewer, here.client)))
  expect(await findSession(here.token)).toBeNull()
  expect(await historyOf(here)).toEqual([{ kind: 'signed_out', details: {}, ...here.client }])
})
