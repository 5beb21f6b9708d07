import { expect, test } from '@playwright/test'
import { describeStep, describeSuite } from '#scripts/test/lines'
import { addTotals, countTests, describeTotals, parseTotals } from '#scripts/test/totals'

test('the last line of a run says how many passed and failed', () => {
  expect(describeTotals({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(describeTotals({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
})

test('a test that passed only at a second try counts as failed', () => {
  expect(countTests(['expected', 'flaky', 'unexpected', 'skipped'])).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
  })
})

test('the parts of a run add up', () => {
  const parts = [
    { passed: 3, failed: 0, skipped: 0 },
    { passed: 1, failed: 2, skipped: 4 },
  ]
  expect(addTotals(parts)).toEqual({ passed: 4, failed: 2, skipped: 4 })
})

for (const left of [null, '', '{"passed":3', '{"passed":3}']) {
  test(`a runner that left ${left === null ? 'nothing' : `"${left}"`} behind counts as a failure`, () => {
    expect(parseTotals(left)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
}

test('every step and folder of tests is one line, and the lines are a table', () => {
  const lines = [
    describeStep('types', 'passed', 2_345),
    describeSuite('integration', { passed: 281, failed: 1, skipped: 0 }, 92_000),
  ]
  expect(lines[0]).toMatch(/^types {8}passed +2\.3 s$/)
  expect(lines[1]).toMatch(/^integration {2}281 passed, 1 failed +92\.0 s$/)
  expect(lines[0]).toHaveLength(lines[1]?.length ?? 0)
})
