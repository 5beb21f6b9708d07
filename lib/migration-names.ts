import { readdir } from 'node:fs/promises'

const DIRECTORY = /^\d{14}_[a-z][a-z0-9_]*$/

/** The names of the migrations in a folder, oldest first; none when there is no such folder. */
export async function listMigrationNames(folder: string | URL): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.filter((name) => DIRECTORY.test(name)).sort()
}
