import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Account, Place } from './place.ts'

export const DATABASE = 'latchkey'
export const USER = 'latchkey'

const UNFINISHED = '.new-'

/** An initdb whose parent was killed may still be writing: what was empty a moment ago is tried again. */
const REMOVE = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }

const INITDB = [
  `--username=${USER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--no-locale',
  // The same order of strings on every machine, whatever its locales.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
]

/**
 * Makes the data directory with an empty database, unless it is there. It appears under its name only
 * when it is complete, so that a run that is killed half-way leaves nothing that looks usable.
 */
export async function ensureCluster(
  { directory, programs, account }: Place,
  password: string,
): Promise<void> {
  if (existsSync(join(directory, 'PG_VERSION'))) return
  await rejectForeign(directory)
  await removeUnfinished(directory)
  // An initdb whose parent was killed may still be writing to its own.
  const unfinished = `${directory}${UNFINISHED}${process.pid}`
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const passwordFile = `${directory}.password`
  try {
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (account) {
      await chown(unfinished, account.uid, account.gid)
      await chown(passwordFile, account.uid, account.gid)
    }
    run(
      join(programs, 'bin/initdb'),
      [...INITDB, `--pgdata=${unfinished}`, `--pwfile=${passwordFile}`],
      account,
    )
    run(
      join(programs, 'bin/postgres'),
      ['--single', '-D', unfinished, 'postgres'],
      account,
      `CREATE DATABASE ${DATABASE}\n`,
    )
    await rename(unfinished, directory)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(unfinished, REMOVE)
  }
}

async function removeUnfinished(directory: string): Promise<void> {
  const prefix = basename(directory) + UNFINISHED
  const entries = await readdir(dirname(directory))
  const left = entries.filter((name) => name.startsWith(prefix))
  await Promise.all(left.map((name) => rm(join(dirname(directory), name), REMOVE)))
}

async function rejectForeign(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(() => [])
  if (entries.length === 0) return
  throw new Error(
    `${directory} has files but is no PostgreSQL data directory. Move ${basename(directory)} out of ${dirname(directory)}.`,
  )
}

function run(program: string, args: string[], account: Account | undefined, input = ''): void {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    ...account,
    cwd: '/',
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    input,
    encoding: 'utf8',
  })
  if (status === 0) return
  const said = [error?.message, stdout, stderr].filter(Boolean).join('\n').trim()
  throw new Error(`${basename(program)} failed (${signal ?? status}):\n${said}`)
}
