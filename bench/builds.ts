import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { NextConfig } from 'next'
import { ensureClient } from '#scripts/generate'
import { WITHOUT_ENV_FILES } from '#server/next-internals'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Below the checkout, so that the applications find its packages; kept from run to run, and ignored by git. */
const BUILDS = join(ROOT, '.data/bench')
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next')
const PRODUCT = ['app', 'components', 'lib', 'prisma', 'public']
const PRODUCT_FILES = [
  'next.config.ts',
  'scripts/build',
  'instrumentation.ts',
  'package.json',
  'package-lock.json',
]

const run = promisify(execFile)

/** An application that is built for a run: the folder to start it in. */
export type Build = 'app' | 'bare' | 'constants' | 'peer'

/** Builds it, unless a build is there that is newer than everything it is made of. Returns its folder. */
export async function ensureBuild(build: Build): Promise<string> {
  const folder = build === 'app' ? ROOT : join(BUILDS, build)
  if (await isFresh(folder, sourcesOf(build))) return folder
  console.error(`Building ${build}: there is no build that is newer than its sources`)
  if (build === 'app' || build === 'constants') await ensureClient()
  if (build === 'constants') await copyProduct(folder)
  if (build === 'bare' || build === 'peer') await copyApplication(build, folder)
  if (build === 'peer') await generateClient(folder)
  await runNode([NEXT, 'build'], folder)
  return folder
}

/** The command that serves a build as `next start` does. */
export function nextStart(port: number): string[] {
  return [NEXT, 'start', '--hostname', '127.0.0.1', '--port', String(port)]
}

function sourcesOf(build: Build): string[] {
  const product = [...PRODUCT, ...PRODUCT_FILES]
  const names = {
    app: product,
    constants: [...product, 'bench/constants', 'bench/builds.ts'],
    bare: ['bench/bare', 'bench/builds.ts', 'package-lock.json'],
    peer: ['bench/peer', 'bench/builds.ts', 'package-lock.json'],
  }
  return names[build].map((name) => join(ROOT, name))
}

async function isFresh(folder: string, sources: string[]): Promise<boolean> {
  const built = await stat(join(folder, '.next/BUILD_ID')).catch(() => null)
  if (!built) return false
  const times = await Promise.all(sources.map(newest))
  return Math.max(...times) < built.mtimeMs
}

/** When the newest of a file or a folder's files was changed; a folder also when something left it. */
async function newest(path: string): Promise<number> {
  if (path.endsWith('lib/db/generated')) return 0
  const { mtimeMs } = await stat(path)
  const entries = await readdir(path).catch(() => [])
  return Math.max(mtimeMs, ...(await Promise.all(entries.map((name) => newest(join(path, name))))))
}

/** The product's pages as they are, with constants where they look somebody up, and without its job queue. */
async function copyProduct(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  for (const name of [...PRODUCT, 'scripts/build', 'package.json', 'tsconfig.json'])
    await cp(join(ROOT, name), join(folder, name), { recursive: true })
  for (const [module, constant] of Object.entries(CONSTANTS)) {
    const text = await readFile(join(ROOT, 'bench/constants', constant), 'utf8')
    await rename(join(folder, `lib/${module}.ts`), join(folder, `lib/${module}-read.ts`))
    await writeFile(
      join(folder, `lib/${module}.ts`),
      text.replaceAll(`'#lib/${module}'`, `'#lib/${module}-read'`),
    )
  }
  // A typeface is named by its path. Tailwind would search all of the packages, were they linked.
  await mkdir(join(folder, 'node_modules'))
  await symlink(
    '../../../../node_modules/@fontsource-variable',
    join(folder, 'node_modules/@fontsource-variable'),
  )
  // Nor does Tailwind look where git does not, unless it is asked to.
  await appendFile(join(folder, 'app/globals.css'), '\n@source "./";\n@source "../components";\n')
  await writeConfig(folder, await readFile(join(ROOT, 'next.config.ts'), 'utf8'), {
    typescript: { ignoreBuildErrors: true },
  })
}

/** Modules of `lib` that read the database for a page, and what each hands out instead. The rest of it stays. */
const CONSTANTS = {
  'auth/viewer': 'viewer.ts',
  'account/overview': 'overview.ts',
  'connections/list': 'connections.ts',
}

async function copyApplication(name: 'bare' | 'peer', folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await cp(join(ROOT, 'bench', name), folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }\n')
  await cp(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  await writeConfig(folder, await readFile(join(folder, 'next.config.ts'), 'utf8'))
}

/**
 * Its own settings, but for what `next start` does not serve, and where the packages are. Next looks for some files in
 * the folders above, too, and would find those of the product.
 */
async function writeConfig(folder: string, own: string, more: NextConfig = {}): Promise<void> {
  const changes = JSON.stringify({ ...more, turbopack: { root: ROOT } })
  const climbing = ['proxy.ts', 'middleware.ts'].find((name) => existsSync(join(ROOT, name)))
  if (climbing) throw new Error(`Next would take ${climbing} of this checkout for one of ${folder}`)
  await writeFile(join(folder, 'instrumentation.ts'), 'export function register() {}\n')
  await writeFile(join(folder, 'own.config.ts'), own)
  await writeFile(
    join(folder, 'next.config.ts'),
    `import own from './own.config.ts'\n\nexport default { ...own, ...${changes}, output: undefined }\n`,
  )
}

async function generateClient(folder: string): Promise<void> {
  const prisma = join(ROOT, 'node_modules/prisma/build/index.js')
  await runNode([prisma, 'generate', '--schema', join(folder, 'schema.prisma')], folder)
}

async function runNode(args: string[], cwd: string): Promise<void> {
  const env = {
    ...process.env,
    ...WITHOUT_ENV_FILES,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Generating never runs the schema engine, but without one here it would be downloaded.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  } as const
  const running = run(process.execPath, args, { cwd, env, maxBuffer: 1 << 26 })
  const end = () => running.child.kill()
  process.once('exit', end)
  await running.catch(({ stdout, stderr, message }) => {
    throw new Error(`${args.slice(1).join(' ')} failed in ${cwd}:\n${`${stdout}${stderr}`.trim() || message}`)
  })
  process.off('exit', end)
}
