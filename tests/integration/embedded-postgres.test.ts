import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { readCommand } from '#scripts/postgres/server'
import { databaseUrl, type Postgres, startPostgres } from '#scripts/postgres/start'
import { query } from '#tests/support/database'

const PASSWORD = 'opensesame'

let home: string
let directory: string
let running: Postgres[]

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-embedded-'))
  await chmod(home, 0o711)
  directory = join(home, 'data')
  running = []
})

test.afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()))
  await rm(home, { recursive: true })
})

test('what was stored is there after a restart, for those who know the password', async () => {
  const { port, postgres } = await start()
  await ask(port, 'CREATE TABLE kept AS SELECT 1 AS one')
  await postgres.stop()

  const again = await start()
  expect(await ask(again.port, 'SELECT one FROM kept')).toEqual([{ one: 1 }])
  await expect(ask(again.port, 'SELECT 1', 'guess')).rejects.toThrow('password authentication failed')
})

test('a port that is taken is left to its owner', async () => {
  const wanted = pickPort()
  const taken = createServer().listen(wanted, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = await start(wanted)
  taken.close()

  expect(port).toBeGreaterThan(wanted)
})

test('a server that outlived its killed owner is stopped, and nothing committed is lost', async () => {
  const { port, postgres } = await start()
  await ask(port, 'CREATE TABLE kept AS SELECT 1 AS one')
  const server = await readServerPid()
  process.kill(postgres.pid, 'SIGKILL')
  await postgres.exited
  expect(readCommand(server)).toContain(directory)

  const again = await start(port)
  expect(readCommand(server)).toBe('')
  expect(again.port).toBe(port)
  expect(await ask(again.port, 'SELECT one FROM kept')).toEqual([{ one: 1 }])
})

test('a process id left by a crash may belong to another program by now, which is not touched', async () => {
  const { port, postgres } = await start()
  const server = await readServerPid()
  const note = await readFile(join(directory, 'postmaster.pid'), 'utf8')
  process.kill(server, 'SIGKILL')
  await postgres.exited
  await writeFile(join(directory, 'postmaster.pid'), note.replace(String(server), String(process.pid)))

  const again = await start(port)
  expect(await ask(again.port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a first start that was killed half-way does not spoil the next', async () => {
  const first = startPostgres({ directory, password: PASSWORD, port: pickPort() })
  while (!existsSync(`${directory}.new-${first.pid}`)) await sleep(5)
  process.kill(first.pid, 'SIGKILL')
  await first.exited
  expect(existsSync(directory)).toBe(false)

  const { port } = await start()
  expect(await ask(port, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a folder of other files is not taken for a database', async () => {
  await writeFile(join(home, 'letter.txt'), 'Dear Ada')
  directory = home
  await expect(start()).rejects.toThrow('has files but is no PostgreSQL data directory')
})

test('a path that a shell would change is refused before anything is made', async () => {
  directory = join(home, '$HOME "data"')
  await expect(start()).rejects.toThrow('PostgreSQL cannot run in')
  expect(existsSync(directory)).toBe(false)
})

test('under root, data that the server cannot reach goes elsewhere, and is said so', async () => {
  test.skip(process.getuid?.() !== 0, 'only root needs another account for the server')
  await chmod(home, 0o700)
  const { ready } = await start()

  expect(ready.directory).toMatch(/^\/var\/lib\/latchkey\/data-/)
  expect(ready.note).toContain(`cannot enter ${home}`)
  await Promise.all(running.map((postgres) => postgres.stop()))
  await rm(ready.directory, { recursive: true })
  await rm(`${ready.directory}.log`)
})

async function start(wanted?: number) {
  const port = wanted ?? pickPort()
  const postgres = startPostgres({ directory, password: PASSWORD, port })
  running.push(postgres)
  const ready = await postgres.ready
  return { postgres, ready, port: ready.port }
}

function pickPort(): number {
  return 25_000 + Math.floor(Math.random() * 5_000)
}

async function readServerPid(): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'postmaster.pid'), 'utf8'), 10)
}

function ask(port: number, sql: string, password = PASSWORD): Promise<unknown[]> {
  return query(databaseUrl(port, password), sql)
}
