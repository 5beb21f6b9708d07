/**
 * Writes Prisma's client to lib/db/generated when it is not that of prisma/schema.prisma. Run after
 * every `npm ci`; whoever needs the client calls `ensureClient`, for installs without scripts.
 */
import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const ROOT = new URL('../', import.meta.url)
const SCHEMA = new URL('prisma/schema.prisma', ROOT)
const CLIENT = new URL('lib/db/generated/internal/class.ts', ROOT)
const PRISMA = new URL('node_modules/prisma/', ROOT)

const run = promisify(execFile)

/** Writes the client if need be. An error has what Prisma said. */
export async function ensureClient(): Promise<void> {
  if (!(await isCurrent())) await generate()
}

/** The generated client holds the schema and the version that it was made from. */
async function isCurrent(): Promise<boolean> {
  const [schema, client, manifest] = await Promise.all([
    readFile(SCHEMA, 'utf8'),
    readFile(CLIENT, 'utf8').catch(() => ''),
    readFile(new URL('package.json', PRISMA), 'utf8'),
  ])
  const { version } = JSON.parse(manifest)
  return client.includes(JSON.stringify(schema)) && client.includes(`"clientVersion": "${version}"`)
}

async function generate(): Promise<void> {
  const prisma = fileURLToPath(new URL('build/index.js', PRISMA))
  const env = {
    ...process.env,
    // Generating never runs the schema engine, but without one here it would be downloaded.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const args = [prisma, 'generate', '--schema', fileURLToPath(SCHEMA)]
  await run(process.execPath, args, { cwd: ROOT, env }).catch(({ stdout, stderr, message }) => {
    throw new Error(`prisma generate failed:\n${`${stdout}${stderr}`.trim() || message}`)
  })
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    // `npm ci --omit=dev` installs for an app that is built already.
    if (existsSync(PRISMA)) await ensureClient()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
