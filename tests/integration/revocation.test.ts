import { writeCallback } from '#lib/auth/write'
import { turnFeatureOn } from '#lib/connections/features'
import { db } from '#lib/db/client'
import type { Prisma } from '#lib/db/generated/client'
import { readTokens } from '#lib/google/oauth'
import { hashIdentity, orderRevocation } from '#lib/grants/revoke'
import { jobQueue } from '#lib/jobs/queue'
import { type Connected, findGrantRow, listFiles } from '#tests/support/connected'
import { createVisitor, driveScope } from '#tests/support/google-visitor'
import { client, newSignIn, signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

test('an order to revoke belongs to the change that removes the grant: undone with it, there is none', {
  tag: '@R76',
}, async ({ google, connect, issuer }) => {
  const ada = await connect()
  const before = await findGrantRow(ada)
  const jobs = await countJobs()
  const changedMind = db().$transaction(async (tx) => {
    await remove(tx, ada)
    throw new Error('changed my mind')
  })
  await expect(changedMind).rejects.toThrow('changed my mind')
  expect(
    await db().revocation.count({ where: { identity: hashIdentity({ issuer, subject: ada.sub }) } }),
  ).toBe(0)
  expect(await countJobs()).toBe(jobs)
  expect(await findGrantRow(ada)).toEqual(before)
  expect(await listFiles(ada.viewer)).toMatchObject({ kind: 'ready' })
  expect((await google.counts()).revoke).toBe(0)
})

test('a removed grant is gone here at once, and revoked at Google by one of two processes', {
  tag: '@R76',
}, async ({ google, connect, startWorker }) => {
  const workers = await Promise.all([startWorker(), startWorker()])
  const [ada, grace] = [await connect(), await connect()]
  await db().$transaction((tx) => remove(tx, ada))
  expect(await db().account.count({ where: { id: ada.accountId } })).toBe(0)

  await expect.poll(() => listOrders()).toEqual([])
  expect((await google.counts()).revoke).toBe(1)
  const subs = (await google.grants()).map(({ sub }) => sub)
  expect(subs).not.toContain(ada.sub)
  expect(subs).toContain(grace.sub)
  // What a process has written comes by itself.
  const lines = () => workers.flatMap((one) => one.output().match(/"event":"grant revoked"/g) ?? [])
  await expect.poll(lines).toHaveLength(1)
  for (const { value } of await google.issuedTokens())
    for (const one of workers) expect(one.output()).not.toContain(value)
})

test('while Google fails, the order stays and is tried again, until it is done', { tag: '@R76' }, async ({
  google,
  connect,
  startWorker,
}) => {
  await google.failNext('revoke', { status: 503 })
  await google.failNext('revoke', { cut: true })
  const ada = await connect()
  await db().$transaction((tx) => remove(tx, ada))
  const [order] = await listOrders()
  expect(order).toMatchObject({ state: 'created', tries: 0 })
  await startWorker()
  for (const tries of [1, 2]) {
    await expect.poll(async () => (await google.counts()).revoke).toBe(tries)
    await expect.poll(listOrders).toMatchObject([{ state: 'retry' }])
    // The queue doubles fifteen seconds and adds up to as much again.
    expect(await waitOf(order!.jobId)).toBeLessThanOrEqual(2 * 15 * 2 ** (tries - 1))
    await db().$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE id = ${order!.jobId}::uuid`
  }
  await expect.poll(listOrders).toEqual([])
  expect((await google.grants()).map(({ sub }) => sub)).not.toContain(ada.sub)
})

test('a token that Google does not know any more needs no second try', { tag: '@R76' }, async ({
  google,
  connect,
  startWorker,
}) => {
  const ada = await connect()
  await google.removeGrant(ada.sub)
  await db().$transaction((tx) => remove(tx, ada))
  await startWorker()
  await expect.poll(listOrders).toEqual([])
  expect((await google.counts()).revoke).toBe(1)
})

test('signing in again with the same Google account cancels the order, since it would end the new grant', {
  tag: '@R76',
}, async ({ google, connect, issuer, startWorker }) => {
  const ada = await connect()
  await db().$transaction((tx) => remove(tx, ada))
  const [order] = await listOrders()
  const again = await signInAgain(issuer, ada)
  expect(await listOrders()).toEqual([])

  const worker = await startWorker()
  await expect.poll(() => stateOf(order!.jobId)).toBe('completed')
  expect((await google.counts()).revoke).toBe(0)
  expect(worker.output()).not.toContain('grant revoked')
  const viewer = { ...ada.viewer, ...again }
  expect(await listFiles(viewer), 'not without being asked').toMatchObject({ kind: 'turned-off' })
  await turnFeatureOn(viewer, { accountId: again.accountId, feature: 'drive' }, client)
  expect(await listFiles(viewer)).toMatchObject({ kind: 'ready' })
})

test('reconnecting an account whose grant was removed cancels the order too', { tag: '@R76' }, async ({
  connect,
  issuer,
}) => {
  const ada = await connect()
  await db().$transaction(async (tx) => {
    await orderRevocation(tx, ada.accountId)
    await tx.grant.delete({ where: { accountId: ada.accountId } })
  })
  expect(await listOrders()).toHaveLength(1)
  const { userId, sessionId, accountId } = ada.viewer
  const began = {
    provider: 'google' as const,
    userId,
    sessionId,
    accountId,
    hint: ada.email,
    scopes: ['openid'],
  }
  const callback = newSignIn({ issuer, subject: ada.sub, email: ada.email })
  await writeCallback({ ...callback, intent: { kind: 'reconnect', ...began } })
  expect(await listOrders()).toEqual([])
})

test('a superseded token is never revoked: only the newest, when the grant itself goes', {
  tag: '@R76',
}, async ({ google, connect, issuer }) => {
  const ada = await connect()
  const first = (await findGrantRow(ada)).refreshTokenDigest
  await signInAgain(issuer, ada)
  expect((await findGrantRow(ada)).refreshTokenDigest).not.toBe(first)
  expect(await listOrders()).toEqual([])
  expect((await google.counts()).revoke).toBe(0)
})

test('an account whose tokens cannot be read can still be removed', { tag: '@R76' }, async ({ connect }) => {
  const ada = await connect()
  await db().grant.update({ where: { accountId: ada.accountId }, data: { refreshToken: 'spoilt' } })
  await db().$transaction((tx) => remove(tx, ada))
  expect(await db().account.count({ where: { id: ada.accountId } })).toBe(0)
  expect(await listOrders()).toEqual([])
})

test('an order that was never done is given up after a month, and an operator reads it', {
  tag: '@R76',
}, async ({ google, connect, startWorker }) => {
  await google.failNext('revoke', { status: 401, body: { error: 'invalid_client' }, times: 99 })
  const ada = await connect()
  await db().$transaction((tx) => remove(tx, ada))
  const worker = await startWorker()
  await worker.written(/"level":"error".*"event":"revocation refused".*invalid_client/)
  await db().$executeRaw`UPDATE revocations SET created_at = now() - interval '31 days'`
  const { id } = await db().revocation.findFirstOrThrow()
  await (await jobQueue()).send('clean-up', {})
  await worker.written(
    new RegExp(`"level":"error".*"event":"revocation given up","revocation":"${id}","provider":"google"`),
  )
  expect(await db().revocation.count()).toBe(0)
})

test('a grant without any token needs no order', { tag: '@R76' }, async ({ connect }) => {
  const ada = await connect()
  const data = { accessToken: null, refreshToken: null }
  await db().grant.update({ where: { accountId: ada.accountId }, data })
  await db().$transaction((tx) => remove(tx, ada))
  expect(await listOrders()).toEqual([])
})

/** What a page does that removes an account. */
async function remove(tx: Prisma.TransactionClient, { accountId }: Connected): Promise<void> {
  await orderRevocation(tx, accountId)
  await tx.session.deleteMany({ where: { accountId } })
  await tx.account.delete({ where: { id: accountId } })
}

type Order = { jobId: string; kind: string; tries: number }

/** The orders that are still to be done, with their jobs. */
function listOrders(): Promise<Order[]> {
  return db().$queryRaw<Order[]>`
    SELECT j.id AS "jobId", j.state::text AS state, j.retry_count AS tries
      FROM revocations r JOIN pgboss.job j ON j.data ->> 'revocationId' = r.id::text`
}

async function countJobs(): Promise<number | undefined> {
  const rows = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'revoke-grant'`
  return rows[0]?.count
}

async function stateOf(jobId: string): Promise<string | undefined> {
  const rows = await db().$queryRaw<{ state: string }[]>`
    SELECT state::text AS state FROM pgboss.job WHERE id = ${jobId}::uuid`
  return rows[0]?.state
}

/** Seconds until the next try. */
async function waitOf(jobId: string): Promise<number> {
  const rows = await db().$queryRaw<{ seconds: number }[]>`
    SELECT EXTRACT(epoch FROM start_after - now())::int AS seconds FROM pgboss.job WHERE id = ${jobId}::uuid`
  return rows[0]?.seconds ?? Number.NaN
}

async function signInAgain(issuer: string, { sub, email }: Connected) {
  const parameters = { scope: `openid email profile ${driveScope}`, prompt: 'consent' }
  const tokens = await createVisitor(issuer).signIn(sub, parameters, [driveScope])
  const { userId, sessionId } = await signIn(
    newSignIn({ issuer, subject: sub, email }, readTokens(tokens, [])),
  )
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { providerAccountId: sub } })
  return { userId, sessionId, accountId }
}
