import { setTimeout as sleep } from 'node:timers/promises'
import type { Endpoint } from '#scripts/sandbox/endpoints'
import { expectKept, test } from '#tests/support/served'

const ENDPOINTS: Endpoint[] = ['token', 'jwks', 'discovery']
const TOLD = /^says provider_unavailable$/

const faults = [
  { fault: 'the provider refuses connections for 10 s', seconds: 10, how: { cut: true }, told: TOLD },
  { fault: 'the provider answers 503 for 10 s', seconds: 10, how: { status: 503 }, told: TOLD },
  { fault: 'the provider takes 2 s for each answer, for 10 s', seconds: 10, how: { delayMs: 2_000 } },
  { fault: 'the provider hangs for a minute', seconds: 60, how: { hang: true }, told: TOLD },
]

for (const { fault, seconds, how, told } of faults) {
  test(fault, { tag: ['@R79', '@R80'] }, async ({ served: _running, google, startPeople }, info) => {
    const people = await startPeople()
    await people.more(50)
    for (const endpoint of ENDPOINTS) await google.failNext(endpoint, { ...how, times: 100_000 })
    await sleep(seconds * 1000)
    await google.clearFaults()
    const well = await people.untilWell()
    await people.more(50)
    await expectKept(info, fault, { ...(await people.stop()), well }, told ? { 'sign in': told } : {})
  })
}
