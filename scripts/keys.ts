/** `npm run keys:new` prints a key for TOKEN_ENCRYPTION_KEYS; `npm run keys:rotate` puts every token under the first. */
import { existsSync } from 'node:fs'
import { connect } from '#lib/db/migrations'
import { countByKey, type KeyUse, rotateTokens } from '#lib/grants/at-rest'
import { newKeyEntry, parseKeyRing } from '#lib/key-ring'
import { createProgress } from './process/progress.ts'

const [command] = process.argv.slice(2)

try {
  if (command === 'new') console.log(newKeyEntry())
  else if (command === 'rotate') await rotate()
  else throw new Error('Usage: npm run keys:new, or npm run keys:rotate')
} catch (error) {
  console.error(describe(error))
  process.exitCode = 1
}

async function rotate(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { DATABASE_URL, TOKEN_ENCRYPTION_KEYS } = process.env
  if (!DATABASE_URL || !TOKEN_ENCRYPTION_KEYS)
    throw new Error('DATABASE_URL and TOKEN_ENCRYPTION_KEYS must be set')
  const ring = parseKeyRing(TOKEN_ENCRYPTION_KEYS)
  const pool = await connect(DATABASE_URL)
  try {
    const before = await countByKey(pool)
    const progress = createProgress('Tokens', countOthers(before, ring[0].id))
    await rotateTokens(pool, ring, progress.add)
    progress.end()
    report(
      await countByKey(pool),
      ring.map(({ id }) => id),
    )
  } finally {
    await pool.end()
  }
}

/** What an operator decides by: a key that holds nothing any more may go. */
function report(use: KeyUse, ids: string[]): void {
  for (const id of new Set([...ids, ...use.keys()])) {
    const count = use.get(id) ?? 0
    const spare = count === 0 && id !== ids[0] ? ': it can be taken out of TOKEN_ENCRYPTION_KEYS' : ''
    console.log(`${id ?? 'In plain text'}: ${count} ${count === 1 ? 'token' : 'tokens'}${spare}`)
  }
}

function countOthers(use: KeyUse, first: string): number {
  return [...use].reduce((sum, [key, count]) => sum + (key === first ? 0 : count), 0)
}

/** The cause says which key is missing. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
