/** The application as `npm start` runs it, with people who use it, and what a test can do to all that it stands on. */
import type { TestInfo } from '@playwright/test'
import { expect } from '@playwright/test'
import { createDatabase, dropDatabase } from './database.ts'
import { startProcess, type TestProcess } from './processes.ts'
import { startTcpProxy, type TcpProxy } from './proxies.ts'
import { environmentOf } from './stack.ts'
import { DONE, type Options, type SteadyLoad, startSteadyLoad, type Tally } from './steady-load.ts'
import { test as base } from './worker.ts'

export { expect }

type Environment = Record<string, string>

export type Served = {
  appUrl: string
  /** Past the proxy. */
  databaseUrl: string
  /** The way of the application to its database. */
  database: TcpProxy
  environment: Environment
  server: TestProcess
}

/** What came of a fault, for the table. `well` is left out where there was no time to wait for. */
export type Found = Tally & { well?: { ms: number; vain: number } }

type Fixtures = {
  /** People begin to use the site that is served. Whatever comes of it must be one of what a test allows. */
  startPeople: (options?: Partial<Options>) => Promise<SteadyLoad>
}

type OfWorker = {
  /** A database for the application, of the PostgreSQL that all tests share. */
  databaseOfSite: string
  /** What the application is given beside the usual. */
  settings: Environment
  served: Served
}

export const test = base.extend<Fixtures, OfWorker>({
  databaseOfSite: [
    async ({}, use) => {
      const url = await createDatabase()
      await use(url)
      await dropDatabase(url)
    },
    { scope: 'worker' },
  ],
  settings: [{}, { scope: 'worker', option: true }],
  served: [
    async ({ site, issuer, databaseOfSite, settings }, use) => {
      const address = new URL(databaseOfSite)
      const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
      address.port = String(database.port)
      const environment = { ...environmentOf(site, issuer, address.href), WEB_CONCURRENCY: '2', ...settings }
      const server = startServer(environment)
      await server.written(/with 2 processes/)
      await use({ appUrl: site.appUrl, databaseUrl: databaseOfSite, database, environment, server })
      await server.stop()
      await database.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  startPeople: async ({ site, databaseOfSite, google }, use) => {
    const started: SteadyLoad[] = []
    await use(async (options = {}) => {
      const people = await startSteadyLoad({
        ...{ appUrl: site.appUrl, databaseUrl: databaseOfSite, google },
        ...options,
      })
      started.push(people)
      return people
    })
    await Promise.all(started.map((people) => people.stop()))
  },
})

/** Runs `npm start`. */
export function startServer(environment: Environment, { fullDisk = false } = {}): TestProcess {
  return startProcess('server/start.ts', { env: environment, condition: 'react-server', fullDisk })
}

/** No more tries than these were in vain for anybody after a fault was over. */
const MOST_IN_VAIN = 5

/**
 * Whether everything came as it was asked for, or was refused in one of the ways that are allowed: nobody was signed out or
 * shown another's page, nothing that was acknowledged is lost, and what is over stays over. The result goes into the table.
 */
export async function expectKept(
  info: TestInfo,
  fault: string,
  { answers, longestMs, lost, well }: Found,
  allowed: Partial<Record<keyof Tally['answers'] | 'all', RegExp>> = {},
): Promise<void> {
  await info.attach('fault', {
    contentType: 'application/json',
    body: JSON.stringify({ fault, answers, longestMs, lost, well }),
  })
  const others = Object.entries(answers).flatMap(([deed, counts]) =>
    Object.keys(counts)
      .filter((came) => came !== DONE)
      .filter((came) => !allowed.all?.test(came) && !allowed[deed as keyof typeof answers]?.test(came))
      .map((came) => `${deed}: ${came}`),
  )
  expect(others, fault).toEqual([])
  expect(lost, fault).toEqual([])
  if (well) expect(well.vain, fault).toBeLessThanOrEqual(MOST_IN_VAIN)
}
