/** `npm run migrate`: brings the database of DATABASE_URL up to date. */
import { existsSync } from 'node:fs'
import { prepareDatabase } from './migrate/prepare.ts'

try {
  // The command may be left out: there is no other.
  const [command = 'apply', ...rest] = process.argv.slice(2)
  if (command !== 'apply' || rest.length > 0) throw new Error('Usage: npm run migrate')
  if (existsSync('.env')) process.loadEnvFile('.env')
  await migrate(process.env)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function migrate({ DATABASE_URL, TOKEN_ENCRYPTION_KEYS }: NodeJS.ProcessEnv): Promise<void> {
  if (!DATABASE_URL) {
    throw new Error(
      'DATABASE_URL is not set: say which database to migrate. (`npm run dev` migrates its own by itself.)',
    )
  }
  const applied = await prepareDatabase(DATABASE_URL, TOKEN_ENCRYPTION_KEYS)
  for (const migration of applied) console.log(`Applied migration ${migration}`)
  if (applied.length === 0) console.log('The database is up to date')
}
