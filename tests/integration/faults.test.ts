import { existsSync } from 'node:fs'
import { expect, expectKept, test } from '#tests/support/served'
import { serversOf } from '#tests/support/start'

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')
// All in one worker: the site is started once. `npm run test:faults` has every fault, and for longer.
test.describe.configure({ mode: 'default' })

test(
  'while a server process is killed, people are cut off at most, and go on with the others',
  {
    tag: ['@R60', '@R83'],
  },
  async ({ served, startPeople }, info) => {
    const people = await startPeople()
    await people.more(20)
    process.kill(serversOf(served.server.pid)[0]!, 'SIGKILL')
    const well = await people.untilWell()
    await expect.poll(() => serversOf(served.server.pid).length).toBe(2)
    await people.more(20)
    await expectKept(
      info,
      'a server process is killed',
      { ...(await people.stop()), well },
      { all: /^cut off: ECONNRESET$/ },
    )
  },
)

test(
  'while the database cannot be reached, people are told so, and all is well when it can',
  {
    tag: ['@R60', '@R87'],
  },
  async ({ served, startPeople }, info) => {
    const people = await startPeople()
    await people.more(20)
    await served.database.cut()
    await people.more(40, /unavailable/)
    await served.database.restore()
    const well = await people.untilWell()
    await people.more(20)
    await expectKept(
      info,
      'the database is cut off',
      { ...(await people.stop()), well },
      { all: /^(503|says) unavailable$/ },
    )
  },
)

test(
  'while a provider hangs, nobody else notices, and whoever signs in is told so',
  {
    tag: ['@R79', '@R80'],
  },
  async ({ served: _running, google, startPeople }, info) => {
    const people = await startPeople()
    await people.more(20)
    await google.failNext('token', { hang: true, times: 1_000 })
    await people.more(2, 'says provider_unavailable')
    await google.clearFaults()
    const well = await people.untilWell()
    await expectKept(
      info,
      'a provider hangs',
      { ...(await people.stop()), well },
      { 'sign in': /^says provider_unavailable$/ },
    )
  },
)
