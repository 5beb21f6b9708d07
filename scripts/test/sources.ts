import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

const FOLDERS = ['app', 'components', 'lib', 'server', 'scripts', 'bench', 'tests']
const GENERATED = 'lib/db/generated/'
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/.*$/gm
const IMPORT =
  /\b(?:import|export)\s+(type\s+)?(?:[\w$*{},\s]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g

/** The text of every module by its path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>

/** An import as it is written, and the module of ours that it means, if it is ours. */
export type Import = { specifier: string; typeOnly: boolean; target: string | null }

/** Every module of ours but generated ones. */
export function readSources(root: string): Sources {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      posix.join(folder, name),
    ),
  )
  const modules = paths.filter((path) => /\.tsx?$/.test(path) && !path.startsWith(GENERATED))
  return new Map(modules.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** The first folder of a path. */
export function layerOf(path: string): string {
  return path.split('/')[0] ?? ''
}

/** What a module does, without what it says about it. */
export function withoutComments(source: string): string {
  return source.replace(COMMENT, '')
}

export function importsOf(path: string, sources: Sources): Import[] {
  const code = withoutComments(sources.get(path) ?? '')
  return [...code.matchAll(IMPORT)].map(([, type, from, dynamic]) => {
    const specifier = from ?? dynamic ?? ''
    return { specifier, typeOnly: Boolean(type), target: resolve(path, specifier, sources) }
  })
}

/** `#lib/env` and `../env.ts` are ours; a package is not. A module that is not there keeps its address. */
function resolve(path: string, specifier: string, sources: Sources): string | null {
  const address = specifier.startsWith('.')
    ? posix.join(posix.dirname(path), specifier)
    : specifier.startsWith('#')
      ? specifier.slice(1)
      : null
  if (address === null) return null
  return [address, `${address}.ts`, `${address}.tsx`].find((candidate) => sources.has(candidate)) ?? address
}
