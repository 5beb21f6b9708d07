import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LINK = /\]\((?!\w+:|#)([^)#\s]+)/g

/** A path from the root between backticks. One that the reader is to make is followed by "(new)". */
const PATH = /`((?:app|bench|components|docs|lib|prisma|public|scripts|server|tests)\/[^`\s]+)`(?! \(new\))/g

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

const SOURCES = ['app', 'bench', 'components', 'lib', 'prisma', 'scripts', 'server', 'tests', '.github']
const NOT_OURS =
  /^(lib\/db\/generated|prisma\/migrations|tests\/unit\/(documents|scripts\/changed)\.test\.ts)/

/** A comment of TypeScript, CSS and the schema; or of a shell, a workflow and `.env.example`. */
const COMMENTS: [files: RegExp, comment: RegExp][] = [
  [/\.(tsx?|css|prisma)$/, /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/.*$/gm],
  [/\.(ya?ml|sh|example)$|Dockerfile$/, /#.*$/gm],
]

/** A file in a comment, by its path or the end of it. */
const FILE = /(?<![\w/.@-])(?:(?:\(\w+\)|[\w[\].-]+)\/)*[\w[\]-][\w.[\]-]*\.(?:tsx?|md|prisma|css|mjs)\b/g
const THEIRS = /node_modules|^(Next|Node|Auth|Koa|Pilcrow)\.|^(next|node|jose|pg-boss|@auth|oidc-provider)\//

const inTree = SOURCES.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
).concat(documents, readdirSync(ROOT))
const sources = inTree.filter((path) => COMMENTS.some(([files]) => files.test(path)) && !NOT_OURS.test(path))

/** The files that comments name and that are not there. */
function findGone(path: string, text: string): string[] {
  const [, comment] = COMMENTS.find(([files]) => files.test(path)) ?? []
  const said = [...text.matchAll(comment ?? /$^/g)].map(([found]) => found.replaceAll(/https?:\S+/g, ''))
  const named = said.flatMap((found) => [...found.matchAll(FILE)].map(([name]) => name))
  const isThere = (end: string) => inTree.some((file) => `/${file}`.endsWith(`/${end}`))
  return named.filter((name) => !THEIRS.test(name) && !isThere(name.replace(/^(\.\.?\/)+/, '')))
}

test('every file that a comment names is there', () => {
  expect(sources.length).toBeGreaterThan(300)
  const gone = sources.flatMap((path) =>
    findGone(path, readFileSync(join(ROOT, path), 'utf8')).map((name) => `${path} names ${name}`),
  )
  expect(gone).toEqual([])
})

test('a comment that names what is gone is found, wherever comments can stand', () => {
  const here =
    'see lib/env.ts, `env.ts`, (../env.ts), app/(account)/actions.ts and next/dist/server/config.ts'
  for (const [path, text] of [
    ['lib/a.ts', `/** ${here}, and lib/gone.ts */\nconst path = 'lib/string.ts'`],
    ['lib/a.ts', `const a = 1 // ${here}, and lib/gone.ts`],
    ['prisma/schema.prisma', 'model A {\n  /// One of lib/env.ts, lib/gone.ts.\n  // and lib/env.ts\n}'],
    ['.env.example', '# lib/env.ts reads it, lib/gone.ts did\nA=1'],
  ] as const)
    expect(findGone(path, text)).toEqual(['lib/gone.ts'])
})

test('a document that names what is gone is found', () => {
  const text =
    'See [this](gone.md) and `lib/gone.ts`; `lib/mine/list.ts` (new) is yours, and `lib/env.ts` is there.'
  expect(findMissing('docs/a.md', text)).toEqual(['docs/gone.md', 'lib/gone.ts'])
})

/** The only order in which no process meets a token under a key that it lacks: key-rotation.test.ts goes through it. */
const KEY_CHANGE =
  /add (it|a new (key|one)) \**behind\** the first,? and deploy everywhere.*move it to the front,? and deploy everywhere.*keys:rotate.*take the old key out when/i

/** Whether a text says how a key is changed, and whether it says so in that order. */
function readKeyChange(text: string): 'nothing' | 'right' | 'wrong' {
  const line = text.replaceAll(/\s*\n(# )?\s*/g, ' ')
  if (!/keys:rotate/.test(line) || !/\bfront\b/.test(line)) return 'nothing'
  return KEY_CHANGE.test(line) ? 'right' : 'wrong'
}

test('every document that says how a key is changed says so in the same order', { tag: '@R62' }, () => {
  const said = ['.env.example', ...documents]
    .filter((document) => !RECORD.test(document))
    .map((document) => [document, readKeyChange(readFileSync(join(ROOT, document), 'utf8'))] as const)
    .filter(([, order]) => order !== 'nothing')
  expect(Object.fromEntries(said)).toEqual({
    '.env.example': 'right',
    'docs/production.md': 'right',
    'docs/tokens.md': 'right',
  })
})

test('a document that puts a new key in front at once is found', { tag: '@R62' }, () => {
  const text =
    'Put it in front, keep the others, deploy, run `npm run keys:rotate`, and take the old key out when it is empty.'
  expect(readKeyChange(text)).toBe('wrong')
})
