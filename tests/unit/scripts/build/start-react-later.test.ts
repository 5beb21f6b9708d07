import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startReactLater } from '#scripts/build/start-react-later'
import { listLaterScripts } from '#server/next-internals'

const REACT = 'static/chunks/react.js'
const WAITING = 'static/chunks/turbopack-1.js'
const built = {
  polyfillFiles: ['static/chunks/old.js'],
  rootMainFiles: [REACT, WAITING],
  pagesChunkGroupBootstrapParams: { '/page': { otherChunks: [REACT], runtimeModuleIds: [94553] } },
}

let root: string
let path: string

test.beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'build-'))
  await mkdir(join(root, '.next'))
  path = join(root, '.next/build-manifest.json')
})
test.afterEach(() => rm(root, { recursive: true }))

test('a build names the script that waits, and our server the one that it waits for', async () => {
  await writeFile(path, JSON.stringify(built))
  expect(listLaterScripts(root)).toEqual([])
  await startReactLater(join(root, '.next'))
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...built, rootMainFiles: [WAITING] })
  expect(listLaterScripts(root)).toEqual([`/_next/${REACT}`])
})

const strange: Record<string, object> = {
  'names nothing to wait for': { ...built, pagesChunkGroupBootstrapParams: {} },
  'names nothing that waits': { ...built, rootMainFiles: [REACT] },
  'names several that wait': { ...built, rootMainFiles: [REACT, WAITING, 'static/chunks/more.js'] },
  'has another form': { rootMainFiles: built.rootMainFiles },
}
for (const [what, manifest] of Object.entries(strange))
  test(`a build that ${what} is not touched, and fails`, async () => {
    await writeFile(path, JSON.stringify(manifest))
    await expect(startReactLater(join(root, '.next'))).rejects.toThrow(
      /build-manifest\.json is not as it was with the Next that/,
    )
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(manifest)
  })
