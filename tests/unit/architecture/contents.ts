import { importsOf, layerOf, type Sources, withoutComments } from '#scripts/test/sources'

const LONGEST = 200
const MEDIAN_BELOW = 80
const PRODUCT = ['app', 'components', 'lib']
const ENVIRONMENT = /\bprocess\s*\.\s*env\b|\bfrom\s+['"](node:)?process['"]/
const SECRETS = /^(lib\/env\.ts|lib\/db\/.*)$/
const RE_EXPORT = /\bexport\s+(type\s+)?(\*|\{[^}]*\})[^;\n]*\sfrom\s/
const VIEWER_CAST = /\bas\s+Viewer\b/

export function findEnvironmentReaders(sources: Sources): string[] {
  return findText(sources, PRODUCT, ENVIRONMENT, 'lib/env.ts', 'reads the environment: only lib/env.ts does')
}

export function findViewerMakers(sources: Sources): string[] {
  const layers = [...PRODUCT, 'scripts']
  return findText(
    sources,
    layers,
    VIEWER_CAST,
    'lib/auth/viewer.ts',
    'makes a Viewer: only lib/auth/viewer.ts does',
  )
}

/** What knows a secret or a row must not be able to reach a browser. */
export function findUnguardedSecrets(sources: Sources): string[] {
  return [...sources.keys()]
    .filter((path) => layerOf(path) === 'lib')
    .filter((path) => {
      const imports = importsOf(path, sources)
      const knows =
        SECRETS.test(path) ||
        imports.some(({ target, typeOnly }) => !typeOnly && target && SECRETS.test(target))
      return knows && !imports.some(({ specifier }) => specifier === 'server-only')
    })
    .map((path) => `${path} uses the environment or the database and does not import 'server-only'`)
}

export function findBarrels(sources: Sources): string[] {
  const named = [...sources.keys()]
    .filter((path) => /(^|\/)index\.tsx?$/.test(path))
    .map((path) => `${path} is a barrel: name the file after what is in it`)
  const handedOn = findText(sources, [...PRODUCT, 'scripts'], RE_EXPORT, null, 'hands on what is not its own')
  return [...named, ...handedOn]
}

export function findLongFiles(sources: Sources): string[] {
  return [...sources]
    .filter(([, source]) => lines(source) > LONGEST)
    .map(([path, source]) => `${path} has ${lines(source)} lines, more than ${LONGEST}`)
}

export function findLongMedian(sources: Sources): string[] {
  const sizes = [...sources.values()].map(lines).sort((one, other) => one - other)
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0
  return median < MEDIAN_BELOW
    ? []
    : [`half of the files have ${median} lines or more, not below ${MEDIAN_BELOW}`]
}

function findText(
  sources: Sources,
  layers: string[],
  pattern: RegExp,
  exception: string | null,
  message: string,
): string[] {
  return [...sources]
    .filter(([path]) => layers.includes(layerOf(path)) && path !== exception)
    .filter(([, source]) => pattern.test(withoutComments(source)))
    .map(([path]) => `${path} ${message}`)
}

function lines(source: string): number {
  return source.trimEnd().split('\n').length
}
