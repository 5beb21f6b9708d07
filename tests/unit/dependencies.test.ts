import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'

/** The oldest version of a package without the holes that were known when this was written, and what it mended. */
const advisories = [
  { name: 'next', from: '16.2.11', mended: 'CVE-2026-64642, CVE-2026-64643 and others' },
  { name: 'next-auth', from: '5.0.0-beta.32', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: '@auth/core', from: '0.41.3', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
] as const

/** What `npm ci` installs: every copy of a package by its path, also those that lie within other packages. */
type Lockfile = { packages: Record<string, { version?: string }> }

/** The copies in a lockfile that lack a fix, each with what it lacks. */
function findOutdated({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version = '' }]) => {
    const advisory = advisories.find(({ name }) => path.endsWith(`node_modules/${name}`))
    if (!advisory || compareVersions(version, advisory.from) >= 0) return []
    return [`${path} ${version} lacks the fixes of ${advisory.mended}: install ${advisory.from} or newer`]
  })
}

/** Below zero when `one` is older (semver.org, sections 10 and 11, for the versions that npm packages have). */
function compareVersions(one: string, other: string): number {
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

test('versions are put in the order that npm gives them', () => {
  const ordered = ['5.0.0-beta.9', '5.0.0-beta.32', '5.0.0', '5.0.1', '5.2.11', '5.10.0', '16.2.11']
  expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered)
  expect(compareVersions('5.0.0-beta.32', '5.0.0-beta.32')).toBe(0)
})

test('a package older than its last known hole is found, also as a copy within another', {
  tag: '@R114',
}, () => {
  const packages: Lockfile['packages'] = {
    '': { version: '0.1.0' },
    'node_modules/next': { version: '16.4.5' },
    'node_modules/next-auth': { version: '5.0.0-beta.32' },
    'node_modules/@auth/core': { version: '0.41.3' },
  }
  expect(findOutdated({ packages })).toEqual([])
  const copy = 'node_modules/next-auth/node_modules/@auth/core'
  expect(findOutdated({ packages: { ...packages, [copy]: { version: '0.41.2' } } })).toEqual([
    expect.stringContaining(`${copy} 0.41.2`),
  ])
})

test('what is installed here is newer than every known hole', { tag: '@R114' }, async () => {
  const text = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')
  const lockfile: Lockfile = JSON.parse(text)
  const paths = Object.keys(lockfile.packages)
  for (const { name } of advisories) expect(paths).toContain(`node_modules/${name}`)
  expect(findOutdated(lockfile)).toEqual([])
})
