import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { expect } from '@playwright/test'
import { createEmptyDatabase, dropDatabase, query } from '#tests/support/database'
import { startTcpProxy } from '#tests/support/proxies'
import { childrenOf, isAlive, readProcess, test } from '#tests/support/start'

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

test('the processes together never open more connections than the database has for them', async ({
  start,
  environment,
}) => {
  const url = environment.DATABASE_URL!
  await query(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" CONNECTION LIMIT 14`)
  const server = start({ ...environment, DATABASE_POOL_MAX: '' })
  await server.written(/with 2 processes/)
  expect(server.output()).toMatch(/2 processes, and one more while they are replaced, may open 12 of 14\b/)
  for (const pid of childrenOf(server.pid))
    expect(readProcess(pid, 'environ')).toContain('DATABASE_POOL_MAX=2\0')
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
