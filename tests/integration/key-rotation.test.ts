import { randomUUID } from 'node:crypto'
import { db } from '#lib/db/client'
import { openToken, sealToken } from '#lib/grants/cipher'
import { orderRevocation } from '#lib/grants/revoke'
import { newKeyEntry, parseKeyRing } from '#lib/key-ring'
import type { Connected } from '#tests/support/connected'
import { lockGrant } from '#tests/support/database'
import { childEnvironment, TEST_KEYS } from '#tests/support/environment'
import { startProcess, type TestProcess } from '#tests/support/processes'
import { expect, test } from '#tests/support/test'
import type { Got } from '#tests/support/token-caller'

/** More than two batches of a column. */
const SLEEPING = 220

const NEW_KEY = newKeyEntry()
const BOTH_KEYS = `${NEW_KEY},${TEST_KEYS}`
const newId = parseKeyRing(NEW_KEY)[0].id

test('keys rotate under load with a kill in the middle: no caller fails, and every token opens', {
  tag: '@R62',
}, async ({ connect, startCaller, databaseUrl }) => {
  const [ada, grace] = [await connect(), await connect()]
  const sleeping = await fillUp(ada)
  await db().$transaction((tx) => orderRevocation(tx, grace.accountId))
  const changes = { TOKEN_ENCRYPTION_KEYS: BOTH_KEYS }
  const callers = await Promise.all([startCaller(changes), startCaller(changes)])
  const load = startLoad(callers, [ada, grace])

  const lock = await lockGrant(databaseUrl, sleeping.toSorted()[150]!)
  const killed = rotate(databaseUrl, BOTH_KEYS)
  await lock.awaited()
  killed.kill('SIGKILL')
  await killed.exited
  await lock.release()
  const middle = await countKeys()
  expect(middle.get('tests')).toBeGreaterThan(SLEEPING)
  expect(middle.get(newId)).toBeGreaterThanOrEqual(100)

  const again = rotate(databaseUrl, BOTH_KEYS)
  expect(await again.exited).toBe(0)
  expect(again.output()).toContain('100 %')
  expect(again.output()).toMatch(new RegExp(`${newId}: \\d+ tokens\\n`))
  expect(again.output()).toContain('tests: 0 tokens: it can be taken out of TOKEN_ENCRYPTION_KEYS')

  const got = await load.stop()
  expect(got.length).toBeGreaterThan(10)
  expect(got.filter(({ kind }) => kind !== 'ready')).toEqual([])
  expect([...(await countKeys()).keys()]).toEqual([newId])
  await expectEverythingOpens(NEW_KEY)
  const alone = await startCaller({ TOKEN_ENCRYPTION_KEYS: NEW_KEY })
  for (const { viewer } of [ada, grace])
    expect(await alone.ask<Got[]>({ viewer, force: true })).toMatchObject([{ kind: 'ready' }])
})

/** What docs/production.md says, step by step: the keys of each deployment. Tokens rotate before the last. */
const STEPS = [TEST_KEYS, `${TEST_KEYS},${NEW_KEY}`, BOTH_KEYS, NEW_KEY] as const

test('in the documented order, processes of one step open what those of the next have sealed, and the other way round', {
  tag: '@R62',
}, async ({ connect, startCaller, databaseUrl }) => {
  const ada = await connect()
  const sealedUnder: (string | null)[] = []
  let earlier = await startCaller({ TOKEN_ENCRYPTION_KEYS: STEPS[0] })
  for (const keys of STEPS.slice(1)) {
    if (keys === NEW_KEY) expect(await rotate(databaseUrl, BOTH_KEYS).exited).toBe(0)
    const later = await startCaller({ TOKEN_ENCRYPTION_KEYS: keys })
    for (const process of [earlier, later, earlier]) {
      const got = await process.ask<Got[]>({ viewer: ada.viewer, force: true })
      expect(got).toMatchObject([{ kind: 'ready' }])
      sealedUnder.push(...(await countKeys()).keys())
    }
    earlier = later
  }
  expect(new Set(sealedUnder)).toEqual(new Set(['tests', newId]))
})

test('in front at once, a new key seals what running processes cannot open', {
  tag: '@R62',
}, async ({ connect, startCaller }) => {
  const ada = await connect()
  const running = await startCaller({ TOKEN_ENCRYPTION_KEYS: TEST_KEYS })
  const hasty = await startCaller({ TOKEN_ENCRYPTION_KEYS: BOTH_KEYS })
  expect(await hasty.ask<Got[]>({ viewer: ada.viewer, force: true })).toMatchObject([{ kind: 'ready' }])
  expect(await running.ask<Got[]>({ viewer: ada.viewer })).toMatchObject([{ error: 'token_unreadable' }])
})

