import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const FOLDERS = ['app', 'bench', 'components', 'docs', 'lib', 'scripts', 'server', 'tests']
const SELF = 'tests/unit/vocabulary.test.ts'
const NOT_OURS = /^(lib\/db\/generated|docs\/decisions|docs\/screenshots)\//

/** Words that only this project had, and what the field says. They may stand nowhere, not even in a comment. */
const WORDS: [word: RegExp, field: string][] = [
  [/journey/i, 'authorization request, callback'],
  [/signInAttempt(?!s_)/i, 'attempt'],
  [/\bcrew\b/i, 'supervisor'],
  [/\bstrays\b/i, 'orphans'],
  [/\bsuffer/i, 'applyFault'],
  [/\bresidents?\b/i, 'seed people'],
  [/\bledger\b/i, 'log'],
  [
    /dressProvider|keepBooks|governHead|stopWhenTold|tellParent|\bhider\b|wayOn|markDead|likelyCause|coolDown|coolingMs/,
    'a name that says what it does',
  ],
  [/\bcauseWords\b|\b\w+-words\.ts|\b(event|notice|permission|sort|feature)Words\b/, 'messages'],
  [/\bdead(At|Cause)\b|\bDeathCause\b/, 'endedAt, endReason'],
]

/** Names that are plain words elsewhere: nothing may be called so. */
const NAMES =
  /\b(?:const|let|function|class|type|interface)\s+(Flow|Journey|Outcome|Life|Sight|Circumstances|Death|WORDS|PATIENCE_MS|AGAIN_MS|world|ledger|told|tell|kept|keep|begun|about|judge|hear|plan|strays|crew)\b/

type File = { path: string; text: string }

const files: File[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
)
  .concat('README.md', 'CONTRIBUTING.md')
  .filter((path) => /\.(ts|tsx|md|css|mjs)$/.test(path) && path !== SELF && !NOT_OURS.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))

function findWords({ path, text }: File): string[] {
  return WORDS.filter(([word]) => word.test(text)).map(([word, field]) => `${path}: ${word} (say: ${field})`)
}

function findNames({ path, text }: File): string[] {
  if (!/\.tsx?$/.test(path)) return []
  const [, name] = NAMES.exec(text) ?? []
  return name ? [`${path}: ${name} is a name that says nothing`] : []
}

test('everything is said in the words of the field', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.flatMap(findWords)).toEqual([])
})

test('no name says nothing, or something else than in the field', () => {
  expect(files.flatMap(findNames)).toEqual([])
})

test('a word that only we had is found, also in a comment', () => {
  const text = '/** A journey to Google. */\nconst told = 1\n'
  expect(findWords({ path: 'lib/a.ts', text })).toHaveLength(1)
  expect(findNames({ path: 'lib/a.ts', text })).toHaveLength(1)
})

test('a word of our own that is used is explained in the glossary of the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const glossary = readme.slice(readme.indexOf('## Glossary'))
  const words = [...glossary.matchAll(/^\| \*\*([\w-]+)\*\* \|/gm)].map(([, word]) => word)
  expect(words).toEqual(words.toSorted())
  expect(words.length).toBeGreaterThan(0)
  expect(words.length).toBeLessThanOrEqual(8)
})
