import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const NAME = 'postgres'

export type Account = { uid: number; gid: number }

/**
 * Whom PostgreSQL must run as when we are root, which it refuses to be. Creates the system account
 * `postgres` on a machine that has none. Undefined for everybody else: they run it as themselves.
 */
export function findServerAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  return readAccount() ?? createAccount()
}

function readAccount(): Account | undefined {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${NAME}:`))
  const [, , uid, gid] = entry?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function createAccount(): Account {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]
  const { status, stderr, error } = spawnSync('useradd', flags, { encoding: 'utf8' })
  const account = status === 0 ? readAccount() : undefined
  if (account) return account
  const cause = stderr?.trim() || error?.message || 'no entry in /etc/passwd'
  throw new Error(
    `PostgreSQL does not run as root, and an account "${NAME}" could not be made (${cause}). ` +
      'Run this as another user, make that account, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}
