import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { cookieNameAt } from '#lib/sessions/cookie'
import { createEmptyDatabase, dropDatabase, query } from '#tests/support/database'
import { send } from '#tests/support/http'
import { startTcpProxy } from '#tests/support/proxies'
import {
  childrenOf,
  isAlive,
  listEntries,
  listLoaded,
  readProcess,
  SAYING_WHAT_IT_LOADS,
  serversOf,
  test,
} from '#tests/support/start'

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
  const migrations = () =>
    childrenOf(server.pid).filter((pid) => readProcess(pid, 'cmdline').includes('migrate.ts'))
  await expect.poll(migrations).toHaveLength(1)
  const [migration] = migrations()
  server.kill('SIGTERM')
  expect(await server.exited).toBe(1)
  expect(isAlive(migration!)).toBe(false)
  await database.stop()
})

test('nobody is served while it is still checked whether the server may, and nothing stays when it may not', {
  tag: '@R115',
}, async ({ start, environment }) => {
  const address = new URL(environment.DATABASE_URL!)
  const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
  database.freeze()
  address.port = String(database.port)
  const server = start({ ...environment, DATABASE_URL: address.href })
  const seen = new Set<number>()
  let ended = false
  void server.exited.then(() => {
    ended = true
  })
  const connections: boolean[] = []
  while (!ended) {
    for (const pid of serversOf(server.pid)) seen.add(pid)
    connections.push(await connects(Number(environment.PORT)))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  expect(await server.exited).toBe(1)
  expect(server.output()).toContain('Cannot use the database')
  expect(connections).not.toContain(true)
  // They were there, and loaded.
  expect(seen.size).toBe(2)
  await expect.poll(() => [...seen].filter(isAlive)).toEqual([])
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

test('the processes together never open more connections than the database has for them', async ({
  start,
  environment,
}) => {
  const url = environment.DATABASE_URL!
  await query(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" CONNECTION LIMIT 14`)
  const server = start({ ...environment, DATABASE_POOL_MAX: '' })
  await server.written(/with 2 processes/)
  expect(server.output()).toMatch(/2 processes, and one more while they are replaced, may open 12 of 14\b/)
  const cookie = `${cookieNameAt(environment.AUTH_URL!, 'session')}=${'x'.repeat(43)}`
  const answers = await Promise.all(
    Array.from({ length: 60 }, () => send(`${environment.AUTH_URL}/dashboard`, { headers: { cookie } })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([307]))
  const opened = await query(
    url,
    'SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name <> $1 AND pid <> pg_backend_pid()',
    [brand.jobsConnection],
  )
  // Two of each process.
  expect(opened[0]?.count).toBeLessThanOrEqual(4)
  await server.stop()

  const refused = start({ ...environment, DATABASE_POOL_MAX: '3' })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toMatch(/may open 15 of 14\n +→ Lower DATABASE_POOL_MAX/)
})

test('each process has a larger young generation, unless NODE_OPTIONS says what it has', async ({
  start,
  environment,
}) => {
  for (const [options, flag] of [
    ['', '--max-semi-space-size=64'],
    ['--max-semi-space-size=32', null],
  ] as const) {
    const server = start({ ...environment, NODE_OPTIONS: options })
    await server.written(/with 2 processes/)
    const commands = childrenOf(server.pid).map((pid) => readProcess(pid, 'cmdline'))
    expect(commands).toHaveLength(2)
    for (const command of commands) expect(command.includes('semi-space')).toBe(flag !== null)
    if (flag) expect(commands[0]).toContain(flag)
    await server.stop()
  }
})

/** Whether anybody listens on a port of this machine. */
function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
  })
}

test('the first who come need not wait for pages that they do not ask for, and the others find theirs loaded', async ({
  start,
  environment,
}) => {
  const server = start({ ...environment, WEB_CONCURRENCY: '1', NODE_OPTIONS: SAYING_WHAT_IT_LOADS })
  await server.written(/with one process/)
  const loaded = () => listLoaded(server.output(), serversOf(server.pid)[0] ?? 0)
  expect((await send(`${environment.AUTH_URL}/signed-out`)).status).toBe(200)
  expect(loaded().length).toBeLessThan((await listEntries()).length / 2)
  await expect.poll(loaded).toEqual(await listEntries())
})
