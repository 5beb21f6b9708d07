/** `npm run migrate:new NAME`: writes the migration for what has changed in prisma/schema.prisma. */
import { ensureClient } from './generate.ts'
import { writeMigration } from './migrate/write.ts'

try {
  const [name, ...rest] = process.argv.slice(2)
  if (!name || rest.length > 0) throw new Error('Usage: npm run migrate:new NAME')
  const directory = await writeMigration(name)
  await ensureClient()
  console.log(
    directory
      ? `Wrote prisma/migrations/${directory}/migration.sql: read it before you apply it`
      : 'No change in prisma/schema.prisma',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
