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

async function consult(databaseUrl: string, processes: number): Promise<Result | undefined> {
  const setUp = openSetUp({ environment: { DATABASE_URL: databaseUrl }, processes })
  const [result] = await examine([connections], setUp)
  await setUp.close()
  return result
}

test('more connections than the role may have are too many, whatever PostgreSQL allows others', async () => {
  const database = new URL(url).pathname.slice(1)
  await query(url, `ALTER DATABASE ${database} CONNECTION LIMIT 20`)
  expect(await consult(url, 1)).toMatchObject({ verdict: 'ok', seen: '1 process may open 12 of 20' })
  expect(await consult(url, 2)).toMatchObject({ verdict: 'failure', seen: '2 processes may open 24 of 20' })
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
