import { deleteUser } from '#lib/account/delete'
import { startExport } from '#lib/account/export'
import { changeOwnName } from '#lib/account/name'
import { getOverview } from '#lib/account/overview'
import { confirmIntent, linkIntent, reconnectIntent } from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { disconnect } from '#lib/connections/disconnect'
import { turnFeatureOff, turnFeatureOn } from '#lib/connections/features'
import { db } from '#lib/db/client'
import { endOneSession, endOtherSessions } from '#lib/sessions/end'
import { requireLiveSession } from '#lib/sessions/find'
import { listSessions } from '#lib/sessions/list'
import { openDatabase } from '#tests/support/database'
import { driveScope } from '#tests/support/google-visitor'
import { client, link, listEvents, newSignIn, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

/** Each way in which a session is over, as `isLive` knows them. */
const endings = {
  ended: { endedAt: new Date() },
  'past its absolute limit': { expiresAt: new Date(Date.now() - 1_000) },
  'past its idle limit': { lastActiveAt: new Date(Date.now() - 8 * 24 * 3_600_000) },
}

async function newDriver() {
  const ada = await newViewer(newSignIn({}, { scopes: ['openid', 'email', 'profile', driveScope] }))
  const grace = await link(ada.viewer)
  const { accountId } = ada.viewer
  return { ...ada, grace, target: { accountId, feature: 'drive' } as const }
}

type Ada = Awaited<ReturnType<typeof newDriver>>

/** Everything that changes something for a viewer, begun when the session still lived. */
const changes: Record<string, (ada: Ada) => Promise<unknown>> = {
  'deleting the account': ({ viewer }) => deleteUser(viewer, client),
  'disconnecting an account': ({ viewer, grace }) => disconnect(viewer, grace.accountId, client),
  'turning a feature off': ({ viewer, target }) => turnFeatureOff(viewer, target, client),
  'turning a feature on': ({ viewer, target }) => turnFeatureOn(viewer, target, client),
  'ending another session': ({ viewer }) => endOneSession(viewer, crypto.randomUUID(), client),
  'ending all other sessions': ({ viewer }) => endOtherSessions(viewer, client),
  'choosing a name': ({ viewer }) => changeOwnName(viewer, 'Countess', client),
  'listing the sessions': ({ viewer }) => listSessions(viewer),
  'going on with something long': ({ viewer }) => requireLiveSession(viewer),
}

/** The same for what comes back from a provider. */
const callbacks: Record<string, (ada: Ada) => Promise<unknown>> = {
  'connecting another account': ({ viewer }) =>
    writeCallback({ ...newSignIn(), intent: linkIntent(viewer, 'google') }),
  confirming: async ({ viewer, identity }) =>
    writeCallback({ ...newSignIn(identity), intent: await confirmIntent(viewer) }),
  reconnecting: async ({ viewer, identity }) =>
    writeCallback({ ...newSignIn(identity), intent: await reconnectIntent(viewer, viewer.accountId) }),
}

async function stateOf({ viewer }: Ada) {
  const { userId } = viewer
  const accounts = await db().account.findMany({
    where: { userId },
    include: { grant: true },
    orderBy: { id: 'asc' },
  })
  return JSON.stringify([accounts, await listEvents(viewer)])
}

for (const [over, data] of Object.entries(endings)) {
  for (const [code, table] of [
    ['signed_out', changes],
    ['session_changed', callbacks],
  ] as const) {
    for (const [title, change] of Object.entries(table)) {
      test(`${title} does nothing once the session is ${over}`, {
        tag: ['@R50', '@R51', '@R55'],
      }, async () => {
        const ada = await newDriver()
        await db().session.update({ where: { id: ada.viewer.sessionId }, data })
        const before = await stateOf(ada)
        await expect(change(ada)).rejects.toMatchObject({ code })
        expect(await stateOf(ada)).toBe(before)
      })
    }
  }
}

test('a session that is being ended decides first: what waits for it then does nothing', {
  tag: '@R55',
}, async ({ databaseUrl }) => {
  for (const change of [
    changes['deleting the account'],
    changes['disconnecting an account'],
    changes['turning a feature off'],
  ]) {
    const ada = await newDriver()
    const before = await stateOf(ada)
    const { sql, close } = await openDatabase(databaseUrl)
    await sql('BEGIN')
    await sql('UPDATE sessions SET ended_at = now() WHERE id = $1', [ada.viewer.sessionId])
    const refused = expect(change?.(ada)).rejects.toMatchObject({ code: 'signed_out' })
    const waiting = 'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))'
    while ((await sql(waiting)).length === 0) await sql('SELECT pg_sleep(0.02), pg_stat_clear_snapshot()')
    await sql('COMMIT')
    await close()
    await refused
    expect(await stateOf(ada)).toBe(before)
  }
})

test('the overview shows nothing of a session that was ended since the request began', {
  tag: '@R55',
}, async () => {
  const { viewer } = await newViewer()
  expect(await getOverview(viewer)).toMatchObject({ hostedDomain: null })
  await db().session.update({ where: { id: viewer.sessionId }, data: endings.ended })
  await expect(getOverview(viewer)).rejects.toMatchObject({ code: 'signed_out' })
})

test('an export of somebody whose session has been idle for too long stops', { tag: '@R55' }, async () => {
  const { viewer } = await newViewer()
  const pieces = await startExport(viewer, client)
  await pieces.next()
  await db().session.update({ where: { id: viewer.sessionId }, data: endings['past its idle limit'] })
  await pieces.next()
  await expect(pieces.next()).rejects.toMatchObject({ code: 'signed_out' })
})
