import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { bundledBrowsers, findChromium, type Places, usualPlaces } from '#scripts/test/chromium'
import { installChromium } from '#scripts/test/install-chromium'

type Fixtures = {
  nowhere: Places
  /** Writes a program of this name that ends with this code, into a directory of its own. */
  program: (name: string, code?: number) => { directory: string; path: string }
}

const test = base.extend<Fixtures>({
  nowhere: async ({}, use, { outputDir }) =>
    use({ directories: [], files: [], bundled: [join(outputDir, 'none')] }),
  program: async ({}, use, info) => {
    let count = 0
    await use((name, code = 0) => {
      count += 1
      const directory = info.outputPath(String(count))
      const path = join(directory, name)
      mkdirSync(directory, { recursive: true })
      writeFileSync(path, `#!/bin/sh\nexit ${code}\n`)
      chmodSync(path, 0o755)
      return { directory, path }
    })
  },
})

test('the Chromium that CHROMIUM_PATH names comes before any other', ({ nowhere, program }) => {
  const chosen = program('my-chromium').path
  const { directory } = program('chromium')
  expect(findChromium({ ...nowhere, chosen, directories: [directory] })).toEqual({
    path: chosen,
    source: 'CHROMIUM_PATH',
  })
})

test('a CHROMIUM_PATH that does not run is an error, not a reason to take another', ({
  nowhere,
  program,
}) => {
  const { directory } = program('chromium')
  expect(() => findChromium({ ...nowhere, chosen: '/nowhere', directories: [directory] })).toThrow(
    /CHROMIUM_PATH/,
  )
})

for (const name of [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]) {
  test(`${name} of the system is found`, ({ nowhere, program }) => {
    const { directory, path } = program(name)
    expect(findChromium({ ...nowhere, directories: ['/nowhere', directory] })).toEqual({
      path,
      source: 'the system',
    })
  })
}

test('a program that is there but does not run is passed over', ({ nowhere, program }) => {
  const note = program('chromium', 1)
  const real = program('google-chrome')
  const directories = [note.directory, real.directory]
  expect(findChromium({ ...nowhere, directories })?.path).toBe(real.path)
})

test("Playwright's own is the last choice", ({ nowhere, program }) => {
  const { path } = program('chrome')
  expect(findChromium({ ...nowhere, bundled: [path] })).toEqual({ path, source: 'Playwright' })
})

test('a headless shell comes before a whole browser, be it of the system or of Playwright', ({
  nowhere,
  program,
}, info) => {
  const whole = program('chromium')
  const shell = program('chromium-headless-shell')
  const directories = [whole.directory, shell.directory]
  expect(findChromium({ ...nowhere, directories })?.path).toBe(shell.path)

  const downloads = info.outputPath('downloads')
  const folder = join(downloads, 'chromium_headless_shell-1255', 'chrome-headless-shell-linux64')
  mkdirSync(folder, { recursive: true })
  const browser = join(downloads, 'chromium-1255', 'chrome-linux64', 'chrome')
  expect(bundledBrowsers(browser)).toContain(join(folder, 'chrome-headless-shell'))
  expect(bundledBrowsers(browser).at(-1)).toBe(browser)
})

test('nothing is found where there is nothing', ({ nowhere }) => {
  expect(findChromium(nowhere)).toBeNull()
})

test('PATH is searched first, and an empty CHROMIUM_PATH counts as not set', () => {
  const places = usualPlaces({ NODE_ENV: 'test', PATH: '/first:/second', CHROMIUM_PATH: '' })
  expect(places.chosen).toBeUndefined()
  expect(places.directories.slice(0, 2)).toEqual(['/first', '/second'])
})

const ways = [
  { title: 'the download works', works: ['download'], root: true, steps: ['download'] },
  {
    title: 'libraries are missing',
    works: ['download', 'libraries'],
    root: true,
    steps: ['download', 'libraries'],
  },
  { title: 'the download is out of reach', works: ['packages'], root: true, steps: ['download', 'packages'] },
  { title: 'nothing works', works: [], root: true, steps: ['download', 'packages'] },
  { title: 'nothing works without root', works: [], root: false, steps: ['download'] },
] as const

for (const { title, works, root, steps } of ways) {
  test(`installing tries ${steps.join(', then ')} when ${title}`, async () => {
    const tried: string[] = []
    const attempt = (step: string) => async () => {
      tried.push(step)
      return works.some((name) => name === step)
    }
    const found = await installChromium(() => (tried.at(-1) === works.at(-1) ? 'chromium' : null), {
      download: attempt('download'),
      libraries: attempt('libraries'),
      packages: attempt('packages'),
      mayInstallPackages: root,
    })
    expect(tried).toEqual([...steps])
    expect(found).toBe(works.length > 0 ? 'chromium' : null)
  })
}
