import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { traceModules } from './trace.ts'

/** What is run where the server runs. */
const COMMANDS = new Set(['start', 'migrate', 'keys:new', 'keys:rotate', 'doctor'])

/** Started by another script, by its address. */
const SERVER = 'scripts/server.ts'

/** Read by an address that is put together at run time, which no tracer sees. */
const UNSEEN = ['node_modules/@prisma/schema-engine-wasm/schema_engine_bg.wasm']

/** Next's own server would answer without ours in front; an .env file of the machine that builds may hold secrets. */
const UNWANTED = ['server.js', '.env', '.env.production']

/** The first Node that runs TypeScript as it is. */
const ENGINES = { node: '>=22.18' }

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  private: z.literal(true),
  type: z.literal('module'),
  imports: z.record(z.string(), z.string()),
  scripts: z.record(z.string(), z.string()),
})

type Commands = Record<string, string>

/**
 * Adds to the folder that Next wrote what its tracing knows nothing of: our server and the commands for operators
 * with all they import, the migrations, and the files that browsers load. Doing it again does no harm.
 *
 * @throws Error when there is no build
 */
export async function completeFolder(root: string): Promise<{ folder: string; commands: Commands }> {
  const folder = join(root, '.next/standalone')
  if (!existsSync(folder)) throw new Error('There is no build in .next. Run "npm run build" first.')
  const { scripts, ...about } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const commands = Object.fromEntries(Object.entries(scripts).filter(([name]) => COMMANDS.has(name)))

  for (const name of UNWANTED) await rm(join(folder, name), { force: true })
  for (const name of ['.next/static', 'public'])
    if (existsSync(join(root, name))) await cp(join(root, name), join(folder, name), { recursive: true })
  const files = await traceModules(root, [SERVER, ...new Set(Object.values(commands).map(scriptOf))])
  for (const file of [...files, ...UNSEEN]) await copyInto(root, folder, file)
  const description = { ...about, engines: ENGINES, scripts: commands }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
  return { folder, commands }
}

/** `node --conditions=react-server scripts/start.ts` runs `scripts/start.ts`. */
function scriptOf(command: string): string {
  const [script] = /\bscripts\/[\w-]+\.ts\b/.exec(command) ?? []
  if (!script) throw new Error(`"${command}" does not run a script of ours`)
  return script
}

async function copyInto(root: string, folder: string, file: string): Promise<void> {
  const target = join(folder, file)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(root, file), target)
}
