import { styleText } from 'node:util'
import type { Result, Verdict } from '#lib/doctor/check'
import { wrapWords } from './words.ts'

type Style = Parameters<typeof styleText>[0]

/** A symbol and a word: neither colour nor shape alone says it. */
const MARKS = {
  ok: { symbol: '✓', word: 'ok', words: 'ok', colour: 'green' },
  warning: { symbol: '!', word: 'warning', words: 'warnings', colour: 'yellow' },
  failure: { symbol: '✗', word: 'failure', words: 'failures', colour: 'red' },
  skipped: { symbol: '–', word: 'skipped', words: 'skipped', colour: 'gray' },
} as const satisfies Record<Verdict, { symbol: string; word: string; words: string; colour: Style }>

const VERDICTS = ['ok', 'warning', 'failure', 'skipped'] as const
const WORD_WIDTH = 7
const WIDEST = 120

/**
 * What a person reads: the checks by group, then the sum. In colour where the terminal has any and NO_COLOR is not
 * set.
 */
export function printReport(results: Result[], out: NodeJS.WriteStream = process.stdout): void {
  const titleWidth = Math.max(...results.map(({ title }) => title.length))
  const paint = (style: Style, text: string) => styleText(style, text, { stream: out })
  for (const [group, members] of Map.groupBy(results, (result) => result.group)) {
    out.write(`\n${paint('bold', group)}\n`)
    for (const { verdict, id, title, seen, advice } of members) {
      const { symbol, word, colour } = MARKS[verdict]
      const head = `  ${paint(colour, `${symbol} ${word.padEnd(WORD_WIDTH)}`)}  ${title.padEnd(titleWidth)}  `
      const indent = WORD_WIDTH + titleWidth + 8
      const width = Math.min(out.columns ?? WIDEST, WIDEST) - indent
      const lines = [
        ...seen.split('\n').flatMap((line) => wrapWords(line, width)),
        ...(advice ? wrapWords(`→ ${advice} (${id})`, width).map((line) => paint('dim', line)) : []),
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

function summarise(results: Result[]): string {
  const counts = countVerdicts(results)
  const parts = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => {
    const { word, words } = MARKS[verdict]
    return `${counts[verdict]} ${counts[verdict] === 1 ? word : words}`
  })
  return `${results.length} checks: ${parts.join(', ')}. docs/doctor.md explains each.`
}
