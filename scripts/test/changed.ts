import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { importsOf, layerOf, readSources, type Sources } from './sources.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** It imports nearly everything, so what comes through it says nothing about a test. */
const HUB = 'tests/support/test.ts'
/** Whatever is built and has no test of its subject is seen by these: a sign-in, and every page by axe. */
const USUAL = ['tests/e2e/sign-in.test.ts', 'tests/e2e/accessibility.test.ts']
const MANY = 12

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

/** What git sees as changed since a commit; left out, since the last one, or in the last one when nothing is. */
export function listChanged(since?: string): string[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
  const untracked = git('ls-files', '--others', '--exclude-standard')
  const changed = [...git('diff', '--name-only', since ?? 'HEAD'), ...untracked]
  return changed.length > 0 || since ? changed : git('diff', '--name-only', 'HEAD~1', 'HEAD')
}

/** Whether a file goes into the build. */
export function isBuilt(path: string): boolean {
  return /^(app|components|lib|public)\/|^(brand|next\.config|instrumentation|package-lock)\b/.test(path)
}

/** Whether people meet what a file does, on the pages or in front of them. */
function isServed(path: string): boolean {
  return isBuilt(path) || layerOf(path) === 'server'
}

/** Whether a file of tests runs the built application, which all do that ask for the `stack` or a page. */
export function needsBuild(path: string, sources = readSources(ROOT)): boolean {
  return /^tests\/e2e\//.test(path) || /\b(stack|ada|BUILD_ID)\b/.test(sources.get(path) ?? '')
}

/**
 * The files of tests that changed files may break: those that import them, by whatever way; and for what is built, those
 * that are named after the same subject as it or as a page that it is part of.
 */
export function findAffected(changed: string[], sources: Sources = readSources(ROOT)): string[] {
  const tests = [...sources.keys()].filter((path) =>
    /^tests\/(unit|integration|hostile|e2e)\/.*\.test\.ts$/.test(path),
  )
  const importers = reverse(sources)
  const found = new Set<string>()
  for (const path of changed) {
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

/** Who imports each file. */
function reverse(sources: Sources): Map<string, string[]> {
  const importers = new Map<string, string[]>()
  for (const path of sources.keys()) {
    for (const { target } of importsOf(path, sources)) {
      if (target !== null) importers.set(target, [...(importers.get(target) ?? []), path])
    }
  }
  return importers
}

/** A file and everything that imports it, directly or through others. */
function reach(path: string, importers: Map<string, string[]>): Set<string> {
  const seen = new Set([path])
  for (const one of seen) {
    if (one === HUB && path !== HUB) continue
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
