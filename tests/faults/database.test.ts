import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, startCluster } from '#tests/support/cluster'
import { openDatabase } from '#tests/support/database'
import { expect, expectKept, type Served, test as withServed } from '#tests/support/served'
import { serversOf } from '#tests/support/start'
import type { SteadyLoad } from '#tests/support/steady-load'

const test = withServed.extend<object, { cluster: Cluster }>({
  cluster: [
    async ({}, use) => {
      const cluster = await startCluster()
      await use(cluster)
      await cluster.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  databaseOfSite: [({ cluster }, use) => use(cluster.url), { scope: 'worker' }],
})

type Scene = { cluster: Cluster; served: Served; people: SteadyLoad }

type Fault = {
  fault: string
  /** Resolves when it is over. */
  befall: (scene: Scene) => Promise<void>
  allowed?: RegExp
}

const AWAY = /^(503|says) (unavailable|overloaded)$/

const faults: Fault[] = [
  {
    fault: 'PostgreSQL is killed (`kill -9`), and started again after 3 s',
    async befall({ cluster }) {
      await cluster.kill()
      await sleep(3_000)
      await cluster.start()
    },
    allowed: AWAY,
  },
  {
    fault: 'PostgreSQL is stopped (`SIGSTOP`) for 10 s',
    async befall({ cluster }) {
      cluster.pause()
      await sleep(10_000)
      cluster.resume()
    },
    allowed: AWAY,
  },
  {
    fault: 'the way to PostgreSQL is cut for 10 s',
    async befall({ served: { database } }) {
      await database.cut()
      await sleep(10_000)
      await database.restore()
    },
    allowed: AWAY,
  },
  {
    fault: 'the way to PostgreSQL takes 50 ms longer, either way, for 10 s',
    async befall({ served: { database } }) {
      database.slow(50)
      await sleep(10_000)
      database.slow(0)
    },
    allowed: /^(503|says) overloaded$/,
  },
  {
    fault: 'the way to PostgreSQL takes everything and brings nothing for 10 s',
    async befall({ served: { database } }) {
      database.freeze()
      await sleep(10_000)
      database.thaw()
    },
    allowed: AWAY,
  },
  {
    fault: 'the connections that are open lead nowhere any more; new ones do',
    async befall({ served: { database } }) {
      database.strand()
      // Each is given up after six seconds without an answer, and none of ten is met twice.
      await sleep(10_000)
    },
    allowed: AWAY,
  },
  {
    fault: 'somebody locks the sessions for 10 s, so that every connection of the pool waits',
    async befall({ cluster }) {
      const { sql, close } = await openDatabase(cluster.url)
      await sql('BEGIN')
      await sql('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE')
      await sleep(10_000)
      await sql('ROLLBACK')
      await close()
    },
    allowed: /^(503|says) overloaded$/,
  },
]

for (const { fault, befall, allowed } of faults) {
  test(fault, { tag: ['@R60', '@R86', '@R87'] }, async ({ cluster, served, startPeople }, info) => {
    const processes = serversOf(served.server.pid)
    const people = await startPeople()
    await people.more(50)
    await befall({ cluster, served, people })
    const well = await people.untilWell()
    await people.more(50)
    await expectKept(info, fault, { ...(await people.stop()), well }, allowed ? { all: allowed } : {})
    expect(serversOf(served.server.pid), 'processes that live on').toEqual(processes)
  })
}
