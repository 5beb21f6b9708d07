/** `npm start` as an operator runs it, and its processes as Linux knows them. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'
import { newKeyEntry } from '#lib/key-ring'
import { createDatabase, dropDatabase } from './database.ts'
import { freePort, startProcess, type TestProcess } from './processes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

type Environment = Record<string, string>

type Start = (environment: Environment, ...args: string[]) => TestProcess

type Fixtures = {
  environment: Environment
  /** Runs `npm start`. It ends with the test. */
  start: Start
  /** Folders with all that a server needs, whose `server` may be changed: the rest is this repository's. */
  releases: { one: string; other: string; current: string }
  /** Runs what `current` leads to. */
  startRelease: Start
}

export const test = base.extend<Fixtures>({
  environment: async ({}, use) => {
    const port = await freePort()
    const databaseUrl = await createDatabase()
    await use({
      DATABASE_URL: databaseUrl,
      AUTH_URL: `http://localhost:${port}`,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
      AUTH_GOOGLE_ID: '1234567890-tests.apps.googleusercontent.com',
      AUTH_GOOGLE_SECRET: 'client-secret',
      WEB_CONCURRENCY: '2',
      HOST: '127.0.0.1',
      PORT: String(port),
      STOP_DELAY_SECONDS: '0',
    })
    await dropDatabase(databaseUrl)
  },
  start: async ({}, use) => {
    await startMany(use, 'server/start.ts')
  },
  startRelease: async ({ releases }, use) => {
    await startMany(use, join(releases.current, 'server/start.ts'))
  },
  releases: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'releases-'))
    const releases = { one: join(home, 'one'), other: join(home, 'other'), current: join(home, 'current') }
    for (const folder of [releases.one, releases.other]) {
      await mkdir(folder)
      for (const name of ['.next', 'lib', 'node_modules', 'package.json', 'prisma', 'public', 'scripts'])
        await symlink(join(ROOT, name), join(folder, name))
      await cp(join(ROOT, 'server'), join(folder, 'server'), { recursive: true })
    }
    await symlink(releases.one, releases.current)
    await use(releases)
    await rm(home, { recursive: true })
  },
})

async function startMany(use: (start: Start) => Promise<void>, file: string): Promise<void> {
  const started: TestProcess[] = []
  await use((env, ...args) => {
    const one = startProcess(file, { env, args, condition: 'react-server' })
    started.push(one)
    return one
  })
  await Promise.all(started.map((one) => one.stop()))
}

/** Those of them that serve. */
export function serversOf(parent: number): number[] {
  return childrenOf(parent).filter((pid) => readProcess(pid, 'cmdline').includes('server/server.ts'))
}

/** The processes that a process has started. */
export function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent && isAlive(pid))
}

function parentOf(pid: number): number | null {
  const found = /^PPid:\s+(\d+)/m.exec(readProcess(pid, 'status'))
  return found ? Number(found[1]) : null
}

/** A process that ended and waits to be counted is not alive. */
export function isAlive(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(readProcess(pid, 'status'))
}

/** What Linux says of a process; nothing when there is none. */
export function readProcess(pid: number, file: 'status' | 'cmdline' | 'environ'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** `NODE_OPTIONS` with which each process writes the pages and routes of the build that it loads. */
export const SAYING_WHAT_IT_LOADS = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  registerHooks({
    load(url, context, next) {
      if (url.includes('/.next/server/app/')) process.stderr.write('[' + process.pid + '] loads ' + url + '\\n')
      return next(url, context)
    },
  })
`)}`

/** The files of pages and routes that a process has loaded, by what it wrote. */
export function listLoaded(output: string, pid: number): string[] {
  const lines = output.matchAll(new RegExp(`^\\[${pid}\\] loads \\S*/\\.next/server/app(/\\S+)\\.js$`, 'gm'))
  return [...new Set([...lines].map(([, entry = '']) => decodeURIComponent(entry)))].sort()
}

/** All that there are. */
export async function listEntries(): Promise<string[]> {
  const text = await readFile(join(ROOT, '.next/app-path-routes-manifest.json'), 'utf8')
  return Object.keys(JSON.parse(text)).sort()
}
