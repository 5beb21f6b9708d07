import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { send } from '#tests/support/http'
import { openConnection, type RawConnection, startLoad } from '#tests/support/load'
import { startTcpProxy } from '#tests/support/proxies'
import { isAlive, listEntries, listLoaded, SAYING_WHAT_IT_LOADS, serversOf, test } from '#tests/support/start'

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

const NEW = /Every server process is new/

/** A form that is sent in two parts, as slow networks do. */
const FORM = ['intent=sign-', 'in']

/** Sends the first part, and waits until the server has begun with it: one that leaves closes what has not asked yet. */
async function beginForm(origin: string): Promise<RawConnection> {
  const connection = await openConnection(origin)
  connection.write(
    [
      'POST /sign-in/start HTTP/1.1',
      'Host: localhost',
      `Origin: ${origin}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${FORM.join('').length}`,
      'Expect: 100-continue',
      '',
      FORM[0],
    ].join('\r\n'),
  )
  await connection.read(/^HTTP\/1\.1 100 Continue\r\n\r\n$/)
  return connection
}

const PAGE = 'GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'
const ANSWER = /^HTTP\/1\.1 \d+[\s\S]+\r\n\r\n/
const LIVE = /^HTTP\/1\.1 200 [\s\S]+\{"status":"live"\}/

test('SIGHUP replaces each process, and under steady requests refuses none', async ({
  start,
  environment,
}) => {
  const server = start(environment)
  await server.written(/with 2 processes/)
  const before = serversOf(server.pid)
  const load = startLoad(environment.AUTH_URL!)
  await load.more(50)
  server.kill('SIGHUP')
  await server.written(NEW)
  await load.more(50)
  await load.stop()
  expect(load.failures()).toEqual([])
  const after = serversOf(server.pid)
  expect(after).toHaveLength(2)
  expect(before.filter((pid) => after.includes(pid) || isAlive(pid))).toEqual([])
})

test('a process that takes the place of another has loaded every page before', async ({
  start,
  environment,
}) => {
  const server = start({ ...environment, WEB_CONCURRENCY: '1', NODE_OPTIONS: SAYING_WHAT_IT_LOADS })
  await server.written(/with one process/)
  server.kill('SIGHUP')
  await server.written(NEW)
  const [pid = 0] = serversOf(server.pid)
  expect(listLoaded(server.output(), pid)).toEqual(await listEntries())
})

test('a process that is replaced answers what it has begun and what comes on connections that it has kept', async ({
  start,
  environment,
}) => {
  const server = start({ ...environment, WEB_CONCURRENCY: '1' })
  await server.written(/with one process/)
  const origin = environment.AUTH_URL!
  const [old] = serversOf(server.pid)
  const connections = [await openConnection(origin), await openConnection(origin)]
  const ask = async (turn: number) => {
    const connection = connections[turn % 2]!
    connection.write(PAGE)
    return /\r\nconnection: close\r\n/i.test(await connection.read(LIVE))
  }
  expect(await ask(0)).toBe(false)
  const slow = await beginForm(origin)
  server.kill('SIGHUP')
  // When an answer on one says so, it has begun to leave, and the other waits for its next request.
  let turn = 1
  while (!(await ask(turn))) turn += 1
  expect(await ask(turn + 1)).toBe(true)
  expect(isAlive(old!)).toBe(true)
  slow.write(FORM[1]!)
  expect(await slow.read(ANSWER)).toMatch(/^HTTP\/1\.1 303 [\s\S]*\r\nconnection: close\r\n/i)
  await server.written(NEW)
  expect(isAlive(old!)).toBe(false)
})

test('of several SIGHUPs in a row, one is carried out after the other', async ({ start, environment }) => {
  const server = start({ ...environment, WEB_CONCURRENCY: '1' })
  await server.written(/with one process/)
  const seen = new Set(serversOf(server.pid))
  server.kill('SIGHUP')
  await server.written(/Replacing the server processes/)
  for (let time = 0; time < 3; time += 1) server.kill('SIGHUP')
  while (!/(is new[\s\S]+){2}/.test(server.output())) {
    const now = serversOf(server.pid)
    expect(now.length).toBeLessThanOrEqual(2)
    for (const pid of now) seen.add(pid)
    await send(`${environment.AUTH_URL}/api/health/live`)
  }
  expect(seen.size).toBe(3)
  expect(server.output().match(/Replacing|is new/g)).toEqual(['Replacing', 'is new', 'Replacing', 'is new'])
})

