import { readFileSync } from 'node:fs'
import { z } from 'zod'

const paths = z.record(z.string(), z.string())
const actions = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) })

/** The id of every Server Action of the build, by its name. */
export function readActions(): Record<string, string> {
  const { node } = actions.parse(readManifest('server/server-reference-manifest.json'))
  return Object.fromEntries(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
}

/** The path of every page, or of every route handler, of the build. Next's own begin with an underscore. */
export function readPaths(kind: 'page' | 'route'): string[] {
  return Object.entries(paths.parse(readManifest('app-path-routes-manifest.json')))
    .filter(([module, path]) => module.endsWith(`/${kind}`) && !path.startsWith('/_'))
    .map(([, path]) => path)
}

export function readManifest(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../.next/${path}`, import.meta.url), 'utf8'))
}
