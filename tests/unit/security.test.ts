import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Requirements are numbered from 1, without a gap. */
const LAST = 118

type Row = { number: number; must: string; how: string; proof: string }

const ROW = /^\| R(\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm

function readRows(text: string): Row[] {
  return [...text.matchAll(ROW)].map(([, number, must = '', how = '', proof = '']) => ({
    number: Number(number),
    must,
    how,
    proof,
  }))
}

/** The numbers that tests are tagged with. */
function readTags(texts: string[]): Set<number> {
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/['"]@R(\d+)['"]/g)].map(([, number]) => Number(number))),
  )
}

/** What nobody could check: a row that is missing or says nothing, one without a test, a test without a row. */
function findGaps(rows: Row[], tags: Set<number>, last: number): string[] {
  const numbers = rows.map(({ number }) => number)
  const expected = Array.from({ length: last }, (_, index) => index + 1)
  const rowless = [...expected, ...tags].filter((number) => !numbers.includes(number))
  return [
    ...[...new Set(rowless)].map((number) => `R${number} has no row`),
    ...numbers
      .filter((number, index) => numbers[index - 1] !== undefined && number !== numbers[index - 1]! + 1)
      .map((number) => `R${number} is out of order`),
    ...rows.flatMap(({ number, must, how, proof }) => {
      const argued = /^None: (\S+ ){5,}/.test(proof)
      const gaps = []
      if (must.split(' ').length < 5) gaps.push(`R${number} says nothing`)
      if (!argued && !/`[\w.-]/.test(how)) gaps.push(`R${number} names nothing that holds it`)
      if (!argued && proof !== `\`@R${number}\``) gaps.push(`R${number} names no test`)
      if (!argued && !tags.has(number)) gaps.push(`R${number} has no test`)
      return [...gaps, ...findGone(how).map((path) => `R${number} names ${path}, which is not there`)]
    }),
  ]
}

/** A file or a folder between backticks, from the root. */
const PATH = /`([\w.@()[\]-]*(?:\/[\w.@()[\]/-]*|\.(?:ts|tsx|json|md)))`/g

function findGone(text: string): string[] {
  const paths = [...text.matchAll(PATH)].map(([, path = '']) => path)
  return paths.filter((path) => !existsSync(join(ROOT, path)))
}

const tests = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== 'unit/security.test.ts')
  .map((path) => readFileSync(join(ROOT, 'tests', path), 'utf8'))

test('every requirement of docs/security.md has a row, code and a test, and every tag a row', () => {
  const rows = readRows(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'))
  expect(findGaps(rows, readTags(tests), LAST)).toEqual([])
})

test('a requirement without a test, a tag without a row, and a file that is not there are found', () => {
  const text = `| | What must hold | How | Tests |
|---|---|---|---|
| R1 | This has to hold for everybody. | \`lib/env.ts\`, \`package.json\`, \`lib/gone.ts\` and \`gone.json\` hold it by \`SameSite\` | \`@R1\` |
| R3 | This does not apply here at all. | – | None: there is nothing of that kind in this application. |
| R4 | Too short. | by hand | \`@R5\` |`
  expect(findGaps(readRows(text), readTags([`test('a', { tag: ['@R1', "@R7"] }`]), 4).sort()).toEqual([
    'R1 names gone.json, which is not there',
    'R1 names lib/gone.ts, which is not there',
    'R2 has no row',
    'R3 is out of order',
    'R4 has no test',
    'R4 names no test',
    'R4 names nothing that holds it',
    'R4 says nothing',
    'R7 has no row',
  ])
})
