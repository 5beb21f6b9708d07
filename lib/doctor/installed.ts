import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export type Installed = { name: string; version: string }

/** Every installed copy of some packages, also those that lie within other packages. */
export function findInstalled(names: string[], modules = findModules()): Installed[] {
  if (!existsSync(modules)) return []
  const packages = readdirSync(modules).flatMap((entry) =>
    entry.startsWith('@') ? readdirSync(join(modules, entry)).map((name) => `${entry}/${name}`) : [entry],
  )
  return packages.flatMap((name) => {
    const inner = findInstalled(names, join(modules, name, 'node_modules'))
    const manifest = join(modules, name, 'package.json')
    if (!names.includes(name) || !existsSync(manifest)) return inner
    return [{ name, version: String(JSON.parse(readFileSync(manifest, 'utf8')).version) }, ...inner]
  })
}

/** The first of the folders in which Node would look for a package. */
function findModules(): string {
  const folders = createRequire(import.meta.url).resolve.paths('a-package') ?? []
  return folders.find((folder) => existsSync(folder)) ?? 'node_modules'
}

/** Below zero when `one` is older (semver.org, sections 10 and 11, for the versions that npm packages have). */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('+')[0]?.split('-') ?? [])
  const released = compareParts(left?.[0], right?.[0])
  if (released !== 0) return released
  const [early, otherEarly] = [left?.slice(1).join('-'), right?.slice(1).join('-')]
  if (!early || !otherEarly) return Number(Boolean(otherEarly)) - Number(Boolean(early))
  return compareParts(early, otherEarly)
}

function compareParts(one = '', other = ''): number {
  return one.localeCompare(other, 'en', { numeric: true })
}
