import { db } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import { orderRevocation } from '#lib/grants/revoke'
import { newKeyEntry } from '#lib/key-ring'
import { expect, expire, findGrantRow, test } from '#tests/support/connected'
import { readDatabaseText } from '#tests/support/database-text'
import { TEST_KEYS } from '#tests/support/environment'
import { driveScope } from '#tests/support/google-visitor'
import { listFiles } from '#tests/support/list-files'
import type { Got } from '#tests/support/token-caller'

const drive = { scopes: [driveScope] }
const unreadable = { code: 'token_unreadable' }

test('R61 a copy of the whole database holds no token that Google ever gave', async ({
  google,
  connect,
  databaseUrl,
}) => {
  await google.settings({ rotation: true })
  const [ada, grace] = [await connect(), await connect()]
  for (const one of [ada, ada, grace]) {
    await expire(one)
    expect(await listFiles(one.viewer)).toMatchObject({ kind: 'ready' })
  }
  await expire(ada)
  await google.failNext('token', { status: 500, times: 3 })
  await getAccessToken(ada.viewer, drive)
  await db().$transaction(async (tx) => {
    await orderRevocation(tx, grace.accountId)
    await tx.grant.delete({ where: { accountId: grace.accountId } })
  })

  const text = await readDatabaseText(databaseUrl)
  expect(text).toContain(ada.email)
  expect(text).toContain('"pgboss"."job_common"')
  expect(text).toContain('revocationId')
  const issued = (await google.issuedTokens()).map(({ value }) => value)
  expect(issued.length).toBeGreaterThan(14)
  expect(issued.filter((token) => text.includes(token))).toEqual([])
  expect(issued.filter((token) => text.includes(Buffer.from(token).toString('base64url')))).toEqual([])
})

for (const column of ['access_token', 'refresh_token'] as const) {
  test(`R61 the ${column} of somebody else, moved in SQL, is an error and never their token`, async ({
    google,
    connect,
  }) => {
    const [ada, grace] = [await connect(), await connect()]
    const swap = () =>
      db().$executeRawUnsafe(
        `UPDATE grants g SET ${column} = o.${column}, ${column}_key = o.${column}_key FROM grants o
          WHERE (g.account_id, o.account_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
        ada.accountId,
        grace.accountId,
      )
    await swap()
    await google.resetCounts()
    for (const one of [ada, grace]) {
      if (column === 'refresh_token') await expire(one)
      await expect(getAccessToken(one.viewer, drive)).rejects.toMatchObject(unreadable)
    }
    expect((await google.counts()).token).toBe(0)
    await swap()
    for (const one of [ada, grace])
      expect(await getAccessToken(one.viewer, drive)).toMatchObject({ kind: 'ready' })
  })
}

test('R61 a refresh token in the place of the access token is never handed out, nor the reverse', async ({
  google,
  connect,
}) => {
  const ada = await connect()
  const swap = () =>
    db().$executeRaw`UPDATE grants SET access_token = refresh_token, refresh_token = access_token
                      WHERE account_id = ${ada.accountId}::uuid`
  await swap()
  await expect(getAccessToken(ada.viewer, drive)).rejects.toMatchObject(unreadable)
  await expire(ada)
  await google.resetCounts()
  await expect(getAccessToken(ada.viewer, drive)).rejects.toMatchObject(unreadable)
  expect((await google.counts()).token).toBe(0)
  await swap()
  expect(await getAccessToken(ada.viewer, drive)).toMatchObject({ kind: 'ready' })
})

test('R62 a missing key is the operator’s error at once, loses nothing, and is over when the key is back', async ({
  google,
  connect,
  startCaller,
}) => {
  const lacking = await startCaller({ TOKEN_ENCRYPTION_KEYS: newKeyEntry() })
  const complete = await startCaller({ TOKEN_ENCRYPTION_KEYS: `${newKeyEntry()},${TEST_KEYS}` })
  const ada = await connect()
  const question = { viewer: ada.viewer, ...drive, callers: 20 }
  const named = 'TOKEN_ENCRYPTION_KEYS lacks the key tests'
  const ask = async (caller: typeof lacking) => caller.ask<Got[]>(question)

  for (const got of await ask(lacking)) expect(got).toMatchObject({ error: 'token_unreadable', cause: named })
  await expire(ada)
  const before = await findGrantRow(ada)
  for (let time = 0; time < 2; time++) {
    for (const got of await ask(lacking)) {
      expect(got).toMatchObject({ error: 'token_unreadable', cause: named })
      expect(got.ms, 'nobody waits for a lease that came to nothing').toBeLessThan(3_000)
    }
  }
  expect(await findGrantRow(ada)).toEqual(before)
  expect((await google.counts()).token).toBe(1)

  for (const got of await ask(complete)) expect(got).toMatchObject({ kind: 'ready' })
  expect(await findGrantRow(ada)).toMatchObject({ accessTokenKey: expect.not.stringMatching(/^tests$/) })
})
