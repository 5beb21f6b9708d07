import { setTimeout as sleep } from 'node:timers/promises'
import { expect, expectKept, test } from '#tests/support/served'
import { readProcess, serversOf } from '#tests/support/start'

const MINUTES = Number(process.env.SOAK_MINUTES || 10)
const SAMPLES = 60

// Without a bound V8 puts off collecting for as long as the machine has memory: growth would say nothing. What leaks meets it.
test.use({ settings: { NODE_OPTIONS: '--max-old-space-size=256' } })

/** Of what it has once it is warm: V8 gives back late, and not all. */
const MOST_GROWTH = 1.1

test(`${MINUTES} minutes at full load show flat memory and no error`, async ({
  served,
  startPeople,
}, info) => {
  test.setTimeout((MINUTES + 2) * 60_000)
  const people = await startPeople({ readers: 14, writers: 2, pauseMs: 0 })
  const processes = serversOf(served.server.pid)
  const samples: number[][] = []
  while (samples.length < SAMPLES) {
    await sleep((MINUTES * 60_000) / SAMPLES)
    samples.push(processes.map(residentMegabytes))
  }
  await expectKept(info, `${MINUTES} minutes at full load`, await people.stop())
  expect(serversOf(served.server.pid)).toEqual(processes)
  for (const [index, pid] of processes.entries()) {
    const own = samples.map((sample) => sample[index] ?? 0)
    const [early, late] = [median(own.slice(SAMPLES / 4, SAMPLES / 2)), median(own.slice(-SAMPLES / 4))]
    const perHour = (slopeOf(own.slice(SAMPLES / 2)) * SAMPLES * 60) / MINUTES
    console.log(
      `process ${pid}: ${early} MB, then ${late} MB; ${perHour.toFixed(1)} MB an hour in the second half`,
    )
    expect(late).toBeLessThan(early * MOST_GROWTH)
  }
})

function residentMegabytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readProcess(pid, 'status'))?.[1] ?? 0) / 1024
}

function median(values: number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0)
}

/** By least squares, from one value to the next. */
function slopeOf(values: number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const above = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0)
  return above / values.reduce((sum, _value, at) => sum + (at - middle) ** 2, 0)
}
