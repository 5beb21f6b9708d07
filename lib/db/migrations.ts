import 'server-only'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where Prisma expects them. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

const DIRECTORY = /^\d{14}_[a-z][a-z0-9_]*$/

export type Migration = { name: string; sql: string; checksum: string }

/** The migrations of a folder, oldest first. */
export async function listMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return Promise.all(
    entries
      .filter((name) => DIRECTORY.test(name))
      .sort()
      .map((name) => read(folder, name)),
  )
}

async function read(folder: string, name: string): Promise<Migration> {
  const file = await readFile(join(folder, name, 'migration.sql'), 'utf8')
  // A checkout on Windows may have changed the line ends, which must not change the checksum.
  const sql = file.replaceAll('\r\n', '\n')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