test('a rotation that lacks a key names it, and changes nothing that it cannot read', {
  tag: '@R62',
}, async ({ connect, databaseUrl }) => {
  await connect()
  const before = await db().grant.findMany({ orderBy: { accountId: 'asc' } })
  const refused = rotate(databaseUrl, NEW_KEY)
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('TOKEN_ENCRYPTION_KEYS lacks the key tests')
  expect(refused.output()).not.toContain(NEW_KEY.split(':')[1])
  expect(await db().grant.findMany({ orderBy: { accountId: 'asc' } })).toEqual(before)
})

test('keys:new prints a key that works', async () => {
  const printed = startProcess('scripts/keys.ts', { args: ['new'], env: {}, condition: 'react-server' })
  expect(await printed.exited).toBe(0)
  const ring = parseKeyRing(printed.output())
  const place = { row: 'row', column: 'access_token' } as const
  expect(await openToken(ring, place, (await sealToken(ring, place, 'a token')).text)).toBe('a token')
})

function rotate(databaseUrl: string, keys: string): TestProcess {
  const env = childEnvironment({ DATABASE_URL: databaseUrl, TOKEN_ENCRYPTION_KEYS: keys })
  return startProcess('scripts/keys.ts', { args: ['rotate'], env, condition: 'react-server' })
}

/** Grants that nobody uses meanwhile. @returns their account ids */
async function fillUp({ viewer: { userId } }: Connected): Promise<string[]> {
  const ids = Array.from({ length: SLEEPING }, () => randomUUID())
  const account = { userId, type: 'oidc', provider: 'google', issuer: 'https://accounts.example' }
  await db().account.createMany({
    data: ids.map((id) => ({ ...account, id, providerAccountId: id, email: `${id}@example.test` })),
  })
  const ring = parseKeyRing(TEST_KEYS)
  const grants = ids.map(async (accountId) => {
    const access = await sealToken(ring, { row: accountId, column: 'access_token' }, `ya29.${accountId}`)
    const refresh = await sealToken(ring, { row: accountId, column: 'refresh_token' }, `1//${accountId}`)
    return {
      accountId,
      accessToken: access.text,
      accessTokenKey: access.key,
      refreshToken: refresh.text,
      refreshTokenKey: refresh.key,
    }
  })
  await db().grant.createMany({ data: await Promise.all(grants) })
  return ids
}

/** Has every caller ask for tokens, and for fresh ones, until it is stopped. @returns what they got */
function startLoad(callers: TestProcess[], people: Connected[]) {
  let running = true
  const got: Got[] = []
  const work = callers.map(async (caller) => {
    while (running) {
      for (const { viewer } of people) {
        got.push(...(await caller.ask<Got[]>({ viewer, callers: 5 })))
        got.push(...(await caller.ask<Got[]>({ viewer, force: true })))
      }
    }
  })
  return {
    async stop() {
      running = false
      await Promise.all(work)
      return got
    },
  }
}

async function countKeys(): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ key: string; count: number }[]>`
    SELECT key, count(*)::int AS count FROM (
      SELECT access_token_key AS key FROM grants WHERE access_token IS NOT NULL
      UNION ALL SELECT refresh_token_key FROM grants WHERE refresh_token IS NOT NULL
      UNION ALL SELECT token_key FROM revocations) AS tokens GROUP BY key`
  return new Map(rows.map(({ key, count }) => [key, count]))
}

async function expectEverythingOpens(keys: string): Promise<void> {
  const ring = parseKeyRing(keys)
  const grants = await db().grant.findMany()
  expect(grants.length).toBeGreaterThan(SLEEPING)
  for (const { accountId: row, accessToken, refreshToken } of grants) {
    expect(await openToken(ring, { row, column: 'access_token' }, accessToken ?? '')).toMatch(
      /^(access-|ya29\.)/,
    )
    expect(await openToken(ring, { row, column: 'refresh_token' }, refreshToken ?? '')).toMatch(
      /^(refresh-|1\/\/)/,
    )
  }
  for (const { id: row, token } of await db().revocation.findMany())
    expect(await openToken(ring, { row, column: 'revocation' }, token)).toMatch(/^1\/\//)
}
