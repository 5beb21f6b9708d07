import { existsSync } from 'node:fs'
import { EnvError, parseEnv } from '#lib/env'
import { pendingMigrations } from '../migrate/history.ts'
import { readServerSettings } from './settings.ts'

const BUILD = new URL('../../.next/BUILD_ID', import.meta.url)

/**
 * Everything that must be right before the first process of a production server starts.
 *
 * @throws Error with words on what to do, without the value of any variable
 */
export async function checkBeforeStart(environment: NodeJS.ProcessEnv, migrate: boolean): Promise<void> {
  const { DATABASE_URL } = readEnvironment(environment)
  readServerSettings(environment)
  if (!existsSync(BUILD)) throw new Error('There is no build in .next. Run "npm run build" first.')
  if (migrate) await applyPending(DATABASE_URL)
  await requireMigrated(DATABASE_URL)
}

function readEnvironment(environment: NodeJS.ProcessEnv) {
  try {
    return parseEnv(environment)
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    const lines = error.problems.map(({ name, problem }) => `  ${name} ${problem}`)
    throw new Error(
      `The environment is not complete:\n${lines.join('\n')}\n.env.example explains every variable. npm start reads no .env file.`,
    )
  }
}

async function requireMigrated(databaseUrl: string): Promise<void> {
  const pending = await pendingMigrations(databaseUrl)
  if (pending.length === 0) return
  throw new Error(
    `The database lacks ${pending.length} of our migrations:\n${pending.map((name) => `  ${name}`).join('\n')}\nRun "npm run migrate", or start with "npm start -- --migrate".`,
  )
}

/** The engine that migrates is a development dependency, so it is loaded only when it is asked for. */
async function applyPending(databaseUrl: string): Promise<void> {
  const { applyMigrations } = await import('../migrate/apply.ts')
  for (const name of await applyMigrations(databaseUrl)) console.log(`Applied migration ${name}`)
}
