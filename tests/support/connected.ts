import { randomBytes } from 'node:crypto'
import { closeDatabase, db } from '#lib/db/client'
import { readTokens } from '#lib/google/oauth'
import type { AccessToken } from '#lib/grants/access-token'
import { closeJobQueue } from '#lib/jobs/queue'
import type { Viewer } from '#lib/viewer'
import { startSandbox } from '#scripts/sandbox/server'
import { childEnvironment, setTestEnvironment } from './environment.ts'
import { controlGoogle } from './google.ts'
import { client, createVisitor, driveScope, signInScope, type Tokens } from './google-visitor.ts'
import { test as base, newSignIn, signIn } from './lib.ts'
import { startProcess, type TestProcess } from './processes.ts'

export { expect } from '@playwright/test'

/** Somebody who signed in and let us see their Drive, at the sandbox and in the database. */
export type Connected = {
  viewer: Viewer
  accountId: string
  sub: string
  email: string
  tokens: Tokens
  sessionToken: string
}

type Fixtures = {
  /** The sandbox, as new for each test, like the database. */
  google: ReturnType<typeof controlGoogle>
  connect: (parameters?: Record<string, string>) => Promise<Connected>
  /** One after the other: a busy computer has only so many connections. */
  connectMany: (count: number) => Promise<Connected[]>
  /** One more process on the same database that needs tokens (token-caller.ts). It ends with the test. */
  startCaller: (changes?: Record<string, string>) => Promise<TestProcess>
  /** One more process that works on the job queue (job-worker.ts), and tells of it in its log. */
  startWorker: () => Promise<TestProcess>
}

/** For tests of tokens: `lib` in this process, on a database and with a Google of its own. */
export const test = base.extend<Fixtures, { issuer: string }>({
  issuer: [
    async ({ databaseUrl }, use) => {
      const sandbox = await startSandbox({ port: 0, clients: [client] })
      setTestEnvironment({
        DATABASE_URL: databaseUrl,
        AUTH_GOOGLE_ID: client.id,
        AUTH_GOOGLE_SECRET: client.secret,
        AUTH_GOOGLE_ISSUER: sandbox.issuer,
        GOOGLE_API_URL: sandbox.issuer,
      })
      await use(sandbox.issuer)
      await closeJobQueue()
      await closeDatabase()
      await sandbox.close()
    },
    { scope: 'worker', auto: true },
  ],
  google: [
    async ({ issuer }, use) => {
      const google = controlGoogle(issuer)
      await Promise.all([google.reset(), emptyDatabase()])
      await use(google)
      await google.reset()
    },
    { auto: true },
  ],
  connect: async ({ issuer, google }, use) => {
    await use(async (parameters = {}) => {
      const tag = randomBytes(6).toString('hex')
      const person = { sub: `person-${tag}`, email: `ada.${tag}@gmail.example`, name: 'Ada Lovelace' }
      await google.addPerson(person)
      return connect(issuer, person, parameters)
    })
  },
  connectMany: async ({ connect }, use) => {
    await use(async (count) => {
      const people: Connected[] = []
      while (people.length < count) people.push(await connect())
      return people
    })
  },
  startCaller: async ({ issuer: _ready }, use) => {
    await startMany(use, 'tests/support/token-caller.ts')
  },
  startWorker: async ({ issuer: _ready }, use) => {
    await startMany(use, 'tests/support/job-worker.ts', { LOG_LEVEL: 'info' })
  },
})

/** Of what earlier tests left, the jobs too: these tests look at whole tables. */
async function emptyDatabase(): Promise<void> {
  await db().$executeRaw`TRUNCATE users, revocations, sign_in_attempts CASCADE`
  await db().$executeRaw`DELETE FROM pgboss.job`
}

/** Makes the access token one that has run out, by the database's clock. */
export async function expire({ accountId }: Pick<Connected, 'accountId'>): Promise<void> {
  await db().$executeRaw`
    UPDATE grants SET access_token_expires_at = now() - interval '1 minute' WHERE account_id = ${accountId}::uuid`
}

export function findGrantRow({ accountId }: Pick<Connected, 'accountId'>) {
  return db().grant.findUniqueOrThrow({ where: { accountId } })
}

/** A person's history without their sign-ins. */
export async function listEvents({ viewer }: Pick<Connected, 'viewer'>) {
  const events = await db().event.findMany({
    where: { userId: viewer.userId },
    orderBy: { createdAt: 'asc' },
  })
  return events.filter(({ kind }) => !kind.startsWith('signed_in'))
}

type Start = (changes?: Record<string, string>) => Promise<TestProcess>

/** Gives a test the means to start processes of a script, and stops them after it. */
async function startMany(use: (start: Start) => Promise<void>, script: string, usual = {}): Promise<void> {
  const started: TestProcess[] = []
  await use(async (changes = {}) => {
    const env = childEnvironment({ ...usual, ...changes })
    const one = startProcess(script, { env, condition: 'react-server' })
    started.push(one)
    await one.ready
    return one
  })
  await Promise.all(started.map((one) => one.stop()))
}

type Person = { sub: string; email: string; name: string }

async function connect(
  issuer: string,
  person: Person,
  parameters: Record<string, string>,
): Promise<Connected> {
  const asked = { scope: `${signInScope} ${driveScope}`, ...parameters }
  const tokens = await createVisitor(issuer).signIn(person.sub, asked, [driveScope])
  const identity = { issuer, subject: person.sub, email: person.email }
  const { userId, sessionId, token } = await signIn(newSignIn(identity, readTokens(tokens, [])))
  const { id: accountId } = await db().account.findFirstOrThrow({ where: { userId } })
  const viewer = { userId, sessionId, accountId } as unknown as Viewer
  return { viewer, accountId, sub: person.sub, email: person.email, tokens, sessionToken: token }
}

/** What must not change when Google fails: everything of a grant but the notes on when to try again. */
export async function findKept(ada: Pick<Connected, 'accountId'>) {
  const { failures, retryAt, leaseUntil, ...kept } = await findGrantRow(ada)
  return kept
}

/** A grant that is due, and whose next failure makes callers wait so long that they do not wait at all. */
export async function expireAfterFailures(ada: Pick<Connected, 'accountId'>): Promise<void> {
  await expire(ada)
  await db().grant.update({ where: { accountId: ada.accountId }, data: { failures: 6 } })
}

/** The time to wait is over. */
export async function endBackoff({ accountId }: Pick<Connected, 'accountId'>): Promise<void> {
  await db().$executeRaw`UPDATE grants SET retry_at = now() WHERE account_id = ${accountId}::uuid`
}

/** How long somebody is asked to wait. */
export function secondsUntil(answer: AccessToken): number {
  return answer.kind === 'unavailable' ? (answer.retryAt.getTime() - Date.now()) / 1_000 : Number.NaN
}
