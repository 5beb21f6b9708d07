import { execFileSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { freePort } from '#tests/support/processes'

/** As many as a run of all suites needs. */
const MANY = 500

const TAKE_AS_MANY = `
  import { freePort } from '#tests/support/processes'
  const ports = []
  while (ports.length < ${MANY}) ports.push(await freePort())
  console.log(JSON.stringify(ports))`

test('no port is given out twice, also by a suite that runs beside, which ends as if it held none', async () => {
  const ours: number[] = []
  while (ours.length < MANY) ours.push(await freePort())
  const theirs = execFileSync(process.execPath, ['--input-type=module', '-e', TAKE_AS_MANY], {
    timeout: 60_000,
  })
  const all = [...ours, ...JSON.parse(String(theirs))]
  expect(new Set(all).size).toBe(2 * MANY)
})
