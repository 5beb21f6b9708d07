import { existsSync } from 'node:fs'
import { connect, pendingMigrations } from '#lib/db/history'
import { EnvError, parseEnv } from '#lib/env'
import type { KeyRing } from '#lib/key-ring'
import { countByKey } from '#lib/tokens/rotate'
import { readServerSettings } from './settings.ts'

const BUILD = new URL('../../.next/BUILD_ID', import.meta.url)

/**
 * Everything that must be right before the first process of a production server starts.
 *
 * @throws Error with words on what to do, without the value of any variable
 */
export async function checkBeforeStart(environment: NodeJS.ProcessEnv, migrate: boolean): Promise<void> {
  const { DATABASE_URL, TOKEN_ENCRYPTION_KEYS } = readEnvironment(environment)
  readServerSettings(environment)
  if (!existsSync(BUILD)) throw new Error('There is no build in .next. Run "npm run build" first.')
  if (migrate) await prepare(DATABASE_URL, environment.TOKEN_ENCRYPTION_KEYS)
  await requireMigrated(DATABASE_URL)
  await requireKeys(DATABASE_URL, TOKEN_ENCRYPTION_KEYS)
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

/** A key that is missing here would make tokens unreadable that are still wanted. */
async function requireKeys(databaseUrl: string, ring: KeyRing): Promise<void> {
  const pool = await connect(databaseUrl)
  try {
    const use = await countByKey(pool)
    const lacking = [...use].filter(([key]) => !ring.some(({ id }) => id === key))
    if (lacking.length === 0) return
    const lines = lacking.map(([key, count]) => `  ${key ?? 'in plain text'}: ${count} tokens`)
    throw new Error(
      `TOKEN_ENCRYPTION_KEYS lacks keys that tokens are stored under:\n${lines.join('\n')}\nAdd them behind the first one. Tokens in plain text are encrypted by "npm run migrate".`,
    )
  } finally {
    await pool.end()
  }
}

/** The engine that migrates is a development dependency, so it is loaded only when it is asked for. */
async function prepare(databaseUrl: string, keys: string | undefined): Promise<void> {
  const { prepareDatabase } = await import('../migrate/prepare.ts')
  for (const name of await prepareDatabase(databaseUrl, keys)) console.log(`Applied migration ${name}`)
}