test('new processes that do not start leave the old ones serving, until what keeps them is mended', async ({
  startRelease,
  releases,
  environment,
}) => {
  const address = new URL(environment.DATABASE_URL!)
  const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
  address.port = String(database.port)
  const server = startRelease({ ...environment, DATABASE_URL: address.href })
  await server.written(/with 2 processes/)
  const before = serversOf(server.pid)
  const load = startLoad(environment.AUTH_URL!)

  const main = join(releases.one, 'server/server.ts')
  await writeFile(main, `throw new Error('half of a copy')`)
  server.kill('SIGHUP')
  await server.written(/half of a copy[\s\S]+before it was ready\nNot every server process was replaced/)
  await load.more(20)
  await copyFile('server/server.ts', main)
  await load.stop()

  await database.cut()
  server.kill('SIGHUP')
  await server.written(/Cannot use the database at[\s\S]+Not every server process was replaced/)
  expect((await send(`${environment.AUTH_URL}/api/health/live`)).status).toBe(200)
  expect(load.failures()).toEqual([])
  expect(serversOf(server.pid)).toEqual(before)

  await database.restore()
  server.kill('SIGHUP')
  await server.written(NEW)
  expect(serversOf(server.pid).filter((pid) => before.includes(pid))).toEqual([])
  await server.stop()
  await database.stop()
})

test('where a link leads to another release, new processes are of that one, and old ones go on reading theirs', async ({
  startRelease,
  releases: { other, current },
  environment,
}) => {
  const server = startRelease({ ...environment, WEB_CONCURRENCY: '1' })
  await server.written(/with one process/)
  const main = join(other, 'server/server.ts')
  await writeFile(main, `console.log('of the other release')\n${await readFile(main, 'utf8')}`)
  await rm(current)
  await symlink(other, current)
  // Next reads some of the build when it is first asked: from the other one, that would be nothing.
  await rename(join(other, '.next'), join(other, 'built'))
  expect((await send(`${environment.AUTH_URL}/sign-in`)).status).toBe(200)
  server.kill('SIGHUP')
  await server.written(/There is no build in \.next[\s\S]+Not every server process was replaced/)
  await rename(join(other, 'built'), join(other, '.next'))
  server.kill('SIGHUP')
  await server.written(NEW)
  expect(server.output()).toContain('of the other release')
  expect((await send(`${environment.AUTH_URL}/sign-in`)).status).toBe(200)
})

test('on SIGTERM a balancer in front sends nobody any more before the door is closed, and everybody has an answer', {
  tag: '@R90',
}, async ({ start, environment }) => {
  const server = start({ ...environment, STOP_DELAY_SECONDS: '300' })
  await server.written(/with 2 processes/)
  const origin = environment.AUTH_URL!
  let ready = true
  const load = startLoad(origin, () => ready)
  await load.more(50)
  const slow = await beginForm(origin)
  const ahead = await openConnection(origin)
  server.kill('SIGTERM')
  while (ready) {
    const answer = await send(`${origin}/api/health/ready`)
    ready = answer.status === 200
    if (!ready) expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code: 'not_ready' })
  }
  expect((await send(`${origin}/api/health/live`)).status).toBe(200)
  await load.stop()
  expect(load.failures()).toEqual([])
  // Somebody at the terminal waits no longer. The door is closed while what was begun is still there.
  server.kill('SIGINT')
  while (await isOpen(origin));
  // What a browser opened ahead of its need keeps nobody.
  await ahead.closed
  slow.write(FORM[1]!)
  const closing = /^HTTP\/1\.1 (\d+) [\s\S]*\r\nconnection: close\r\n/i
  expect(closing.exec(await slow.read(ANSWER))?.[1]).toBe('303')
  expect(await server.exited).toBe(0)
  expect(server.output()).not.toContain('job queue waits')
})

/** Whether a connection is taken. One that is taken while the door closes may be answered by nobody: it does not ask. */
async function isOpen(origin: string): Promise<boolean> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
