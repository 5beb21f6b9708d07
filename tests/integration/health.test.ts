import { createDatabase, dropDatabase, query } from '#tests/support/database'
import { type Answer, send } from '#tests/support/http'
import { openConnection } from '#tests/support/load'
import { startTcpProxy, type TcpProxy } from '#tests/support/proxies'
import { expect, test as withStack } from '#tests/support/test'

/** The limit is one second, and without it three or six: the rest is for the way there and back. */
const IN_TIME_MS = 2_800

type Health = {
  /** A process of the application whose database is behind `database`. */
  url: string
  database: TcpProxy
  output: () => string
}

const test = withStack.extend<{ health: Health }>({
  health: async ({ stack }, use) => {
    const address = new URL(stack.databaseUrl)
    const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
    address.port = String(database.port)
    const { url, process } = await stack.startSecondApp({ DATABASE_URL: address.href })
    await use({ url: `${url}/api/health`, database, output: process.output })
    await process.stop()
    await database.stop()
  },
})

test('anybody may ask whether a process lives and whether it is ready, without a session', {
  tag: '@R90',
}, async ({ health }) => {
  for (const [name, status] of [
    ['live', 'live'],
    ['ready', 'ready'],
  ]) {
    const answer = await send(`${health.url}/${name}`)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toEqual({ status })
    expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect((await send(`${health.url}/${name}`, { method: 'POST' })).status).toBe(405)
    expect(await send(`${health.url}/${name}`, { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  }
})

test('a database that refuses makes the process unready and leaves it alive, until it is back', {
  tag: '@R90',
}, async ({ health }) => {
  expect((await send(`${health.url}/ready`)).status).toBe(200)
  await health.database.cut()
  await expectAway(health)
  await expectAway(health)
  await health.database.restore()
  expect((await send(`${health.url}/ready`)).status).toBe(200)

  await expect
    .poll(() => health.output().match(/"event":"database \w+"/g))
    .toEqual(['"event":"database away"', '"event":"database back"'])
})

test('a database that says nothing makes the process unready within a second, also on new connections', {
  tag: '@R90',
}, async ({ health }) => {
  health.database.freeze()
  await expectAway(health)
  health.database.thaw()
  await expect.poll(async () => (await send(`${health.url}/ready`)).status).toBe(200)
  health.database.freeze()
  const answers = await Promise.all(Array.from({ length: 20 }, () => expectAway(health)))
  expect(answers).toHaveLength(20)
  health.database.thaw()
  await expect.poll(async () => (await send(`${health.url}/ready`)).status).toBe(200)
})

test('a process that is to stop says at once that it is not ready, and lives, until it ends', {
  tag: '@R90',
}, async ({ stack }) => {
  const { url, process } = await stack.startSecondApp({ STOP_DELAY_SECONDS: '300' })
  const connection = await openConnection(url)
  const ask = (path: string) => {
    connection.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    return connection.read(/\r\n\r\n[\s\S]*\}/)
  }
  expect(await ask('/api/health/ready')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nConnection: keep-alive\r\n/)
  process.kill('SIGTERM')
  await expect.poll(async () => (await send(`${url}/api/health/ready`)).status).toBe(503)
  const answer = await send(`${url}/api/health/ready`)
  expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code: 'not_ready' })
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await ask('/api/health/live')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nConnection: close\r\n/)
  expect((await send(`${url}/api/health/live`)).status).toBe(200)
  // A second wish, by somebody who waits.
  process.kill('SIGINT')
  expect(await process.exited).toBe(0)
})

test('a database without the migrations of this build, or without a queue, leaves a process unready', {
  tag: '@R90',
}, async ({ stack }) => {
  const database = await createDatabase()
  await query(database, 'ALTER SCHEMA pgboss RENAME TO away')
  const { url, process } = await stack.startSecondApp({ DATABASE_URL: database })
  const expectUnready = async () => {
    const { status, text } = await send(`${url}/api/health/ready`)
    expect({ status, text }).toEqual({ status: 503, text: expect.stringContaining('"code":"not_ready"') })
    expect((await send(`${url}/api/health/live`)).status).toBe(200)
  }
  const expectReady = () =>
    expect.poll(async () => (await send(`${url}/api/health/ready`)).status, { timeout: 30_000 }).toBe(200)
  await expectUnready()
  await query(database, 'ALTER SCHEMA away RENAME TO pgboss')
  await expectReady()
  const [last] = await query(
    database,
    'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations) RETURNING *',
  )
  await expectUnready()
  await expectUnready()
  await query(
    database,
    'INSERT INTO _prisma_migrations SELECT * FROM json_populate_record(NULL::_prisma_migrations, $1)',
    [JSON.stringify(last)],
  )
  await expectReady()
  await expect.poll(() => process.output().match(/"event":"migrations missing"/g)).toHaveLength(1)
  await process.stop()
  await dropDatabase(database)
})

/** An answer, and after how many milliseconds it came. */
async function time(url: string): Promise<[Answer, number]> {
  const start = performance.now()
  const answer = await send(url)
  return [answer, performance.now() - start]
}

async function expectAway({ url }: Health): Promise<void> {
  // What a busy machine takes by itself shows at the question beside it, which needs no database.
  const [[answer, ready], [, live]] = await Promise.all([time(`${url}/ready`), time(`${url}/live`)])
  expect(ready - live).toBeLessThan(IN_TIME_MS)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(JSON.parse(answer.text)).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status: 503,
    detail: expect.any(String),
    code: 'unavailable',
  })
  expect(answer.text).not.toMatch(/postgres|127\.0\.0\.1|ECONN|password/i)
  expect((await send(`${url}/live`)).status).toBe(200)
}
