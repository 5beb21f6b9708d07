import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { expect } from '@playwright/test'
import { query } from '#tests/support/database'
import { send } from '#tests/support/http'
import { freePort } from '#tests/support/processes'
import { childrenOf, test } from '#tests/support/start'

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

/** The lines of one metric, without its labels' order mattering: what each says, by its labels. */
function valuesOf(text: string, name: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return new Map(
    lines.map((line) => [line.slice(name.length, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  )
}

function sumOf(text: string, name: string, label: string): number {
  const found = [...valuesOf(text, name)].filter(([labels]) => labels.includes(label))
  return found.reduce((sum, [, value]) => sum + value, 0)
}

test('Prometheus reads what all processes have counted together, on a port of its own, also of those that were replaced', async ({
  start,
  environment,
}) => {
  const port = await freePort()
  const server = start({ ...environment, METRICS_PORT: String(port) })
  await server.written(/with 2 processes/)
  const origin = environment.AUTH_URL!
  const scrape = async () => (await send(`http://127.0.0.1:${port}/metrics`)).text
  for (let time = 0; time < 10; time += 1) await send(`${origin}/sign-in?secret=in-the-address`)
  await send(`${origin}/no-such-page-anywhere`)
  await send(`${origin}/api/me`, { headers: { 'user-agent': 'a-secret-browser' } })
  await send(`${origin}/api/auth/callback/google?state=a-secret-state&code=a-secret-code`)
  await query(
    environment.DATABASE_URL!,
    "INSERT INTO pgboss.job (name, state) VALUES ('revoke-grant', 'failed')",
  )

  const text = await scrape()
  expect(valuesOf(text, 'latchkey_requests_total')).toEqual(
    new Map([
      ['{kind="page",status="200"}', 10],
      ['{kind="page",status="404"}', 1],
      ['{kind="api",status="401"}', 1],
      ['{kind="callback",status="303"}', 1],
    ]),
  )
  expect(sumOf(text, 'latchkey_request_seconds_count', 'kind="page"')).toBe(11)
  expect(valuesOf(text, 'latchkey_sign_ins_total')).toEqual(
    new Map([['{provider="google",outcome="attempt_expired"}', 1]]),
  )
  expect(valuesOf(text, 'latchkey_live_sessions')).toEqual(new Map([['', 0]]))
  expect(sumOf(text, 'latchkey_jobs', 'queue="revoke-grant",state="failed"')).toBe(1)
  for (const worker of ['worker="1"', 'worker="2"']) {
    expect(sumOf(text, 'latchkey_memory_bytes', `${worker},kind="rss"`)).toBeGreaterThan(1e7)
    expect(
      sumOf(text, 'latchkey_database_connections', `${worker},pool="jobs",state="total"`),
    ).toBeGreaterThan(0)
    expect([...valuesOf(text, 'latchkey_event_loop_delay_seconds').keys()].join()).toContain(worker)
  }
  expect(text).not.toMatch(/secret|no-such-page|127\.0\.0\.1/)
  expect((await send(`http://127.0.0.1:${port}/`)).status).toBe(404)
  expect((await send(`${origin}/metrics`)).status).toBe(404)

  server.kill('SIGHUP')
  await server.written(/Every server process is new/)
  const after = await scrape()
  expect(sumOf(after, 'latchkey_requests_total', 'kind="page"')).toBe(12)
  expect(after).not.toMatch(/worker="[12]"/)
  // What a process had told is kept also when it is killed.
  const [killed] = childrenOf(server.pid)
  process.kill(killed!, 'SIGKILL')
  await expect.poll(() => childrenOf(server.pid).filter((pid) => pid !== killed)).toHaveLength(2)
  expect(sumOf(await scrape(), 'latchkey_requests_total', 'kind="page"')).toBe(12)
})

test('a start whose METRICS_PORT is taken ends with a reason', async ({ start, environment }) => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const refused = start({ ...environment, METRICS_PORT: String(port) })
  expect(await refused.exited).toBe(1)
  expect(refused.output()).toContain('EADDRINUSE')
  taken.close()
})
