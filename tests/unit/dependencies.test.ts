import { readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import {
  advisories,
  compareVersions,
  findUnknown,
  findVulnerable,
  type Lockfile,
  listThatMatter,
  WITHOUT_ADVISORY,
} from '#scripts/packages/advisories'
import { writeBill } from '#scripts/packages/bill'
import { findForeign } from '#scripts/packages/licences'
import { importsOf, layerOf, readSources, type Sources } from '#scripts/test/sources'

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
  expect(findVulnerable({ packages })).toEqual([])
  const copy = 'node_modules/pg-boss/node_modules/next'
  expect(findVulnerable({ packages: { ...packages, [copy]: { version: '16.2.10' } } })).toEqual([
    expect.stringContaining(`${copy} 16.2.10`),
  ])
  for (const [version, count] of [
    ['10.26.4', 0],
    ['10.26.5', 1],
    ['10.28.2', 0],
  ] as const)
    expect(findVulnerable({ packages: { 'node_modules/preact': { version } } })).toHaveLength(count)
})

async function readLockfile(): Promise<Lockfile> {
  return JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'))
}

async function readManifest() {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return JSON.parse(text) as Record<'dependencies' | 'devDependencies', Record<string, string>> & {
    allowScripts: Record<string, boolean>
  }
}

test('what is installed here is newer than every known hole', { tag: '@R114' }, async () => {
  const lockfile = await readLockfile()
  const paths = Object.keys(lockfile.packages)
  for (const { name } of advisories) expect(paths).toContain(`node_modules/${name}`)
  expect(findVulnerable(lockfile)).toEqual([])
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
  const { dependencies, devDependencies } = await readManifest()
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

test('every version is exact, and what is installed is what was looked at', { tag: '@R114' }, async () => {
  const { dependencies, devDependencies } = await readManifest()
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/)
  const { '': root, ...packages } = (await readLockfile()).packages
  expect(root?.dependencies).toEqual(dependencies)
  const unsealed = Object.entries(packages).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))
  expect(unsealed.map(([path]) => path)).toEqual([])
})

test('of the packages that want to run something when they are installed, only Node may', {
  tag: '@R114',
}, async () => {
  const { packages } = await readLockfile()
  const scripts = Object.entries(packages).filter(([path, { hasInstallScript }]) => path && hasInstallScript)
  const names = scripts.map(([path]) =>
    path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  )
  const { allowScripts } = await readManifest()
  expect(Object.keys(allowScripts).sort()).toEqual([...new Set(names)].sort())
  expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual(['node'])
})

test('every package has a licence that its users may live with, and another one is found', {
  tag: '@R114',
}, async () => {
  const lockfile = await readLockfile()
  expect(findForeign(lockfile)).toEqual([])
  const packages = (license?: string, dev = false) => ({
    'node_modules/new': { version: '1.0.0', dev, ...(license && { license }) },
  })
  for (const [license, dev, found] of [
    ['MIT', false, 0],
    ['(MIT OR AGPL-3.0-only)', false, 0],
    ['MIT AND AGPL-3.0-only', false, 1],
    ['AGPL-3.0-only', false, 1],
    ['GPL-3.0-or-later', true, 1],
    ['MPL-2.0', true, 0],
    ['MPL-2.0', false, 1],
    [undefined, false, 1],
    ['SEE LICENSE IN LICENSE.md', false, 1],
  ] as const)
    expect(findForeign({ packages: packages(license, dev) }), `${license} ${dev}`).toHaveLength(found)
})

test('the bill of materials has every package that production needs, with what each needs itself, and no tool', {
  tag: '@R114',
}, async () => {
  const text = await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8')
  const bill = writeBill(text) as {
    components: { name: string; version: string; purl: string; hashes: { content: string }[] }[]
    dependencies: { ref: string; dependsOn: string[] }[]
  }
  expect(writeBill(text)).toEqual(bill)
  const { '': root, ...packages } = (await readLockfile()).packages
  expect(bill.components.length).toBeGreaterThan(80)
  for (const [name, version] of Object.entries(root?.dependencies ?? {})) {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
    expect(
      bill.components.filter((component) => component.purl === purl),
      name,
    ).toHaveLength(1)
  }
  for (const { name, hashes } of bill.components) expect(hashes[0]?.content, name).toMatch(/^[0-9a-f]{128}$/)
  for (const { dependsOn } of bill.dependencies)
    for (const path of dependsOn) expect(packages[path]?.dev, path).not.toBe(true)
  const names = bill.components.map(({ name }) => name)
  for (const tool of ['@playwright/test', 'prisma', 'typescript', 'lighthouse'])
    expect(names).not.toContain(tool)
  const needs = (ref: string) => bill.dependencies.find((one) => one.ref === ref)?.dependsOn ?? []
  expect(needs('latchkey')).toHaveLength(Object.keys(root?.dependencies ?? {}).length)
  expect(needs('node_modules/react-dom')).toEqual(['node_modules/scheduler'])
  const copies = bill.dependencies
    .flatMap(({ dependsOn }) => dependsOn)
    .filter((path) => /node_modules.*node_modules/.test(path))
  expect(copies.length, 'copies within other packages').toBeGreaterThan(0)
})
