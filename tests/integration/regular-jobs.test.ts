import { PAGE_ROWS } from '#lib/db/batches'
import { db } from '#lib/db/client'
import { readTokens } from '#lib/google/oauth'
import { keepGrantsAlive } from '#lib/grants/keep-alive'
import { jobQueue } from '#lib/jobs/queue'
import { cleanUp } from '#lib/worker/handlers'
import { type Connected, findGrantRow } from '#tests/support/connected'
import { openDatabase } from '#tests/support/database'
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

/** A statement that makes so many rows which have had their time, for each table that clean-up empties. */
const OLD_ROWS = {
  events: `INSERT INTO events (user_id, kind, created_at) SELECT $2, 'exported', now() - interval '2 years' FROM generate_series(1, $1)`,
  sign_in_attempts: `INSERT INTO sign_in_attempts (id, browser_hash, intent, return_to, expires_at)
    SELECT 'old ' || n || $2::uuid, '', '{"kind":"sign-in","provider":"google"}', '/', now() - interval '1 day' FROM generate_series(1, $1) n`,
  sessions: `INSERT INTO sessions (token_hash, user_id, account_id, expires_at)
    SELECT 'old ' || n, $2, a.id, now() - interval '3 months' FROM generate_series(1, $1) n, accounts a WHERE a.user_id = $2`,
  rate_limits: `INSERT INTO rate_limits (key, expire) SELECT 'old ' || n || $2::uuid, 1 FROM generate_series(1, $1) n`,
  revocations: `INSERT INTO revocations (token, token_key, identity, created_at)
    SELECT '', '', 'old ' || $2::uuid, now() - interval '2 months' FROM generate_series(1, $1)`,
}

test('clean-up deletes any number of rows in short transactions, and waits for nobody who has one of them', async ({
  connect,
  databaseUrl,
}) => {
  const { viewer } = await connect()
  const { sql, close } = await openDatabase(databaseUrl)
  const before = await sql('SELECT count(*)::int AS count FROM sessions')
  await sql('CREATE TABLE deletions (name text, size int, xid xid8)')
  await sql(`CREATE FUNCTION note_deletion() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO deletions SELECT TG_TABLE_NAME, count(*), pg_current_xact_id() FROM gone; RETURN NULL; END $$`)
  for (const [table, insert] of Object.entries(OLD_ROWS)) {
    await sql(insert, [11_000, viewer.userId])
    await sql(
      `CREATE TRIGGER note AFTER DELETE ON ${table} REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION note_deletion()`,
    )
  }
  const other = await openDatabase(databaseUrl)
  await other.sql('BEGIN')
  const tables = Object.keys(OLD_ROWS)
  for (const table of tables)
    await other.sql(`SELECT 1 FROM ${table} WHERE ctid = (SELECT max(ctid) FROM ${table}) FOR UPDATE`)
  await cleanUp()
  await other.sql('ROLLBACK')
  await other.close()

  const done = await sql<{ name: string; rows: number; largest: number; transactions: boolean }>(
    `SELECT name, sum(size)::int AS rows, max(size) AS largest, count(*) = count(DISTINCT xid) AS transactions
       FROM deletions WHERE size > 0 GROUP BY name ORDER BY name`,
  )
  expect(done.map(({ name }) => name)).toEqual(tables.toSorted())
  for (const { name, rows, largest, transactions } of done) {
    expect(rows, name).toBe(10_999)
    expect(largest, name).toBeLessThanOrEqual(PAGE_ROWS)
    expect(transactions, name).toBe(true)
  }
  await cleanUp()
  expect(await sql('SELECT count(*)::int AS count FROM sessions')).toEqual(before)
  await sql('DROP TABLE deletions')
  await sql('DROP FUNCTION note_deletion CASCADE')
  await close()
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
