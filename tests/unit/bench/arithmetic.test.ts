import { expect, test } from '@playwright/test'
import { compareSeries, median, quantile, ratioOf, type Series, typical } from '#bench/arithmetic'

test('the median is the middle one, or the mean of the two in the middle, in whatever order they come', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 2, 4, 1])).toBe(3)
  expect(median([7])).toBe(7)
  expect(median([])).toBeNaN()
})

test('a quantile is one of the values, by its rank', () => {
  const sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect([0, 0.05, 0.5, 0.51, 0.95, 1].map((share) => quantile(sorted, share))).toEqual([1, 1, 5, 6, 10, 10])
  expect(quantile([], 0.5)).toBeNaN()
})

test('rounds without a value count for nothing', () => {
  expect(typical([null, 4, null, 2])).toBe(3)
  expect(typical([null, null])).toBeNull()
  expect(typical([])).toBeNull()
})

test('a ratio is the median of the ratios within rounds: a round in which everything was slow changes nothing', () => {
  // The second round was ten times slower for both; the ratio of the medians would be 1.2.
  expect(ratioOf([4, 50, 12], [2, 20, 10])).toEqual({ median: 2, least: 1.2, most: 2.5 })
  expect(ratioOf([2, 20, 2], [1, 10, 1])).toEqual({ median: 2, least: 2, most: 2 })
})

test('a ratio is of the rounds that both were in, and there is none without such a round', () => {
  expect(ratioOf([null, 6, 3], [2, 3, null])).toEqual({ median: 2, least: 2, most: 2 })
  expect(ratioOf([1, null], [null, 1])).toBeNull()
  expect(ratioOf([1], [])).toBeNull()
  expect(ratioOf([1, 4], [0, 2])?.median).toBe(2)
})

const cpu = (values: Series['values']): Series => ({
  ...{ measure: 'api-me', quantity: 'cpu', unit: 'ms', better: 'less', floor: 'bare' },
  values,
})

test('two runs are compared by the ratio to the floor of each, whatever the machine did', () => {
  const before = cpu({ bare: [1, 1, 1], app: [2, 2.1, 2.2] })
  // Twice as slow all over, and yet better: 1.5 of the floor in place of 2.1.
  const after = cpu({ bare: [2, 2, 2], app: [3, 3.1, 2.9] })
  const changes = compareSeries([before], [after])
  expect(changes.find(({ entry }) => entry === 'app')).toMatchObject({
    ...{ before: 2.1, after: 3, ratioBefore: 2.1, ratioAfter: 1.5, verdict: 'better' },
  })
  expect(changes.find(({ entry }) => entry === 'bare')).toMatchObject({ change: 2, verdict: 'same' })
  expect(compareSeries([after], [before]).find(({ entry }) => entry === 'app')?.verdict).toBe('worse')
})

test('runs whose rounds overlap are the same', () => {
  const before = cpu({ bare: [1, 1, 1], app: [2, 2.1, 2.4] })
  const after = cpu({ bare: [1, 1, 1], app: [2.3, 2.5, 2.6] })
  expect(compareSeries([before], [after]).map(({ verdict }) => verdict)).toEqual(['same', 'same'])
})

test('more requests a second are better, fewer are worse', () => {
  const rate = (app: number[]): Series => ({
    ...cpu({ bare: [1000, 1000], app }),
    ...{ quantity: 'rate', unit: '1/s', better: 'more' },
  })
  expect(compareSeries([rate([300, 310])], [rate([400, 390])])[1]?.verdict).toBe('better')
  expect(compareSeries([rate([400, 390])], [rate([300, 310])])[1]?.verdict).toBe('worse')
})

test('what is counted is compared by the numbers themselves, whatever became of the floor', () => {
  const count = (app: number[]): Series => ({
    ...cpu({ app, peer: app.map((value) => value / 2) }),
    ...{ measure: 'statements sign-in', unit: '', floor: 'peer' },
  })
  expect(compareSeries([count([22])], [count([8])])[0]).toMatchObject({
    ...{ before: 22, after: 8, ratioBefore: null, ratioAfter: null, verdict: 'better' },
  })
  expect(compareSeries([count([8])], [count([8])])[0]).toMatchObject({ change: 1, verdict: 'same' })
})

test('what only one of the runs has measured is left out', () => {
  const before = cpu({ bare: [1], peer: [3] })
  const after = cpu({ bare: [1], app: [2], peer: [null] })
  expect(compareSeries([before], [after]).map(({ entry }) => entry)).toEqual(['bare'])
  expect(compareSeries([], [after])).toEqual([])
})
