import { expire, findGrantRow, listEvents } from '#tests/support/connected'
import { driveScope } from '#tests/support/google-visitor'
import { readTokens } from '#tests/support/lib'
import { startCommitCutter, startTcpProxy } from '#tests/support/proxies'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

for (const when of ['before', 'after'] as const) {
  test(`a connection that breaks off ${when} the commit costs no second refresh and records nothing twice`, {
    tag: '@R68',
  }, async ({ google, connect, startCaller, databaseUrl }) => {
    const url = new URL(databaseUrl)
    const cutter = await startCommitCutter({ host: url.hostname, port: Number(url.port) })
    url.port = String(cutter.port)
    await google.settings({ rotation: true })
    const caller = await startCaller({ DATABASE_URL: url.href })
    const ada = await connect()
    await google.removeScope(ada.sub, driveScope)
    await expire(ada)
    await google.resetCounts()
    cutter.cutNext(when)

    const [got] = await caller.ask<Got[]>({ viewer: ada.viewer })
    expect(got).toMatchObject({ kind: 'ready' })
    expect(cutter.cuts()).toBe(1)
    expect((await google.counts()).token).toBe(1)
    const row = await findGrantRow(ada)
    expect(row).toMatchObject({ version: 2, endedAt: null, failures: 0 })
    expect((await readTokens(row)).accessToken).toBe(got?.token)
    expect(await listEvents(ada)).toMatchObject([{ kind: 'permission_removed' }])

    await expire(ada)
    expect(await caller.ask<Got[]>({ viewer: ada.viewer })).toMatchObject([{ kind: 'ready' }])
    await caller.stop()
    await cutter.stop()
  })
}

test('a token that Google gave while the database was away for some seconds is stored when it is back', {
  tag: '@R87',
}, async ({ google, connect, startCaller, databaseUrl }) => {
  const url = new URL(databaseUrl)
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
  url.port = String(proxy.port)
  await google.settings({ rotation: true })
  const caller = await startCaller({ DATABASE_URL: url.href })
  const ada = await connect()
  await expire(ada)
  await google.resetCounts()
  await google.failNext('token', { delayMs: 500 })
  const waiting = caller.ask<Got[]>({ viewer: ada.viewer })
  await expect.poll(async () => (await google.counts()).token, { intervals: [20] }).toBe(1)
  await proxy.cut()
  setTimeout(() => void proxy.restore(), 2_500)

  const [got] = await waiting
  expect(got).toMatchObject({ kind: 'ready' })
  expect((await google.counts()).token).toBe(1)
  expect((await readTokens(await findGrantRow(ada))).accessToken).toBe(got?.token)
  await caller.stop()
  await proxy.stop()
})
