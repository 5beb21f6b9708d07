/** `npm run migrate` applies the migrations; `npm run migrate:new NAME` writes one. */
import { existsSync } from 'node:fs'
import { prepareDatabase } from './migrate/prepare.ts'
import { writeMigration } from './migrate/write.ts'

const USAGE = 'Usage: npm run migrate, or npm run migrate:new NAME'

const [command, name] = process.argv.slice(2)

// The engine keeps a timer of ten seconds after its lock, which would keep us.
process.exit(await run())

async function run(): Promise<number> {
  try {
    if (command === 'apply') await apply()
    else if (command === 'new' && name) await write(name)
    else throw new Error(USAGE)
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

async function apply(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { DATABASE_URL: url, TOKEN_ENCRYPTION_KEYS } = process.env
  if (!url) {
    throw new Error(
      'DATABASE_URL is not set: say which database to migrate. (`npm run dev` migrates its own by itself.)',
    )
  }
  const applied = await prepareDatabase(url, TOKEN_ENCRYPTION_KEYS)
  for (const migration of applied) console.log(`Applied migration ${migration}`)
  if (applied.length === 0) console.log('The database is up to date')
}

async function write(migrationName: string): Promise<void> {
  const directory = await writeMigration(migrationName)
  console.log(
    directory
      ? `Wrote prisma/migrations/${directory}/migration.sql: read it before you apply it`
      : 'No change in prisma/schema.prisma',
  )
}
