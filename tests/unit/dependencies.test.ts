import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { importsOf, layerOf, readSources, type Sources } from '#scripts/test/sources'

/** The oldest version of a package without the holes that were known when this was written. */
type Advisory = {
  name: string
  from: string
  mended: string
  /** When the holes came, if they were not always there. */
  since?: string
}

const advisories: Advisory[] = [
  { name: 'next', from: '16.2.11', mended: 'CVE-2026-64642, CVE-2026-64643 and others' },
  { name: 'next-auth', from: '5.0.0-beta.32', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: '@auth/core', from: '0.41.3', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: 'jose', from: '4.15.5', mended: 'CVE-2024-28176' },
  { name: 'nodemailer', from: '9.1.0', mended: 'GHSA-2x7j-588g-ccc2, CVE-2025-14874 and others' },
  { name: 'pg', from: '7.1.2', mended: 'CVE-2017-16082' },
  { name: 'preact', since: '10.26.5', from: '10.28.2', mended: 'CVE-2026-22028' },
  { name: 'react-dom', from: '16.4.2', mended: 'CVE-2018-6341' },
  { name: 'zod', from: '3.22.3', mended: 'CVE-2023-4316' },
]

/** Those that were looked up in November 2026 and had no hole in any version that could be installed here. */
const WITHOUT_ADVISORY = [
  '@auth/prisma-adapter',
  '@fontsource-variable/schibsted-grotesk',
  '@opentelemetry/api',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-node',
  '@panva/hkdf',
  '@prisma/adapter-pg',
  '@prisma/client',
  'bowser',
  'maxmind',
  'oauth4webapi',
  'pg-boss',
  'pino',
  'preact-render-to-string',
  'prom-client',
  'rate-limiter-flexible',
  'react',
  'server-only',
]

/** What `npm ci` installs: every copy of a package by its path, also those that lie within other packages. */
type Lockfile = { packages: Record<string, { version?: string; dependencies?: Record<string, string> }> }

/** Who signs people in: what these are made of is as near to strangers as they are. */
const SIGN_PEOPLE_IN = ['node_modules/next-auth', 'node_modules/@auth/core']

/** The packages that production runs by our choice, or that sign people in by that of Auth.js. */
function listThatMatter({ packages }: Lockfile): string[] {
  const makers = ['', ...SIGN_PEOPLE_IN]
  return [...new Set(makers.flatMap((path) => Object.keys(packages[path]?.dependencies ?? {})))].sort()
}

/** Those of them of which nobody has said whether they have had holes. */
function findUnknown(lockfile: Lockfile): string[] {
  const known = [...advisories.map(({ name }) => name), ...WITHOUT_ADVISORY]
  return listThatMatter(lockfile).filter((name) => !known.includes(name))
}

/** The copies in a lockfile that lack a fix, each with what it lacks. */
function findOutdated({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version = '' }]) => {
    const advisory = advisories.find(({ name }) => path.endsWith(`node_modules/${name}`))
    if (!advisory || compareVersions(version, advisory.from) >= 0) return []
    if (advisory.since && compareVersions(version, advisory.since) < 0) return []
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
    'node_modules/pg': { version: '8.23.1' },
  }
  expect(findOutdated({ packages })).toEqual([])
  const copy = 'node_modules/pg-boss/node_modules/next'
  expect(findOutdated({ packages: { ...packages, [copy]: { version: '16.2.10' } } })).toEqual([
    expect.stringContaining(`${copy} 16.2.10`),
  ])
  for (const [version, count] of [
    ['10.26.4', 0],
    ['10.26.5', 1],
    ['10.28.2', 0],
  ] as const)
    expect(findOutdated({ packages: { 'node_modules/preact': { version } } })).toHaveLength(count)
})

async function readLockfile(): Promise<Lockfile> {
  return JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'))
}

test('what is installed here is newer than every known hole', { tag: '@R114' }, async () => {
  const lockfile = await readLockfile()
  const paths = Object.keys(lockfile.packages)
  for (const { name } of advisories) expect(paths).toContain(`node_modules/${name}`)
  expect(findOutdated(lockfile)).toEqual([])
})

test('of every package that production runs, somebody has looked up whether it had holes', {
  tag: '@R114',
}, async () => {
  const lockfile = await readLockfile()
  expect(listThatMatter(lockfile)).toEqual(expect.arrayContaining(['next', 'jose', 'oauth4webapi', 'pg']))
  expect(findUnknown(lockfile)).toEqual([])
  const gone = WITHOUT_ADVISORY.filter((name) => !listThatMatter(lockfile).includes(name))
  expect(gone, 'those that nothing needs any more').toEqual([])
})

test('a new package is found that nobody has looked up, of ours and of Auth.js', { tag: '@R114' }, () => {
  const packages: Lockfile['packages'] = {
    '': { dependencies: { next: '16.4.5', 'left-pad': '1.3.0' } },
    'node_modules/@auth/core': { dependencies: { jose: '^6.0.6', cookie: '^1.0.0' } },
    'node_modules/next': { dependencies: { postcss: '8.4.31' } },
  }
  expect(findUnknown({ packages })).toEqual(['cookie', 'left-pad'])
})

/** The packages that modules of ours run and that package.json does not name: another package brings them, or stops to. */
function findUnnamed(sources: Sources, named: string[]): string[] {
  const run = [...sources.keys()].filter((path) => layerOf(path) !== 'tests')
  const imported = run.flatMap((path) => importsOf(path, sources))
  const packages = imported
    .filter(({ specifier, target, typeOnly }) => !typeOnly && target === null && !isBuiltin(specifier))
    .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
  return [...new Set(packages)].filter((name) => !named.includes(name)).sort()
}

test('every package that is run is named in package.json', { tag: '@R114' }, async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { dependencies, devDependencies } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'))
  const named = Object.keys({ ...dependencies, ...devDependencies })
  expect(findUnnamed(readSources(root), named)).toEqual([])
})

test('a package is found that only another one brings', { tag: '@R114' }, () => {
  const code = `import fs from 'node:fs'
import { join } from 'path'
import { a } from '#lib/a'
import { type Adapter, bind } from '@prisma/driver-adapter-utils/types'
import type { Context } from 'koa'
import next from 'next/server'
const cookie = await import('cookie')`
  expect(findUnnamed(new Map([['lib/b.ts', code]]), ['next'])).toEqual([
    '@prisma/driver-adapter-utils',
    'cookie',
  ])
})
