import { db } from '#lib/db/client'
import { type Connected, expire, findGrantRow, listEvents } from '#tests/support/connected'
import { lockGrant } from '#tests/support/database'
import { readTokens } from '#tests/support/lib'
import type { TestProcess } from '#tests/support/processes'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

const LATE = { delayMs: 500 }

test('a process that is killed before Google answers is replaced within ten seconds', {
  tag: '@R66',
}, async ({ google, connect, startCaller }) => {
  await google.settings({ rotation: true })
  const [holder, other] = await Promise.all([startCaller(), startCaller()])
  const ada = await connect()
  await beginRefresh(google, holder, ada, { hang: true })
  holder.kill('SIGKILL')

  const got = await ask(other, ada)
  expect(got).toMatchObject({ kind: 'ready' })
  expect(got.ms - got.lost).toBeLessThan(10_000)
  expect((await google.counts()).token).toBe(2)
  expect(await findGrantRow(ada)).toMatchObject({ version: 2, endedAt: null })
})

test('a process that does not find Google keeps nobody else from a token', { tag: '@R66' }, async ({
  google,
  connect,
  startCaller,
}) => {
  const [lost, other] = await Promise.all([startCaller(), startCaller()])
  const ada = await connect()
  await expire(ada)
  await google.resetCounts()
  await google.failNext('discovery', { hang: true })
  ask(lost, ada).catch(() => undefined)
  await expect.poll(async () => (await google.counts()).discovery, { intervals: [20] }).toBe(1)

  const got = await ask(other, ada)
  expect(got).toMatchObject({ kind: 'ready' })
  expect(got.ms - got.lost).toBeLessThan(3_000)
  expect((await google.counts()).token).toBe(1)
})

test('a process that is killed between answer and write costs nothing when Google keeps refresh tokens', {
  tag: '@R67',
}, async ({ google, connect, startCaller, databaseUrl }) => {
  const [holder, other] = await Promise.all([startCaller(), startCaller()])
  const ada = await connect()
  await killBeforeWrite({ google, holder, ada, databaseUrl })

  const got = await ask(other, ada)
  expect(got).toMatchObject({ kind: 'ready' })
  expect(got.ms - got.lost).toBeLessThan(10_000)
  expect((await google.counts()).token).toBe(2)
  const stored = await readTokens(await findGrantRow(ada))
  expect(stored).toEqual({ accessToken: got.token, refreshToken: ada.tokens.refresh_token })
})

test('between answer and write, a provider that rotates makes it one reconnect, and nobody else notices', {
  tag: '@R67',
}, async ({ google, connect, startCaller, databaseUrl }) => {
  await google.settings({ rotation: true })
  const [holder, other] = await Promise.all([startCaller(), startCaller()])
  const [ada, grace] = [await connect(), await connect()]
  await killBeforeWrite({ google, holder, ada, databaseUrl })

  const first = await ask(other, ada)
  expect(first).toMatchObject({ kind: 'reconnect', reason: 'revoked' })
  expect(first.ms - first.lost).toBeLessThan(10_000)
  expect((await google.counts()).token).toBe(2)
  const again = await other.ask<Got[]>({ viewer: ada.viewer, callers: 20 })
  expect(new Set(again.map(({ kind }) => kind))).toEqual(new Set(['reconnect']))
  expect((await google.counts()).token, 'never a loop').toBe(2)
  expect((await listEvents(ada)).map(({ kind }) => kind)).toEqual(['grant_ended'])

  await expire(grace)
  expect(await ask(other, grace)).toMatchObject({ kind: 'ready' })
})

test('a process that was stopped meanwhile does not put an older token over a newer one', {
  tag: '@R66',
}, async ({ google, connect, startCaller }) => {
  const [holder, other] = await Promise.all([startCaller(), startCaller()])
  const ada = await connect()
  const late = await beginRefresh(google, holder, ada, LATE)
  holder.kill('SIGSTOP')
  await db()
    .$executeRaw`UPDATE grants SET lease_until = now() - interval '1 second' WHERE account_id = ${ada.accountId}::uuid`
  const newer = await ask(other, ada)
  expect(newer).toMatchObject({ kind: 'ready' })
  const before = await findGrantRow(ada)
  expect(before.version).toBe(2)

  holder.kill('SIGCONT')
  expect(await late.result).toMatchObject({ kind: 'ready', token: newer.token })
  expect((await google.counts()).token).toBe(2)
  expect(await findGrantRow(ada)).toEqual(before)
})

type Google = {
  failNext: (endpoint: 'token', fault: object) => unknown
  resetCounts: () => unknown
  counts: () => Promise<{ token: number }>
}

async function ask(caller: TestProcess, { viewer }: Connected): Promise<Got> {
  const [got] = await caller.ask<Got[]>({ viewer })
  return got!
}

/** Has a process ask Google for a fresh token, and returns when the request has arrived there. */
async function beginRefresh(google: Google, holder: TestProcess, ada: Connected, fault: object) {
  await expire(ada)
  await google.resetCounts()
  await google.failNext('token', fault)
  const result = ask(holder, ada)
  result.catch(() => undefined)
  await expect.poll(async () => (await google.counts()).token, { intervals: [20] }).toBe(1)
  return { result }
}

type Killing = { google: Google; holder: TestProcess; ada: Connected; databaseUrl: string }

/** Google has answered, and the answer is about to be written. */
async function killBeforeWrite({ google, holder, ada, databaseUrl }: Killing): Promise<void> {
  await beginRefresh(google, holder, ada, LATE)
  const lock = await lockGrant(databaseUrl, ada.accountId)
  await lock.awaited()
  holder.kill('SIGKILL')
  await holder.exited.catch(() => undefined)
  await lock.release()
}
