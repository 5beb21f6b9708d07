import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { jobQueue } from '#lib/jobs/queue'
import { link, newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

test.use({ mail: true })

const ROUNDS = 2
const WORKERS = 3
const MAILS = 6

/** Numbers from 0 to 1 that a seed decides (mulberry32), so that a run which fails can be had again: `KILL_SEED=… npm test -- mail-kills`. */
function randomFrom(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

test('at whatever moments workers are killed, each mail arrives once, and one that was undone never', async ({
  mailServer,
  startWorker,
}) => {
  const seed = Number(process.env.KILL_SEED) || randomInt(2 ** 31)
  test.info().annotations.push({ type: 'KILL_SEED', description: String(seed) })
  const random = randomFrom(seed)
  mailServer.reset()
  // Long where a death leaves a question.
  mailServer.slow((step) => random() * (step === 'end' ? 400 : 80))
  await db().$executeRaw`TRUNCATE users, mails CASCADE`
  await db().$executeRaw`DELETE FROM pgboss.job`
  await watchQuestions()

  for (let round = 0; round < ROUNDS; round++) {
    const workers = await Promise.all(Array.from({ length: WORKERS }, () => startWorker()))
    for (let count = 0; count < MAILS; count++) await orderMail(count % 2 === 0)
    await expect(undo()).rejects.toThrow('changed my mind')
    for (const worker of workers) {
      const steps = mailServer.reached.length + Math.floor(random() * 6)
      while (mailServer.reached.length < steps && (await isAnyWaiting())) await sleep(5)
      await sleep(random() * 100)
      worker.kill('SIGKILL')
      await worker.exited
    }
    await letTimePass()
  }
  await Promise.all([startWorker(), startWorker()])
  await expect
    .poll(async () => {
      await db()
        .$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE name = 'send-mail' AND state = 'retry'`
      return isAnyWaiting()
    })
    .toBe(false)

  const mails = await db().$queryRaw<{ id: string; kind: string; outcome: string; questions: number }[]>`
    SELECT m.id, m.kind, m.outcome, (SELECT count(*) FROM questions q WHERE q.id = m.id)::int AS questions FROM mails m`
  const arrived = mailServer.mails.map(({ messageId }) => messageId?.slice(1, 37) ?? '')
  expect(mails).toHaveLength(ROUNDS * MAILS)
  expect(arrived.filter((id) => !mails.some((mail) => mail.id === id))).toEqual([])
  for (const { id, kind, outcome, questions } of mails) {
    const times = arrived.filter((one) => one === id).length
    const title = `${kind} ${id}, KILL_SEED=${seed}, in question ${questions} times`
    const optional = kind === 'access-ended'
    expect(outcome, title).toBe(optional && questions > 0 ? 'unknown' : 'handed-over')
    expect(times, title).toBeGreaterThanOrEqual(optional && questions > 0 ? 0 : 1)
    expect(times, title).toBeLessThanOrEqual(optional ? 1 : 1 + questions)
  }
  await db().$executeRaw`DROP TABLE questions`
  await db().$executeRaw`DROP FUNCTION note_question CASCADE`
})

/** Keeps which mails were taken up when their server might have them already: the one moment that SMTP leaves open. */
async function watchQuestions(): Promise<void> {
  await db().$executeRaw`CREATE TABLE questions (id uuid)`
  await db().$executeRaw`CREATE FUNCTION note_question() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO questions VALUES (NEW.id); RETURN NEW; END $$`
  await db().$executeRaw`CREATE TRIGGER note AFTER UPDATE OF attempts ON mails FOR EACH ROW
    WHEN (NEW.attempts > OLD.attempts AND OLD.ending_since IS NOT NULL) EXECUTE FUNCTION note_question()`
}

async function orderMail(optional: boolean): Promise<void> {
  const ada = await newViewer()
  const details = { account: ada.identity.email, provider: 'google', cause: 'revoked' } as const
  if (optional) await recordEvent(db(), ada.userId, { kind: 'grant_ended', details }, null)
  else await link(ada.viewer)
}

async function undo(): Promise<void> {
  const { userId } = await newViewer()
  await db().$transaction(async (tx) => {
    await recordEvent(tx, userId, { kind: 'exported', details: {} }, null)
    throw new Error('changed my mind')
  })
}

async function isAnyWaiting(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ waiting: boolean }[]>`
    SELECT EXISTS (SELECT FROM pgboss.job WHERE name = 'send-mail' AND state < 'completed') AS waiting`
  return row?.waiting ?? false
}

/** Nobody is left alive: what they held is stale by now, and the queue looks for it. */
async function letTimePass(): Promise<void> {
  await db()
    .$executeRaw`UPDATE mails SET ending_since = ending_since - interval '2 minutes' WHERE done_at IS NULL`
  await db()
    .$executeRaw`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 minute' WHERE state = 'active'`
  await db().$executeRaw`UPDATE pgboss.queue SET monitor_on = NULL, monitor_claim_on = NULL`
  await (await jobQueue()).supervise('send-mail')
  await db()
    .$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE name = 'send-mail' AND state = 'retry'`
  const held = await db().$queryRaw`SELECT id FROM pgboss.job WHERE name = 'send-mail' AND state = 'active'`
  expect(held, 'jobs that the dead have held').toEqual([])
}
