import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LINK = /\]\((?!\w+:|#)([^)#\s]+)/g

/** A path from the root between backticks. One that the reader is to make is followed by "(new)". */
const PATH = /`((?:app|components|docs|lib|prisma|public|scripts|server|tests)\/[^`\s]+)`(?! \(new\))/g

const inDocs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  'scripts/sandbox/README.md',
  'tests/README.md',
]

/** Records of a day, which may name what is gone. */
const RECORD = /^(CHANGELOG\.md|docs\/decisions\/.*)$/

/** What a document names, that is not there. */
function findMissing(document: string, text: string): string[] {
  const links = [...text.matchAll(LINK)].map(([, target = '']) => join(dirname(document), target))
  const paths = RECORD.test(document) ? [] : [...text.matchAll(PATH)].map(([, path = '']) => path)
  const fixed = paths.map((path) => path.replace(/[:#].*$/, '')).filter((path) => !/[<*…]/.test(path))
  return [...links, ...fixed].filter((target) => !existsSync(join(ROOT, target)))
}

for (const document of documents) {
  test(`every file that ${document} links to, shows or names is there`, () => {
    expect(findMissing(document, readFileSync(join(ROOT, document), 'utf8'))).toEqual([])
  })
}

test('a document that names what is gone is found', () => {
  const text =
    'See [this](gone.md) and `lib/gone.ts`; `lib/mine/list.ts` (new) is yours, and `lib/env.ts` is there.'
  expect(findMissing('docs/a.md', text)).toEqual(['docs/gone.md', 'lib/gone.ts'])
})
