import { setTimeout as sleep } from 'node:timers/promises'
import { recordEvent } from '#lib/activity/events'
import { db } from '#lib/db/client'
import { newViewer } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const KILLS = Number(process.env.MAIL_KILLS ?? 100)

/** Far more than are sent before a kill. */
const MAILS_A_KILL = 12

test.use({ mail: true })

test('processes are killed at random moments while they send, and no mail is lost', async ({
  mailServer,
  startSender,
}, info) => {
  test.setTimeout(KILLS * 20_000)
  mailServer.reset()
  let [lost, twice, unknown] = [0, 0, 0]
  for (let round = 0; round < KILLS; round++) {
    const { userId } = await newViewer()
    const details = { account: 'ada@example.test', provider: 'google' } as const
    for (let count = 0; count < MAILS_A_KILL; count++)
      await recordEvent(db(), userId, { kind: 'account_linked', details }, null)
    // Each by itself: what waits for others of its kind is not what this is about.
    await db().mail.updateMany({ where: { userId }, data: { held: false } })
    const mailIds = (await db().mail.findMany({ where: { userId } })).map(({ id }) => id)
    const victim = await startSender()
    void victim.ask({ mailIds }).catch(() => undefined)
    await expect.poll(() => mailServer.reached.length, { intervals: [1] }).toBeGreaterThan(0)
    await sleep(Math.random() * 120)
    victim.kill('SIGKILL')
    await victim.exited
    unknown += await db().mail.count({ where: { userId, doneAt: null, endingSince: { not: null } } })
    await db().mail.updateMany({ where: { userId, doneAt: null }, data: { sendingSince: new Date(0) } })
    const other = await startSender()
    await other.ask({ mailIds })
    await other.stop()
    for (const id of mailIds) {
      const copies = mailServer.mails.filter(({ messageId }) => messageId.includes(id)).length
      if (copies === 0) lost += 1
      if (copies === 2) twice += 1
      expect(copies).toBeLessThanOrEqual(2)
    }
    expect(await db().mail.count({ where: { userId, outcome: 'handed-over' } })).toBe(MAILS_A_KILL)
    mailServer.reset()
  }
  const found = `${KILLS} kills, ${KILLS * MAILS_A_KILL} mails: ${lost} lost, ${twice} twice, ${unknown} that nobody could tell of`
  info.annotations.push({ type: 'found', description: found })
  console.log(found)
  expect(lost).toBe(0)
  expect(twice).toBeLessThanOrEqual(unknown)
})
