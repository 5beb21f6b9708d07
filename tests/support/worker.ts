import { test as base, expect } from '@playwright/test'
import { closeDatabase } from '#lib/db/client'
import { inspectEnv, secretsOf } from '#lib/env-schema'
import { closeJobQueue } from '#lib/jobs/queue'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { type Sandbox, startSandbox } from '#scripts/sandbox/server'
import { clientEnvironment, clientsOfLib, facebookClient, xClient } from './clients.ts'
import { createDatabase, dropDatabase, openDatabase, type Sql } from './database.ts'
import { setTestEnvironment } from './environment.ts'
import { controlFacebook } from './facebook.ts'
import { controlGoogle } from './google.ts'
import { client, createVisitor } from './google-visitor.ts'
import { type MailServer, startMailServer } from './mail-server.ts'
import { newSite, type Site, type Stack, startStack } from './stack.ts'

type OfWorker = {
  site: Site
  /** The sandbox's address. `lib`, the stack and what tests start all talk to this one. */
  issuer: string
  sandbox: Sandbox
  /** Whether `lib` sends mail, to `mailServer`: for a whole file, by `test.use`. */
  mail: boolean
  mailServer: MailServer
  /** The database of `lib` in this process. */
  databaseUrl: string
  started: { stack?: Stack }
  /** Those that people can sign in with at the stack: all, unless a file says otherwise. For one test, see `only`. */
  providers: readonly ProviderId[]
  /** The built application in a process of its own, with a database of its own. */
  stack: Stack
  /** Asks the database of the stack. */
  sql: Sql
}

type OfProviders = {
  /** Control over the sandbox, and the Google in it. Everything done to it is undone after the test. */
  google: ReturnType<typeof controlGoogle>
  /** Control over the Facebook beside it. */
  facebook: ReturnType<typeof controlFacebook>
  /** A browser without a screen, and the app behind it, that talk to Google alone. */
  visitor: ReturnType<typeof createVisitor>
}

/** What a worker keeps from test to test, and the providers, which are as new for each. */
export const test = base.extend<OfProviders, OfWorker>({
  site: [async ({}, use) => use(await newSite()), { scope: 'worker' }],
  sandbox: [
    async ({ site }, use) => {
      const clients = [client, facebookClient, xClient, site.client, site.facebook, site.twitter]
      const sandbox = await startSandbox({ port: 0, mailPort: 0, clients })
      await use(sandbox)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  issuer: [async ({ sandbox }, use) => use(sandbox.issuer), { scope: 'worker' }],
  mail: [false, { scope: 'worker', option: true }],
  mailServer: [
    async ({}, use) => {
      const server = await startMailServer()
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  databaseUrl: [
    async ({ issuer, mail, mailServer }, use) => {
      const url = await createDatabase()
      setTestEnvironment({
        DATABASE_URL: url,
        AUTH_GOOGLE_ID: client.id,
        AUTH_GOOGLE_SECRET: client.secret,
        AUTH_GOOGLE_ISSUER: issuer,
        GOOGLE_API_URL: issuer,
        ...clientEnvironment(clientsOfLib, issuer),
        ...(mail && { SMTP_URL: mailServer.url, MAIL_FROM: 'accounts@latchkey.example' }),
      })
      await use(url)
      await closeJobQueue()
      await closeDatabase()
      await dropDatabase(url)
    },
    { scope: 'worker', auto: true },
  ],
  started: [async ({}, use) => use({}), { scope: 'worker' }],
  providers: [providerIds, { scope: 'worker', option: true }],
  stack: [
    async ({ site, issuer, providers, started }, use) => {
      const stack = await startStack(site, issuer, providers)
      started.stack = stack
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  sql: [
    async ({ stack }, use) => {
      const { sql, close } = await openDatabase(stack.databaseUrl)
      await use(sql)
      await close()
    },
    { scope: 'worker' },
  ],
  google: async ({ issuer, started }, use) => {
    const google = controlGoogle(issuer)
    await use(google)
    if (started.stack) await expectCleanLog(started.stack, await google.issuedTokens())
    await google.reset()
  },
  facebook: ({ issuer, google: _reset }, use) => use(controlFacebook(issuer)),
  visitor: async ({ issuer, google: _reset }, use) => use(createVisitor(issuer)),
})

/** Every test is also a test of the log: nothing that a provider gave out, and no secret of the site, is in it. */
async function expectCleanLog(stack: Stack, issued: { value: string }[]): Promise<void> {
  const { values } = inspectEnv(stack.environment)
  const secrets = [...secretsOf(values), ...issued.map(({ value }) => value)]
  const logs = stack.logs()
  expect(
    secrets.filter((secret) => secret && logs.includes(secret)),
    'secrets in the log',
  ).toEqual([])
}
