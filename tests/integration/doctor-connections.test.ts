import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { expect, test } from '@playwright/test'
import type { Result } from '#lib/doctor/check'
import { connections } from '#lib/doctor/database'
import { examine } from '#lib/doctor/examine'
import { openSetUp } from '#lib/doctor/set-up'
import { createDatabase, dropDatabase, query } from '#tests/support/database'

/** `BackendKeyData` of PostgreSQL's protocol: its type and length, before the number of the process and a key. */
const KEY_DATA = Buffer.from([0x4b, 0, 0, 0, 12])

let url: string

test.beforeEach(async () => {
  url = await createDatabase()
})

test.afterEach(() => dropDatabase(url))

async function consult(databaseUrl: string, processes: number, poolMax = ''): Promise<Result | undefined> {
  const environment = { DATABASE_URL: databaseUrl, DATABASE_POOL_MAX: poolMax }
  const setUp = openSetUp({ environment, processes })
  const [result] = await examine([connections], setUp)
  await setUp.close()
  return result
}

test('more connections than the role may have are too many, whatever PostgreSQL allows others', async () => {
  const database = new URL(url).pathname.slice(1)
  await query(url, `ALTER DATABASE ${database} CONNECTION LIMIT 20`)
  for (const [processes, poolMax, verdict, seen] of [
    [1, '8', 'ok', '1 process, and one more while they are replaced, may open 20 of 20'],
    [1, '9', 'failure', '1 process, and one more while they are replaced, may open 22 of 20'],
    [1, '', 'warning', /may open 20 of 20: each has 8 for requests instead of 10, so that all fit$/],
    [4, '', 'warning', /may open 20 of 20: each has 2 for requests instead of 10/],
    [5, '', 'failure', '5 processes, and one more while they are replaced, may open 72 of 20'],
  ] as const) {
    const result = await consult(url, processes, poolMax)
    expect(result).toMatchObject({ verdict, seen: expect.stringMatching(seen) })
  }
})

test('behind a pooler, more connections than PostgreSQL allows are none too many', async () => {
  const { hostname, port } = new URL(url)
  const pooler = createServer((client) => {
    const server = connect(Number(port), hostname)
    client.pipe(server)
    server.on('data', (chunk) => {
      const at = chunk.indexOf(KEY_DATA)
      if (at >= 0) chunk.writeInt32BE(1, at + KEY_DATA.length)
      client.write(chunk)
    })
    client.on('error', () => undefined).on('close', () => server.destroy())
    server.on('error', () => undefined).on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve))
  const through = new URL(url)
  through.port = String((pooler.address() as AddressInfo).port)

  expect(await consult(url, 99)).toMatchObject({ verdict: 'failure' })
  expect(await consult(through.href, 99)).toMatchObject({
    verdict: 'ok',
    seen: expect.stringContaining('there is a pooler between'),
  })
  await new Promise((resolve) => pooler.close(resolve))
})
