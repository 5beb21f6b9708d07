import { expect, test } from '@playwright/test'
import type { Series } from '#bench/arithmetic'
import { holdAgainstGoals } from '#bench/goals'
import { writeNumber } from '#bench/table'

const series = (measure: string, quantity: string, values: Series['values']): Series => ({
  ...{ measure, quantity, unit: 'ms', better: 'less', floor: 'bare', values },
})

test('a goal is held against the ratio within rounds, a difference, or the number itself', () => {
  const reached = holdAgainstGoals([
    series('api-me', 'cpu', { bare: [1, 10, 1], app: [1.1, 12, 1.3] }),
    series('javascript /sign-in', 'size', { bare: [100, null], app: [102, null] }),
    series('statements sign-in', 'statements', { app: [8] }),
    series('dashboard', 'rate', { app: [100], 'app-scale': [94] }),
  ])
  expect(reached.map(({ value, limit, met }) => [value, limit, met])).toEqual([
    [1.2, '≤ 1.2', true],
    [8, '≤ 8', true],
    [2, '≤ 0', false],
    [0.94, '≥ 0.95', false],
  ])
})

test('what was not measured has no goal', () => {
  expect(holdAgainstGoals([])).toEqual([])
  expect(holdAgainstGoals([series('api-me', 'cpu', { app: [1] })])).toEqual([])
})

test('numbers have the digits that count', () => {
  expect([0.0123, 0.5, 1.949, 12.34, 123.4, 2587.4, 0].map(writeNumber)).toEqual([
    '0.012',
    '0.5',
    '1.9',
    '12.3',
    '123',
    '2,587',
    '0',
  ])
})
