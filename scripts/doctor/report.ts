import { styleText } from 'node:util'
import type { Result, Verdict } from '#lib/doctor/check'

type Style = Parameters<typeof styleText>[0]

/** A symbol and a name: neither colour nor shape alone says it. */
const MARKS = {
  ok: { symbol: '✓', singular: 'ok', plural: 'ok', colour: 'green' },
  warning: { symbol: '!', singular: 'warning', plural: 'warnings', colour: 'yellow' },
  failure: { symbol: '✗', singular: 'failure', plural: 'failures', colour: 'red' },
  skipped: { symbol: '–', singular: 'skipped', plural: 'skipped', colour: 'gray' },
} as const satisfies Record<Verdict, { symbol: string; singular: string; plural: string; colour: Style }>

const VERDICTS = ['ok', 'warning', 'failure', 'skipped'] as const
const VERDICT_WIDTH = 7
const WIDEST = 120

/**
 * What a person reads: what was examined, the checks by group, then the sum. In colour where the terminal has any and NO_COLOR is not
 * set.
 */
export function printReport(
  examined: string,
  results: Result[],
  out: NodeJS.WriteStream = process.stdout,
): void {
  const titleWidth = Math.max(...results.map(({ title }) => title.length))
  const paint = (style: Style, text: string) => styleText(style, text, { stream: out })
  out.write(`Examined: ${examined}\n`)
  for (const [group, members] of Map.groupBy(results, (result) => result.group)) {
    out.write(`\n${paint('bold', group)}\n`)
    for (const { verdict, id, title, seen, advice } of members) {
      const { symbol, singular, colour } = MARKS[verdict]
      const head = `  ${paint(colour, `${symbol} ${singular.padEnd(VERDICT_WIDTH)}`)}  ${title.padEnd(titleWidth)}  `
      const indent = VERDICT_WIDTH + titleWidth + 8
      const width = Math.min(out.columns ?? WIDEST, WIDEST) - indent
      const lines = [
        ...seen.split('\n').flatMap((line) => wrapText(line, width)),
        ...(advice ? wrapText(`→ ${advice} (${id})`, width).map((line) => paint('dim', line)) : []),
      ]
      out.write(`${head}${lines.join(`\n${' '.repeat(indent)}`)}\n`)
    }
  }
  out.write(`\n${summarise(results)}\n`)
}

/** How many results have each verdict. */
export function countVerdicts(results: Result[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return { ok: count('ok'), warning: count('warning'), failure: count('failure'), skipped: count('skipped') }
}

/** Breaks a text into lines of at most `width` characters, between words. A longer word keeps a line of its own. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

function summarise(results: Result[]): string {
  const counts = countVerdicts(results)
  const parts = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => {
    const { singular, plural } = MARKS[verdict]
    return `${counts[verdict]} ${counts[verdict] === 1 ? singular : plural}`
  })
  return `${results.length} checks: ${parts.join(', ')}. docs/doctor.md explains each.`
}
