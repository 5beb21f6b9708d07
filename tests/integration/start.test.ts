import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { test as base, expect } from '@playwright/test'
import { newKeyEntry } from '#lib/key-ring'
import { createDatabase, createEmptyDatabase, dropDatabase } from '#tests/support/database'
import { freePort, startProcess, type TestProcess } from '#tests/support/processes'
import { startTcpProxy } from '#tests/support/proxies'

type Environment = Record<string, string>

type Fixtures = {
  environment: Environment
  /** Runs `npm start`. It ends with the test. */
  start: (environment: Environment, ...args: string[]) => TestProcess
}

const test = base.extend<Fixtures>({
  environment: async ({}, use) => {
    const port = await freePort()
    const databaseUrl = await createDatabase()
    await use({
      DATABASE_URL: databaseUrl,
      AUTH_URL: `http://localhost:${port}`,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
      AUTH_GOOGLE_ID: '1234567890-tests.apps.googleusercontent.com',
      AUTH_GOOGLE_SECRET: 'client-secret',
      WEB_CONCURRENCY: '2',
      HOST: '127.0.0.1',
      PORT: String(port),
    })
    await dropDatabase(databaseUrl)
  },
  start: async ({}, use) => {
    const started: TestProcess[] = []
    await use((env, ...args) => {
      const one = startProcess('server/start.ts', { env, args, condition: 'react-server' })
      started.push(one)
      return one
    })
    await Promise.all(started.map((one) => one.stop()))
  },
})

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

test('without its environment the server does not start, and names what is missing', {
  tag: '@R115',
}, async ({ start }) => {
  const refused = start({ AUTH_SECRET: 'hunter2' })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toMatch(
    /DATABASE_URL is not set[\s\S]+AUTH_URL is not set[\s\S]+AUTH_SECRET must be/,
  )
  expect(refused.output()).not.toContain('hunter2')
})

test('without its database the server does not start, and does not show the password', async ({
  start,
  environment,
}) => {
  const refused = start({ ...environment, DATABASE_URL: 'postgresql://app:hunter2@127.0.0.1:1/app' })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toMatch(/Cannot use the database at 127\.0\.0\.1:1\/app/)
  expect(refused.output()).not.toContain('hunter2')
})

test('a database without our migrations is refused, and with --migrate it is migrated', async ({
  start,
  environment,
}) => {
  const empty = await createEmptyDatabase()
  const refused = start({ ...environment, DATABASE_URL: empty })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('npm start -- --migrate')

  const server = start({ ...environment, DATABASE_URL: empty }, '--migrate')
  await server.written(/ serves http/)
  expect(server.output()).toContain('Applied migration')
  await server.stop()
  await dropDatabase(empty)
})

test('a start that is stopped while it migrates leaves no migration behind', async ({
  start,
  environment,
}) => {
  const address = new URL(environment.DATABASE_URL!)
  const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
  database.freeze()
  address.port = String(database.port)
  const server = start({ ...environment, DATABASE_URL: address.href }, '--migrate')
  await expect.poll(() => childrenOf(server.pid)).toHaveLength(1)
  const [migration] = childrenOf(server.pid)
  server.kill('SIGTERM')
  expect(await server.exited).toBe(1)
  expect(isAlive(migration!)).toBe(false)
  await database.stop()
})

test('a port that is taken ends the start with a reason', async ({ start, environment }) => {
  const taken = createServer().listen(Number(environment.PORT), '127.0.0.1')
  const refused = start(environment)
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('EADDRINUSE')
  taken.close()
})

test('a server process that ends is replaced, and none is left behind in the end', async ({
  start,
  environment,
}) => {
  const server = start(environment)
  await server.written(/with 2 processes/)
  const [first] = childrenOf(server.pid)
  process.kill(first!, 'SIGKILL')
  await expect.poll(() => childrenOf(server.pid).filter((pid) => pid !== first)).toHaveLength(2)
  expect((await fetch(environment.AUTH_URL!)).status).toBe(200)

  const workers = childrenOf(server.pid)
  await server.stop()
  expect(await server.exited).toBe(0)
  expect(workers.filter(isAlive)).toEqual([])
})

test('when the first process is killed, the others end by themselves', async ({ start, environment }) => {
  const server = start(environment)
  await server.written(/with 2 processes/)
  const workers = childrenOf(server.pid)
  expect(workers).toHaveLength(2)
  server.kill('SIGKILL')
  await expect.poll(() => workers.filter(isAlive)).toEqual([])
})

/** The processes that a process has started, as Linux knows them. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent && isAlive(pid))
}

function parentOf(pid: number): number | null {
  const found = /^PPid:\s+(\d+)/m.exec(readStatus(pid))
  return found ? Number(found[1]) : null
}

/** A process that ended and waits to be counted is not alive. */
function isAlive(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(readStatus(pid))
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
