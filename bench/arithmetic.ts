/** One number a round, of each entry, for one thing that is measured. */
export type Series = {
  /** `api-me`, and the like. */
  measure: string
  /** `cpu`, and the like. */
  quantity: string
  unit: string
  /** Whether less is better, or more. */
  better: 'less' | 'more'
  /** The entry that the others are held against. */
  floor: string
  /** By entry; null for a round in which there was none. */
  values: Record<string, (number | null)[]>
}

/** Units of what no machine changes: statements and requests, and bytes of scripts. */
const COUNTED = new Set(['', 'kB'])

/** A ratio over rounds: `median` with the smallest and the largest. */
export type Ratio = { median: number; least: number; most: number }

/** The middle one, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[middle], sorted[middle - 1]]
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2
}

/** The value below which that share (0 to 1) of sorted values lies, by the nearest rank; NaN of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The median over rounds; null when no round has a value. */
export function typical(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null)
  return there.length === 0 ? null : median(there)
}

/**
 * The median of the ratios within rounds, not the ratio of medians: what slows a whole round down slows both. Null when
 * they have no round in common.
 */
export function ratioOf(values: readonly (number | null)[], floor: readonly (number | null)[]): Ratio | null {
  const ratios = values.flatMap((value, round) => {
    const other = floor[round]
    return value === null || other === null || other === undefined || other === 0 ? [] : [value / other]
  })
  if (ratios.length === 0) return null
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) }
}

/** How an entry stands in two runs: by its number, and by its ratio to the floor of its own run. */
export type Change = {
  measure: string
  quantity: string
  unit: string
  better: Series['better']
  entry: string
  before: number
  after: number
  /** `after / before`; of a machine that was busier, it says more of that than of the change. */
  change: number
  ratioBefore: number | null
  ratioAfter: number | null
  /**
   * How the ratio to the floor has moved: `worse` or `better` when every round of one run is beyond every round of the
   * other, `same` when they overlap.
   */
  verdict: 'better' | 'worse' | 'same'
}

/** Everything that both runs have measured. */
export function compareSeries(before: readonly Series[], after: readonly Series[]): Change[] {
  return after.flatMap((now) => {
    const then = before.find((one) => one.measure === now.measure && one.quantity === now.quantity)
    if (!then) return []
    return Object.keys(now.values).flatMap((entry) => compareEntry(then, now, entry) ?? [])
  })
}

function compareEntry(then: Series, now: Series, entry: string): Change | null {
  const before = typical(then.values[entry] ?? [])
  const after = typical(now.values[entry] ?? [])
  if (before === null || after === null) return null
  // What is counted is the same on every machine.
  const counted = COUNTED.has(now.unit)
  const ratioBefore = counted ? null : ratioOf(then.values[entry] ?? [], then.values[then.floor] ?? [])
  const ratioAfter = counted ? null : ratioOf(now.values[entry] ?? [], now.values[now.floor] ?? [])
  const { measure, quantity, unit, better } = now
  const change = after === before ? 1 : after / before
  return {
    ...{ measure, quantity, unit, better, entry, before, after, change },
    ratioBefore: ratioBefore?.median ?? null,
    ratioAfter: ratioAfter?.median ?? null,
    verdict: judgeChange(
      ratioBefore ?? spreadOf(then.values[entry] ?? []),
      ratioAfter ?? spreadOf(now.values[entry] ?? []),
      better,
    ),
  }
}

/** Without a floor, the numbers themselves. */
function spreadOf(values: readonly (number | null)[]): Ratio {
  return (
    ratioOf(
      values,
      values.map(() => 1),
    ) ?? { median: Number.NaN, least: Number.NaN, most: Number.NaN }
  )
}

function judgeChange(before: Ratio, after: Ratio, better: Series['better']): Change['verdict'] {
  if (after.most < before.least) return better === 'less' ? 'better' : 'worse'
  if (after.least > before.most) return better === 'less' ? 'worse' : 'better'
  return 'same'
}
