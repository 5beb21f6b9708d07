import 'server-only'
import { z } from 'zod'
import { type Check, count, failure, Missing, ok, warning } from '#lib/doctor/check'
import { readRows, type SetUp } from '#lib/doctor/set-up'
import { queues } from '#lib/jobs/queues'
import { providerIds, providerNames } from '#lib/provider-ids'

const OVERDUE_MINUTES = 10

export const queueTables: Check<SetUp> = {
  id: 'queue-tables',
  group: 'Job queue',
  title: 'Its tables',
  async examine({ tryQueue }) {
    const advice = 'Run "npm run migrate": it makes and updates the tables of the job queue.'
    try {
      const boss = await tryQueue()
      const there = new Set((await boss.getQueues()).map(({ name }) => name))
      const lacking = Object.keys(queues).filter((name) => !there.has(name))
      return lacking.length === 0
        ? ok('as this version needs them')
        : failure(`no queue ${lacking.join(', ')}`, advice)
    } catch (error) {
      if (error instanceof Missing || !(error instanceof Error)) throw error
      return failure(error.message, advice)
    }
  },
}

export const workers: Check<SetUp> = {
  id: 'queue-workers',
  group: 'Job queue',
  title: 'Somebody works on it',
  async examine({ queue }) {
    const servers = (await (await queue()).getInstances()).filter(({ schedule }) => schedule)
    const live = servers.filter((server) => server.live).length
    if (live > 0) return ok(count(live, 'server process', 'server processes'))
    const last = servers
      .map(({ heartbeatOn }) => heartbeatOn.toISOString())
      .sort()
      .at(-1)
    return failure(
      last ? `no server process has been heard of since ${last}` : 'no server process has ever worked on it',
      'Start the server. If it runs, its log says why it does not work on the queue ("job queue waits").',
    )
  },
}

export const jobs: Check<SetUp> = {
  id: 'queue-jobs',
  group: 'Job queue',
  title: 'Its jobs',
  async examine({ queue, database }) {
    await queue()
    const rows = await readRows(
      await database(),
      z.object({ name: z.string(), overdue: z.number(), failed: z.number() }),
      `SELECT name, (count(*) FILTER (WHERE state < 'active' AND start_after < now() - make_interval(mins => $1)))::int AS overdue,
         (count(*) FILTER (WHERE state = 'failed'))::int AS failed
       FROM pgboss.job WHERE name = ANY($2) GROUP BY name ORDER BY name`,
      [OVERDUE_MINUTES, Object.keys(queues)],
    )
    const wrong = rows.filter(({ overdue, failed }) => overdue + failed > 0)
    if (wrong.length === 0) return ok('none is overdue, none has failed for good')
    return warning(
      wrong
        .map(({ name, overdue, failed }) => `${name}: ${overdue} overdue, ${failed} failed for good`)
        .join('; '),
      'The log of the server says why ("job failed"). One that failed for good is not tried again.',
    )
  },
}

export const revocations: Check<SetUp> = {
  id: 'revocations',
  group: 'Job queue',
  title: 'Revocations',
  async examine({ tables }) {
    const rows = await readRows(
      await tables(),
      z.object({ provider: z.enum(providerIds), old: z.number() }),
      `SELECT provider, count(*)::int AS old FROM revocations
        WHERE created_at < now() - interval '1 day' GROUP BY provider ORDER BY provider`,
    )
    if (rows.length === 0) return ok('none waits for longer than a day')
    const said = rows.map(
      ({ provider, old }) => `${old.toLocaleString('en-GB')} at ${providerNames[provider]}`,
    )
    return warning(
      `some wait for longer than a day: ${said.join(', ')}`,
      'What people have ended here is still allowed there. The log of the server says why ("job failed").',
    )
  },
}
