import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { findNative } from './native.ts'

/** Used by root only, whose checkout may lie where the `postgres` account cannot go, such as /root. */
const OUTSIDE = '/var/lib/latchkey'

export type Place = {
  directory: string
  native: string
  /** Said to the person when the files are not where they would look for them. */
  note?: string
}

/** Where the server's data and programs are, so that the account it runs as reaches both. */
export async function findPlace(directory: string, account: Account | undefined): Promise<Place> {
  const native = await findNative()
  await mkdir(dirname(directory), { recursive: true, mode: account ? 0o711 : 0o700 })
  if (!account) return { directory, native }

  const programs = reaches(account, join(native, 'bin/postgres')) ? native : await copyPrograms(native)
  if (reaches(account, dirname(directory))) return { directory, native: programs }

  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  const outside = join(OUTSIDE, `data-${digest(directory)}`)
  const note = `The account "postgres" cannot enter ${dirname(directory)}, so the data is in ${outside}`
  return { directory: outside, native: programs, note }
}

function reaches({ uid, gid }: Account, path: string): boolean {
  return spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0
}

/** Sixty megabytes, copied once for each version. */
async function copyPrograms(native: string): Promise<string> {
  const version = await readFile(join(native, '../package.json'), 'utf8')
  const target = join(OUTSIDE, `programs-${digest(native + version)}`)
  const unfinished = `${target}.${process.pid}`
  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  if (existsSync(target)) return target
  try {
    run('cp', ['-r', native, unfinished])
    run('chmod', ['-R', 'a+rX', unfinished])
    await rename(unfinished, target)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return target
}

function run(command: string, args: string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed: ${stderr?.trim() || error?.message}`)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
