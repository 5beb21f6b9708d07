import { expect, test } from '@playwright/test'
import { backoffSeconds } from '#lib/grants/refresh'
import { createBreaker } from '#lib/http/breaker'
import { retryAfterSeconds } from '#lib/http/fetch'

test('the wait doubles with each failure up to a minute, and half of it is left to chance', {
  tag: '@R71',
}, () => {
  const steps = [1, 2, 3, 4, 5, 6, 7, 8, 50]
  expect(steps.map((failures) => backoffSeconds(failures, 1))).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  expect(steps.map((failures) => backoffSeconds(failures, 0))).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30])
  const spread = new Set(Array.from({ length: 100 }, () => backoffSeconds(3)))
  expect(spread.size).toBeGreaterThan(50)
})

const now = Date.parse('2026-11-25T12:00:00Z')

const waits: [value: string | undefined, seconds: number | null][] = [
  [undefined, null],
  ['', null],
  ['0', 1],
  ['1', 1],
  [' 30 ', 30],
  ['300', 300],
  ['301', 300],
  ['1000000000000', 300],
  ['9'.repeat(400), 300],
  ['-1', null],
  ['1e12', null],
  ['12.5', null],
  ['0x10', null],
  ['x', null],
  ['60, 120', null],
  ['2027', 300],
  ['Wed, 25 Nov 2026 12:00:30 GMT', 30],
  ['Wed, 25 Nov 2026 12:00:00 GMT', 1],
  ['Wed, 25 Nov 2026 11:00:00 GMT', null],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 300],
  ['Wednesday, 25-Nov-26 12:01:00 GMT', 60],
  ['2026-11-25', null],
]

for (const [value, seconds] of waits) {
  test(`Retry-After "${value?.slice(0, 40) ?? 'missing'}" is ${seconds ?? 'no'} seconds`, {
    tag: '@R72',
  }, () => {
    const headers = new Headers(value === undefined ? {} : { 'retry-after': value })
    expect(retryAfterSeconds(headers, now)).toBe(seconds)
  })
}

test('after so many failures in a row only a probe passes, until one succeeds', { tag: '@R73' }, async () => {
  const breaker = createBreaker({ failures: 3, probeEveryMs: 300 })
  for (const succeeded of [false, false, true, false, false]) {
    expect(breaker.mayPass()).toBe(true)
    breaker.note(succeeded)
  }
  expect(breaker.mayPass()).toBe(true)
  breaker.note(false)
  expect(breaker.mayPass()).toBe(false)
  await expect.poll(() => breaker.mayPass(), { intervals: [10] }).toBe(true)
  expect(breaker.mayPass(), 'one probe at a time').toBe(false)
  breaker.note(false)
  expect(breaker.mayPass()).toBe(false)
  await expect.poll(() => breaker.mayPass(), { intervals: [10] }).toBe(true)
  breaker.note(true)
  expect([breaker.mayPass(), breaker.mayPass()]).toEqual([true, true])
})
