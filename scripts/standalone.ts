/** `npm run standalone`: turns what `npm run build` left in `.next/standalone` into a folder that runs anywhere. */
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { loadFileTracer } from '#server/next-internals'

/** What is run where the server runs. */
const COMMANDS = new Set([
  'start',
  'migrate',
  'keys:new',
  'keys:rotate',
  'accounts:disable',
  'accounts:enable',
  'accounts:free-address',
  'risc',
  'doctor',
])

/** Started by `npm start`, by their addresses. */
const STARTED = ['server/server.ts', 'server/check.ts']

/** Looks for a running `npm run dev`, which the folder does not have. */
const DEVELOPMENT = 'scripts/doctor/development.ts'

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

try {
  const { folder, commands } = await completeFolder(fileURLToPath(new URL('..', import.meta.url)))
  console.log(`Wrote ${folder}. Copy it to where it is to run; what it can do there:`)
  for (const [name, command] of Object.entries(commands)) console.log(`  ${name.padEnd(12)} ${command}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/**
 * Adds to the folder that Next wrote what its tracing knows nothing of: our server and the commands for operators
 * with all they import, the migrations, and the files that browsers load. Doing it again does no harm.
 */
async function completeFolder(root: string): Promise<{ folder: string; commands: Commands }> {
  const folder = join(root, '.next/standalone')
  if (!existsSync(folder)) throw new Error('There is no build in .next. Run "npm run build" first.')
  const { scripts, ...about } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const commands = Object.fromEntries(Object.entries(scripts).filter(([name]) => COMMANDS.has(name)))

  for (const name of UNWANTED) await rm(join(folder, name), { force: true })
  for (const name of ['.next/static', 'public'])
    if (existsSync(join(root, name))) await cp(join(root, name), join(folder, name), { recursive: true })
  const files = await traceModules(root, [...STARTED, ...new Set(Object.values(commands).map(moduleOf))])
  for (const file of files) await copyInto(root, folder, file)
  const description = { ...about, engines: ENGINES, scripts: commands }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
  return { folder, commands }
}

/** `node --conditions=react-server server/start.ts` runs `server/start.ts`. */
function moduleOf(command: string): string {
  const [module] = /\b(?:server|scripts)\/[\w-]+\.ts\b/.exec(command) ?? []
  if (!module) throw new Error(`"${command}" does not run a module of ours`)
  return module
}

/**
 * Every file that these modules may load when plain Node runs them, themselves included, by its path from `root`.
 * Files of Next are left out: its own trace has them. So is what is for development alone.
 */
async function traceModules(root: string, modules: string[]): Promise<string[]> {
  const { fileList } = await loadFileTracer().nodeFileTrace(
    modules.map((path) => join(root, path)),
    {
      base: root,
      conditions: ['react-server'],
      ts: true,
      ignore: ['node_modules/next/**', DEVELOPMENT],
      readFile: readAsJavaScript,
    },
  )
  const files = [...fileList].map((file) => file.replaceAll(sep, '/')).sort()
  const outside = files.find((file) => file.startsWith('../'))
  if (outside) throw new Error(`${outside} is not inside of ${root}`)
  return files
}

/** The tracer reads no types. */
async function readAsJavaScript(path: string): Promise<string | Buffer | null> {
  try {
    const content = await readFile(path)
    const isOurs = path.endsWith('.ts') && !path.includes(`${sep}node_modules${sep}`)
    return isOurs ? stripTypeScriptTypes(content.toString()) : content
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null
    throw error
  }
}

async function copyInto(root: string, folder: string, file: string): Promise<void> {
  const target = join(folder, file)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(root, file), target)
}
