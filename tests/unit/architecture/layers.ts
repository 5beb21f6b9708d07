import { importsOf, layerOf, type Sources } from '#scripts/test/sources'

/** The picture: from the bottom up. A subject may use lower rows only; neighbours do not know each other. */
const ROWS = [
  ['failures', 'brand', 'deadline', 'paper', 'provider-ids', 'random'],
  ['messages', 'theme'],
  [
    'errors',
    'context',
    'phase',
    'metrics',
    'tracing',
    'migration-names',
    'database-url',
    'key-ring',
    'service-account',
    'mail-settings',
    'scrub',
    'viewer',
    'pages',
    'plain-page',
    'page-guard',
  ],
  ['env-schema'],
  ['env'],
  ['log'],
  ['db', 'http', 'place'],
  ['request'],
  ['provider', 'jobs', 'log-console'],
  ['activity', 'google', 'facebook', 'x'],
  ['providers'],
  ['sessions', 'grants'],
  ['notices'],
  ['auth'],
  ['connections', 'drive', 'posts'],
  ['account'],
  ['mail'],
  ['doctor', 'web', 'worker'],
]

const ALLOWED: Record<string, string[]> = {
  app: ['app', 'components', 'lib'],
  components: ['components'],
  lib: ['lib'],
  server: ['server', 'lib'],
  scripts: ['scripts', 'server', 'lib'],
  bench: ['lib', 'server', 'scripts', 'bench', 'tests'],
  tests: ['app', 'components', 'lib', 'server', 'scripts', 'bench', 'tests'],
}

/** Where a component of the server finds what it says: everything else it is given. */
const MESSAGES = 'lib/web/words.ts'

const DATABASE = /^(@prisma\/|@auth\/prisma-adapter$|pg$|#?lib\/db\/)/

/** Imports that go to another folder than the importing one may. */
export function findForbiddenLayers(sources: Sources, layer: string): string[] {
  return eachImport(sources, layer, (path, target) => {
    if (target === null || ALLOWED[layer]?.includes(layerOf(target)) || target === MESSAGES) return null
    return `${path} imports ${target}: ${layer} may import only ${ALLOWED[layer]?.join(', ')}`
  })
}

/** A process of `server/server.ts` is plain Node until Next takes over: there, importing `server-only` throws. */
export function findServerOnlyOutsideNext(sources: Sources): string[] {
  const reached = new Set(['server/server.ts'])
  for (const path of reached) {
    for (const { target, typeOnly } of importsOf(path, sources)) {
      if (!typeOnly && target && sources.has(target)) reached.add(target)
    }
  }
  return [...reached]
    .filter((path) => importsOf(path, sources).some(({ specifier }) => specifier === 'server-only'))
    .map((path) => `${path} says 'server-only', and server/server.ts loads it without Next`)
}

export function findUpwardImports(sources: Sources): string[] {
  return eachImport(sources, 'lib', (path, target) => {
    if (target === null || layerOf(target) !== 'lib') return null
    const [from, to] = [subjectOf(path), subjectOf(target)]
    if (from === to || rowOf(to) < rowOf(from)) return null
    return `${path} imports ${target}: ${to} is not below ${from}`
  })
}

export function findSubjectsWithoutRow(sources: Sources): string[] {
  return [...sources.keys()]
    .filter((path) => layerOf(path) === 'lib' && rowOf(subjectOf(path)) === -1)
    .map((path) => `${path}: ${subjectOf(path)} has no row in the picture`)
}

/** Subjects that the picture shows, and that are no folder and no file any more. */
export function findRowsWithoutSubject(sources: Sources): string[] {
  const subjects = new Set([...sources.keys()].filter((path) => layerOf(path) === 'lib').map(subjectOf))
  return ROWS.flat()
    .filter((subject) => !subjects.has(subject))
    .map((subject) => `${subject} has a row in the picture, and is not in lib`)
}

export function findDatabaseInPages(sources: Sources): string[] {
  const find = (path: string, target: string | null, specifier: string) =>
    DATABASE.test(target ?? specifier) ? `${path} imports ${specifier}: ask lib/<subject> instead` : null
  return ['app', 'components'].flatMap((layer) => eachImport(sources, layer, find))
}

type Find = (path: string, target: string | null, specifier: string) => string | null

function eachImport(sources: Sources, layer: string, find: Find): string[] {
  const paths = [...sources.keys()].filter((path) => layerOf(path) === layer)
  return paths.flatMap((path) =>
    importsOf(path, sources)
      .map(({ target, specifier }) => find(path, target, specifier))
      .filter((message) => message !== null),
  )
}

/** `lib/sessions/cookie.ts` is about session, `lib/env.ts` about env. */
function subjectOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.tsx?$/, '')
}

function rowOf(subject: string): number {
  return ROWS.findIndex((row) => row.includes(subject))
}
