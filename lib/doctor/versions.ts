import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Check, type Finding, failure, ok, warning } from '#lib/doctor/check'
import type { SetUp } from '#lib/doctor/set-up'

const OLDEST_NODE = '22.18.0'

/** When the support of a major version ends (nodejs.org/en/about/previous-releases). */
const NODE_SUPPORT: Record<string, string> = {
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
}

export const node: Check<SetUp> = {
  id: 'node',
  group: 'Versions',
  title: 'Node.js',
  examine: () => judgeNode(process.versions.node, new Date()),
}

export function judgeNode(version: string, today: Date): Finding {
  if (compareVersions(version, OLDEST_NODE) < 0)
    return failure(
      `version ${version}`,
      `Use Node.js ${OLDEST_NODE} or newer: older ones cannot run this code.`,
    )
  const end = NODE_SUPPORT[version.split('.')[0] ?? '']
  if (end && new Date(end) < today)
    return warning(
      `version ${version}, without security updates since ${end}`,
      'Move to a supported version.',
    )
  return ok(`version ${version}`)
}

export const dependencies: Check<SetUp> = {
  id: 'dependencies',
  group: 'Versions',
  title: 'Dependencies',
  examine: () => judgeInstalled(findInstalled(advisories.map(({ name }) => name))),
}

/** Compares what is installed, every copy of it, with the first versions without known holes. */
export function judgeInstalled(installed: Installed[]): Finding {
  const old = installed.flatMap(({ name, version }) => {
    const advisory = advisories.find((one) => one.name === name)
    return advisory && compareVersions(version, advisory.from) < 0 ? [{ ...advisory, version }] : []
  })
  if (old.length === 0) return ok(describeInstalled(installed))
  return failure(
    old.map(({ name, version, mended }) => `${name} ${version} lacks the fixes of ${mended}`).join('; '),
    `Install ${old.map(({ name, from }) => `${name} ${from} or newer`).join(', ')}.`,
  )
}

/** The standalone folder has those that Next has bundled nowhere else. */
function describeInstalled(installed: Installed[]): string {
  const there = installed.map(({ name, version }) => `${name} ${version}`)
  const bundled = advisories.filter(({ name }) => !installed.some((one) => one.name === name))
  return [...there, ...bundled.map(({ name }) => `${name} as it was built in`)].join(', ')
}

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

/** The oldest version of a package without the holes that were known when this was written, and what it mended. */
export const advisories = [
  { name: 'next', from: '16.2.11', mended: 'CVE-2026-64642, CVE-2026-64643 and others' },
  { name: 'next-auth', from: '5.0.0-beta.32', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: '@auth/core', from: '0.41.3', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
] as const
