import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import type { Found } from '#tests/support/served'
import { DONE } from '#tests/support/steady-load'

type Row = Found & { fault: string; passed: boolean }

const FOLDER = '.data/faults'

/** Prints what came of each fault as a table in Markdown, and leaves all of it as JSON in `.data/faults`. */
export default class FaultReporter implements Reporter {
  #rows: Row[] = []

  onTestEnd(_test: TestCase, { attachments, status }: TestResult): void {
    for (const { name, body } of attachments)
      if (name === 'fault' && body)
        this.#rows.push({ ...JSON.parse(body.toString()), passed: status === 'passed' })
  }

  onEnd(): void {
    if (this.#rows.length === 0) return
    mkdirSync(FOLDER, { recursive: true })
    const file = join(FOLDER, `${new Date().toISOString().replaceAll(':', '-')}.json`)
    writeFileSync(file, `${JSON.stringify(this.#rows, null, 2)}\n`)
    console.log(`\n${this.#rows.map(describe).reduce((all, line) => `${all}\n${line}`, HEAD)}\n\n${file}`)
  }

  printsToStdio(): boolean {
    return false
  }
}

const HEAD = `| Fault | Asked for | Done | Refused, or cut off | Lost | Longest answer, s | Well after, s |
|---|--:|--:|---|--:|--:|--:|`

function describe({ fault, answers, longestMs, lost, well, passed }: Row): string {
  const counts = new Map<string, number>()
  for (const [came, count] of Object.values(answers).flatMap((one) => Object.entries(one)))
    counts.set(came, (counts.get(came) ?? 0) + count)
  const done = counts.get(DONE) ?? 0
  const sent = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const others = [...counts].filter(([came]) => came !== DONE).map(([came, count]) => `${count} × ${came}`)
  const cells = [
    passed ? fault : `**failed:** ${fault}`,
    ...[sent, done, others.join(', '), lost.length, seconds(longestMs), well ? seconds(well.ms) : ''],
  ]
  return `| ${cells.join(' | ')} |`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
