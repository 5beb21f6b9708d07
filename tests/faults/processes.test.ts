import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBalancer } from '#tests/support/balancer'
import { send } from '#tests/support/http'
import { freePort, type TestProcess } from '#tests/support/processes'
import { test as base, expect, expectKept, startServer } from '#tests/support/served'
import { serversOf } from '#tests/support/start'

const CUT_OFF = /^cut off: ECONNRESET$/

type Fixtures = {
  /** Starts one more server on the database of the site, as it is or with other settings. It ends with the test. */
  startAt: (port: number, changes?: Record<string, string>, how?: { fullDisk: boolean }) => TestProcess
}

const test = base.extend<Fixtures>({
  startAt: async ({ served }, use) => {
    const started: TestProcess[] = []
    await use((port, changes = {}, how) => {
      const one = startServer({ ...served.environment, PORT: String(port), ...changes }, how)
      started.push(one)
      return one
    })
    await Promise.all(started.map((one) => one.stop()))
  },
})

test(
  'a server process is killed, again and again',
  { tag: '@R83' },
  async ({ served, startPeople }, info) => {
    const people = await startPeople()
    await people.more(50)
    // Another takes requests meanwhile: of a server none of whose processes listens, connections are refused.
    const [survivor] = serversOf(served.server.pid)
    const others = () => serversOf(served.server.pid).filter((pid) => pid !== survivor)
    for (let time = 0; time < 3; time += 1) {
      process.kill(others()[0]!, 'SIGKILL')
      await people.more(50)
      await expect.poll(() => others().length).toBe(1)
    }
    const well = await people.untilWell()
    await people.more(50)
    await expectKept(
      info,
      'a server process is killed, three times',
      { ...(await people.stop()), well },
      { all: CUT_OFF },
    )
  },
)

test(
  'two servers take turns, and one is killed with all that it started',
  { tag: '@R83' },
  async ({ startAt, startPeople }, info) => {
    const fault = 'of two servers behind a balancer, one is killed'
    const ports = [await freePort(), await freePort()]
    const own = await freePort()
    const [first] = ports.map((port) => startAt(port))
    const balancer = await startBalancer(own, ports)
    await Promise.all([balancer.until(0, true), balancer.until(1, true)])
    const people = await startPeople({ appUrl: `http://localhost:${own}` })
    await people.more(50)
    process.kill(-first!.pid, 'SIGKILL')
    const well = await people.untilWell()
    await people.more(50)
    // What is no question may have been done there, so the balancer asks nobody else. Who came back from the provider just then
    // is sent on to the other server, after theirs has taken the attempt, and begins again.
    await expectKept(
      info,
      fault,
      { ...(await people.stop()), well },
      { all: /^status 502$/, 'sign in': /^says attempt_used$/ },
    )
    await balancer.close()
  },
)

test(
  'a browser that is sent to either of two servers at random goes through a rolling restart without one failed request',
  {
    tag: '@R90',
  },
  async ({ startAt, startPeople }, info) => {
    const ports = [await freePort(), await freePort()]
    const own = await freePort()
    // As it is unless somebody sets it.
    const settings = { STOP_DELAY_SECONDS: '7' }
    const servers = ports.map((port) => startAt(port, settings))
    const balancer = await startBalancer(own, ports)
    await Promise.all([balancer.until(0, true), balancer.until(1, true)])
    const people = await startPeople({ appUrl: `http://localhost:${own}` })
    await people.more(100)
    for (const [index, port] of ports.entries()) {
      servers[index]!.kill('SIGTERM')
      expect(await servers[index]!.exited).toBe(0)
      await balancer.until(index, false)
      servers[index] = startAt(port, settings)
      await balancer.until(index, true)
      await people.more(100)
    }
    await expectKept(
      info,
      'two servers behind a balancer are restarted, one after the other',
      await people.stop(),
    )
    expect(Math.min(...balancer.answered())).toBeGreaterThan(50)
    expect(balancer.passedOn(), 'requests that one of them did not take').toBe(0)
    await balancer.close()
  },
)

test(
  'the disk under the log is full from the start',
  { tag: '@R111' },
  async ({ served, startAt, startPeople }, info) => {
    const port = await freePort()
    const server = startAt(port, {}, { fullDisk: true })
    const appUrl = `http://localhost:${port}`
    await expect.poll(() => send(`${appUrl}/api/health/ready`).then(({ status }) => status, String)).toBe(200)
    const processes = serversOf(server.pid)
    const people = await startPeople({ appUrl })
    await people.more(100)
    await served.database.cut()
    await people.more(50, /unavailable/)
    await served.database.restore()
    const well = await people.untilWell()
    await people.more(100)
    const fault = 'the disk under the log is full, and the database cut off meanwhile'
    await expectKept(info, fault, { ...(await people.stop()), well }, { all: /^(503|says) unavailable$/ })
    expect(serversOf(server.pid), 'processes that live on').toEqual(processes)
    server.kill('SIGTERM')
    expect(await server.exited, 'it ends by itself').toBe(0)
  },
)

/** What began by one clock and came back by another has expired at Auth.js; a token of then or later is refused. */
const IN_TIME = /^says (provider_invalid|attempt_expired)$/

/** How far a clock is off, and what whoever signs in is told then, if anything: tokens of a provider have times. */
const STEPS: [how: string, ms: number, told?: string][] = [
  ['20 seconds ahead', 20_000],
  ['20 seconds behind', -20_000],
  ['an hour ahead', 3_600_000, 'says provider_invalid'],
  ['an hour behind', -3_600_000, 'says provider_invalid'],
  ['two days ahead', 2 * 86_400_000, 'says provider_invalid'],
]

test(
  'the clock of a server is stepped, and set right again',
  { tag: ['@R50', '@R51'] },
  async ({ startAt, startPeople }, info) => {
    const port = await freePort()
    const file = join(tmpdir(), `clock-${port}`)
    writeFileSync(file, '0')
    const preload = pathToFileURL(join(import.meta.dirname, '../support/stepped-clock.ts'))
    const server = startAt(port, { NODE_OPTIONS: `--import=${preload}`, CLOCK_FILE: file })
    await server.written(/with 2 processes/)
    // The first process and its two.
    const step = async (ms: number) => {
      const before = server.output().length
      writeFileSync(file, String(ms))
      await expect
        .poll(
          () =>
            server
              .output()
              .slice(before)
              .match(new RegExp(`clock ${ms}$`, 'gm'))?.length,
        )
        .toBe(3)
    }
    for (const [how, ms, told] of STEPS) {
      const people = await startPeople({ appUrl: `http://localhost:${port}` })
      await people.more(20)
      await step(ms)
      if (told) await people.more(4, told)
      await people.more(60)
      await step(0)
      const well = await people.untilWell()
      await people.more(20)
      await expectKept(
        info,
        `the clock of a server is ${how}`,
        { ...(await people.stop()), well },
        told ? { 'sign in': IN_TIME } : {},
      )
    }
    await server.stop()
    await rm(file)
  },
)
