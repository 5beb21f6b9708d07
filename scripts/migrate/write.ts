import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listMigrations } from '#lib/db/migrations'
import { openEngine } from './engine.ts'

const PRISMA = fileURLToPath(new URL('../../prisma', import.meta.url))
const NAME = /^[a-z][a-z0-9_]{0,59}$/
const CHANGED = 2

/** Not Prisma's `empty`: against that it also makes the schema "public", for which few roles have the right. */
const NO_MODEL = 'datasource db {\n  provider = "postgresql"\n}\n'

const LOCK_FILE = `# Prisma reads this; it says which database the migrations are written for.
provider = "postgresql"
`

/**
 * Writes the migration from the data model of the last one, which is in `migrations/schema.prisma`, to
 * that of `schema.prisma`. Returns its folder's name, or null when nothing changed.
 */
export async function writeMigration(name: string, prisma = PRISMA): Promise<string | null> {
  if (!NAME.test(name))
    throw new Error(`"${name}" is no name: use lower-case letters, digits and _, such as add_teams`)
  const migrations = join(prisma, 'migrations')
  const snapshot = join(migrations, 'schema.prisma')
  const after = await readFile(join(prisma, 'schema.prisma'), 'utf8')
  const before = await readFile(snapshot, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const sql = await writeDifference(before, after)
  if (sql === null) return null

  const directory = `${await nextTimestamp(migrations)}_${name}`
  await mkdir(join(migrations, directory), { recursive: true })
  await writeFile(join(migrations, directory, 'migration.sql'), sql)
  await writeFile(join(migrations, 'migration_lock.toml'), LOCK_FILE)
  await writeFile(snapshot, after)
  return directory
}

/** The SQL that turns a database of one data model (none: an empty one) into another, or null. */
export async function writeDifference(before: string | undefined, after: string): Promise<string | null> {
  const engine = await openEngine()
  const { exitCode, stdout } = await engine.diff({
    from: toTarget(before ?? NO_MODEL),
    to: toTarget(after),
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return exitCode === CHANGED ? stdout : null
}

function toTarget(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] }
}

/** Now, or a second after the last migration when that is later: their order is the order of names. */
async function nextTimestamp(migrations: string): Promise<string> {
  const last = (await listMigrations(migrations)).at(-1)?.name.slice(0, 14)
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  return last && last >= now ? String(BigInt(last) + 1n) : now
}
