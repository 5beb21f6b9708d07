import { execFileSync } from 'node:child_process'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importsOf, layerOf, readSources, type Sources, withoutComments } from './sources.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** They import nearly everything, so what comes through them says nothing about a test; the fixtures that it uses do. */
const HUBS = ['tests/support/test.ts', 'tests/support/worker.ts']
/** Fixtures of their own, for a built application whose providers lie. */
const LYING_STACK = 'tests/support/lying-stack.ts'
/** Whatever is built and has no test of its subject is seen by these: a sign-in, and every page by axe. */
const USUAL = ['tests/e2e/sign-in.test.ts', 'tests/e2e/accessibility.test.ts']
const MANY = 12

const TEST = /^tests\/(unit|integration|hostile|e2e)\/.*\.test\.ts$/

/** What every test stands on without importing it: the packages, the tables, and how anything is built or run. */
const FOUNDATION =
  /^(prisma\/|(package|package-lock|tsconfig)\.json$|(next\.config|instrumentation)\.ts$|tests\/(playwright\.config|support\/global-setup)\.ts$)/

/** Cases of a test of the hostile suite, each a file, which it loads by itself. */
const CASE = /^(tests\/hostile\/provider)\/[\w-]+\/[\w-]+\.ts$/

/** Such a unit test reads files of the tree, documents for one, instead of importing them. It takes a moment. */
const READS_FILES = /\b(readFileSync|readdirSync|readFile|readSources)\(/

/** A script that is started, not imported. */
const STARTED = /['"`]([\w./-]+\.tsx?)['"`]/g

/** Words that say where a file is, not what it is about. */
const NO_SUBJECT = new Set([
  'tests',
  'e2e',
  'hostile',
  'test',
  'app',
  'components',
  'lib',
  'page',
  'route',
  'actions',
  'view',
  'start',
  'api',
  'layout',
])

/**
 * What git sees as changed since the branch left `since`; left out, since the last commit, or in the last one when
 * nothing is. An error says that git does not know.
 */
export function listChanged(since?: string): string[] {
  const untracked = git('ls-files', '--others', '--exclude-standard')
  const changed = [
    ...git('diff', '--name-only', ...(since ? ['--merge-base', since] : ['HEAD'])),
    ...untracked,
  ]
  return changed.length > 0 || since ? changed : git('diff', '--name-only', 'HEAD~1', 'HEAD')
}

function git(...args: string[]): string[] {
  try {
    const output = execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return output.split('\n').filter(Boolean)
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : ''
    throw new Error(`git does not say what has changed: ${said || 'it could not be run'}`, { cause })
  }
}

/** The first of the changed files that every test stands on, so that all of them have to run. */
export function findFoundation(changed: string[]): string | undefined {
  return changed.find((path) => FOUNDATION.test(path))
}

/** Whether a file goes into the build. */
export function isBuilt(path: string): boolean {
  return /^(app|components|lib|public|prisma)\/|^(next\.config|instrumentation|package-lock)\b/.test(path)
}

/** Whether people meet what a file does, on the pages or in front of them. */
function isServed(path: string): boolean {
  return isBuilt(path) || layerOf(path) === 'server'
}

/** Whether a file of tests runs the built application: as a browser, by a fixture that starts it, or by itself. */
export function needsBuild(path: string, sources = readSources(ROOT)): boolean {
  const source = sources.get(path) ?? ''
  if (/^tests\/(e2e|unit)\//.test(path)) return path.startsWith('tests/e2e/')
  const lied = importsOf(path, sources).some(({ target }) => target === LYING_STACK)
  return lied || /\bBUILD_ID\b|\.next\/standalone/.test(source) || listFixtures(path, sources).has('stack')
}

/** The files of tests of a checkout. */
export function listTests(sources: Sources = readSources(ROOT)): string[] {
  return [...sources.keys()].filter((path) => TEST.test(path))
}

/**
 * The files of tests that changed files may break: those that import or start them, by whatever way; for what is built,
 * those that are named after the same subject as it or as a page that it is part of; and those that read files.
 */
export function findAffected(changed: string[], sources: Sources = readSources(ROOT)): string[] {
  const tests = listTests(sources)
  const importers = reverse(sources, tests)
  const found = new Set(changed.length > 0 ? tests.filter((path) => readsFiles(path, sources)) : [])
  for (const path of changed) {
    const table = CASE.exec(path)?.[1]
    if (table) found.add(`${table}.test.ts`)
    const above = reach(path, importers)
    for (const test of tests) if (above.has(test)) found.add(test)
    if (!isServed(path)) continue
    const pages = [...above].filter((one) => layerOf(one) === 'app')
    const own = named(tests, subjectsOf(path))
    const ofPages = pages.length < MANY ? named(tests, pages.flatMap(subjectsOf)) : []
    const seen =
      own.length + ofPages.length > 0
        ? [...own, ...ofPages]
        : pages.length > 0 || layerOf(path) === 'server'
          ? USUAL
          : []
    for (const test of seen) found.add(test)
  }
  return [...found].sort()
}

function readsFiles(path: string, sources: Sources): boolean {
  return path.startsWith('tests/unit/') && READS_FILES.test(sources.get(path) ?? '')
}

/** Who imports or starts each file, or has it started by a fixture. */
function reverse(sources: Sources, tests: string[]): Map<string, string[]> {
  const importers = new Map<string, string[]>()
  const add = (target: string, path: string) =>
    importers.set(target, [...(importers.get(target) ?? []), path])
  for (const path of sources.keys()) {
    for (const { target } of importsOf(path, sources)) if (target !== null) add(target, path)
    for (const target of startedBy(path, sources.get(path) ?? '', sources)) add(target, path)
  }
  for (const path of tests) {
    const used = listFixtures(path, sources)
    for (const { name, source } of definitions(sources))
      if (used.has(name)) for (const target of startedBy(HUBS[0] ?? '', source, sources)) add(target, path)
  }
  return importers
}

/** The scripts that a text names, from the root or from where it is. */
function startedBy(path: string, text: string, sources: Sources): string[] {
  return [...withoutComments(text).matchAll(STARTED)].flatMap(([, name = '']) =>
    [posix.normalize(name), posix.join(posix.dirname(path), name)].filter((target) => sources.has(target)),
  )
}

type Fixture = { name: string; needs: string[]; source: string }

/** The fixtures of the hubs, and what each asks for. */
function definitions(sources: Sources): Fixture[] {
  return HUBS.flatMap((hub) => {
    const parts = (sources.get(hub) ?? '').split(/^ {2}(?=\w+: )/m).slice(1)
    return parts.map((source) => ({
      name: /^\w+/.exec(source)?.[0] ?? '',
      needs: parametersOf(source),
      source,
    }))
  })
}

/** Every fixture of the hubs that a file of tests uses, also those that only its fixtures ask for. */
function listFixtures(path: string, sources: Sources): ReadonlySet<string> {
  if (!importsOf(path, sources).some(({ target }) => HUBS.includes(target ?? ''))) return new Set()
  const used = new Set(parametersOf(sources.get(path) ?? ''))
  // Playwright's own, which makes it of ours.
  if (used.has('page')) used.add('context')
  const all = definitions(sources)
  for (const name of used)
    for (const fixture of all) if (fixture.name === name) for (const need of fixture.needs) used.add(need)
  return used
}

/** The names in `({ page, stack: other }, use) =>`. */
function parametersOf(source: string): string[] {
  const lists = [...source.matchAll(/\(\s*\{([^{}()]*)\}\s*(?:,\s*\w+\s*)?\)\s*=>/g)]
  return lists.flatMap(([, list = '']) => list.split(',').map((part) => part.split(':')[0]?.trim() ?? ''))
}

/** A file and everything that imports it, directly or through others. */
function reach(path: string, importers: Map<string, string[]>): Set<string> {
  const seen = new Set([path])
  for (const one of seen) {
    if (HUBS.includes(one) && !HUBS.includes(path)) continue
    for (const importer of importers.get(one) ?? []) seen.add(importer)
  }
  return seen
}

/** `app/(account)/sessions/page.tsx` is about sessions; `components/drive/file-table.tsx` about drive, file and table. */
function subjectsOf(path: string): string[] {
  const words = path.replace(/\.\w+$|\(\w+\)/g, '').split(/[^a-zA-Z]+/)
  return words.map((word) => word.toLowerCase()).filter((word) => word.length > 3 && !NO_SUBJECT.has(word))
}

function named(tests: string[], subjects: string[]): string[] {
  return tests.filter(
    (path) =>
      /^tests\/(e2e|hostile)\//.test(path) && subjectsOf(path).some((word) => subjects.includes(word)),
  )
}
