import { type Change, ratioOf, type Series, typical } from './arithmetic.ts'
import { entryNames, entryTitles } from './entries.ts'
import { holdAgainstGoals } from './goals.ts'
import type { Result } from './run.ts'

/** What a run has measured: a row for each number, a column for each entry, ratios to the floor of their round in brackets. */
export function writeTable(result: Result): string {
  const columns = entryNames.filter((name) => result.series.some(({ values }) => name in values))
  const rows = result.series.map((series) => [
    nameOf(series),
    ...columns.map((name) => writeCell(series, name)),
  ])
  const head = ['', ...columns.map((name) => entryTitles[name])]
  return [describe(result), '', ...writeRows([head, ...rows]), '', ...writeGoals(result)].join('\n')
}

function writeGoals({ series }: Result): string[] {
  const rows = holdAgainstGoals(series).map(({ title, quantity, value, limit, met }) => [
    title,
    quantity,
    writeNumber(value),
    limit,
    met ? 'met' : 'not met',
  ])
  return rows.length === 0 ? [] : writeRows([['goal', '', 'is', 'is to be', ''], ...rows])
}

/** Two runs beside each other: the numbers, and what each is in ratio to the floor of its own run. */
export function writeComparison(before: Result, after: Result, changes: readonly Change[]): string {
  const rows = changes.map((change) => [
    nameOf(change),
    entryTitles[change.entry as keyof typeof entryTitles] ?? change.entry,
    writeNumber(change.before),
    writeNumber(change.after),
    `× ${writeNumber(change.change)}`,
    change.ratioBefore === null ? '' : writeNumber(change.ratioBefore),
    change.ratioAfter === null ? '' : writeNumber(change.ratioAfter),
    change.verdict === 'same' ? '' : change.verdict,
  ])
  const head = ['', 'entry', 'before', 'after', 'change', 'ratio before', 'ratio after', '']
  return [
    `before: ${describe(before)}`,
    `after:  ${describe(after)}`,
    '',
    ...writeRows([head, ...rows]),
  ].join('\n')
}

function describe({ commit, changed, node, cpus, cpu, rounds, seconds, date }: Result): string {
  const state = changed ? `${commit} with changes` : commit
  return `${state}, ${date.slice(0, 16)}Z, Node ${node}, ${cpus} × ${cpu}, ${rounds} rounds of ${seconds} s`
}

function nameOf({ measure, quantity, unit }: Pick<Series, 'measure' | 'quantity' | 'unit'>): string {
  const name = measure.startsWith(quantity) ? measure : `${measure} ${quantity}`
  return unit ? `${name}, ${unit}` : name
}

function writeCell({ values, floor }: Series, entry: string): string {
  const value = typical(values[entry] ?? [])
  if (value === null) return ''
  const ratio = entry === floor ? null : ratioOf(values[entry] ?? [], values[floor] ?? [])
  return ratio ? `${writeNumber(value)} (${writeNumber(ratio.median)})` : writeNumber(value)
}

/** Three digits that count, and no more than there are. */
export function writeNumber(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB')
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)))
}

/** A table of Markdown whose columns stand below each other. */
function writeRows([head = [], ...rows]: string[][]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), 3),
  )
  const write = (row: string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const line = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [write(head), write(line), ...rows.map(write)]
}
