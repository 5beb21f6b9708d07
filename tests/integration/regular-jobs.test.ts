import { db } from '#lib/db/client'
import { readTokens } from '#lib/google/oauth'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { jobQueue } from '#lib/jobs/queue'
import { cleanUp } from '#lib/worker/handlers'
import { type Connected, findGrantRow } from '#tests/support/connected'
import { createVisitor } from '#tests/support/google-visitor'
import { newIdentity, newSignIn, signIn } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

test('grants that nobody used for five months are used once, the others are left alone', async ({
  google,
  connectMany,
}) => {
  const [sleeping, awake, ended, spoilt, failing, last] = await connectMany(6)
  for (const one of [sleeping, ended, spoilt, failing, last]) await putToSleep(one!, '5 months 1 day')
  await putToSleep(awake!, '4 months 25 days')
  await db().grant.update({ where: { accountId: ended!.accountId }, data: { endedAt: new Date() } })
  await db().grant.update({ where: { accountId: spoilt!.accountId }, data: { refreshToken: 'spoilt' } })
  await google.resetCounts()
  await google.failNext('token', { status: 503 })
  await keepGrantsAlive()

  expect((await google.counts()).token).toBe(3)
  const versions = await Promise.all(
    [sleeping, failing, last].map(async (one) => (await findGrantRow(one!)).version),
  )
  expect(versions.toSorted()).toEqual([1, 2, 2])
  for (const one of [awake, ended, spoilt]) expect(await findGrantRow(one!)).toMatchObject({ version: 1 })

  await google.resetCounts()
  await db().$executeRaw`UPDATE grants SET retry_at = NULL`
  await keepGrantsAlive()
  expect((await google.counts()).token, 'the one that failed, the next day').toBe(1)
})

test('signing in without consent does not use the refresh token, and does not count as use', async ({
  google,
  connect,
  issuer,
}) => {
  const ada = await connect()
  await putToSleep(ada, '5 months 1 day')
  const tokens = await createVisitor(issuer).signIn(ada.sub, { scope: 'openid email profile' })
  expect(tokens.refresh_token).toBeUndefined()
  await signIn(newSignIn({ issuer, subject: ada.sub, email: ada.email }, readTokens(tokens, [])))
  await google.resetCounts()
  await keepGrantsAlive()
  expect((await google.counts()).token).toBe(1)
  expect((await findGrantRow(ada)).refreshedAt.getTime()).toBeGreaterThan(Date.now() - 60_000)
})

test('clean-up deletes what has had its time, and nothing else', async ({ connect }) => {
  const [ada, grace] = [await connect(), await connect()]
  await db().session.updateMany({ where: { userId: grace.viewer.userId }, data: { expiresAt: monthsAgo(2) } })
  const recent = await plant('kept', { hours: 1, months: 11, days: 29, userId: ada.viewer.userId })
  const old = await plant('old', { hours: -1, months: 13, days: 31, userId: ada.viewer.userId })
  await cleanUp()
  expect(await countPlanted(recent)).toEqual([1, 1, 1])
  expect(await countPlanted(old)).toEqual([0, 0, 0])
  expect(await db().session.count({ where: { userId: ada.viewer.userId } })).toBe(1)
  expect(await db().session.count({ where: { userId: grace.viewer.userId } })).toBe(0)
})

test('the clock orders both jobs, and a process that works on the queue does them', async ({
  connect,
  startWorker,
}) => {
  const scheduled = await db().$queryRaw<{ name: string; cron: string }[]>`
    SELECT name, cron FROM pgboss.schedule ORDER BY name`
  expect(scheduled).toEqual([
    { name: 'clean-up', cron: '17 * * * *' },
    { name: 'keep-alive', cron: '41 3 * * *' },
  ])
  const ada = await connect()
  await putToSleep(ada, '5 months 1 day')
  const old = await plant('old job', { hours: -1, months: 13, days: 31, userId: ada.viewer.userId })
  const queue = await jobQueue()
  for (const { name } of scheduled) await queue.send(name, {})
  await startWorker()
  await expect.poll(() => countPlanted(old)).toEqual([0, 0, 0])
  await expect.poll(async () => (await findGrantRow(ada)).version).toBe(2)
})

/** Its refresh token was last used, or born, so long ago. */
async function putToSleep({ accountId }: Connected, age: string): Promise<void> {
  await db().$executeRaw`
    UPDATE grants SET refreshed_at = now() - ${age}::interval, access_token_expires_at = now() - ${age}::interval
     WHERE account_id = ${accountId}::uuid`
}

type Ages = { hours: number; months: number; days: number; userId: string }

/** An attempt that ends in so many hours, an event of so many months ago, and an order of so many days ago. */
async function plant(name: string, { hours, months, days, userId }: Ages): Promise<string> {
  const tag = `${name} ${newIdentity().subject}`
  const attempt = {
    id: tag,
    browserHash: '',
    checks: {},
    intent: { kind: 'sign-in', provider: 'google' },
    returnTo: '/',
  }
  await db().attempt.create({
    data: { ...attempt, expiresAt: new Date(Date.now() + hours * 3_600_000) },
  })
  await db().event.create({
    data: { userId, kind: 'exported', userAgent: tag, createdAt: monthsAgo(months) },
  })
  const createdAt = new Date(Date.now() - days * 86_400_000)
  await db().revocation.create({ data: { token: '', tokenKey: '', identity: tag, createdAt } })
  return tag
}

function countPlanted(tag: string): Promise<number[]> {
  return Promise.all([
    db().attempt.count({ where: { id: tag } }),
    db().event.count({ where: { userAgent: tag } }),
    db().revocation.count({ where: { identity: tag } }),
  ])
}

function monthsAgo(months: number): Date {
  const date = new Date()
  date.setMonth(date.getMonth() - months)
  return date
}
