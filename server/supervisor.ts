/** The first process of `npm start`: checks that everything is there, then serves the build from as many processes as asked for. */
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { brand } from '#lib/brand'
import type { Source } from '#lib/env-schema'
import { startChild } from './child-process.ts'
import { findServerProblems, readMetricsAddress, readProcessCount, readStopDelay } from './settings.ts'
import { startWorkers, type Workers } from './workers.ts'

/** As it was named, with the links on the way: one of them may lead to another release by now. */
const FOLDER = dirname(process.argv[1] ?? '')

try {
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
  // What is wrong with these is said with everything else that is wrong.
  if (findServerProblems(environment).length > 0) await check(environment)
  await serve(environment)
} catch (error) {
  console.error(describe(error))
  process.exit(1)
}

/** Loads what checks only now: the processes load Next meanwhile. */
async function check(environment: NodeJS.ProcessEnv): Promise<Source> {
  const { checkBeforeStart } = await import('./preflight.ts')
  return checkBeforeStart(environment, process.argv.includes('--migrate'))
}

async function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  const count = readProcessCount(environment)
  const metricsAddress = readMetricsAddress(environment)
  const permitted = Promise.withResolvers<Source>()
  const workers = startWorkers({
    count,
    file: join(FOLDER, 'server.ts'),
    stopDelayMs: readStopDelay(environment),
    environment: permitted.promise,
  })
  try {
    const given = await check(environment)
    if (metricsAddress) await (await import('./metrics-server.ts')).serveMetrics(metricsAddress)
    permitted.resolve(given)
  } catch (error) {
    await workers.stop()
    throw error
  }
  const end = async (code: number, awaited = false) => {
    await workers.stop({ awaited })
    process.exit(code)
  }
  const reload = createReload(workers, environment)
  process.on('SIGTERM', () => void end(0))
  process.on('SIGINT', () => void end(0, true))
  // A terminal that is closed sends it, too.
  process.on('SIGHUP', () => void (process.stdin.isTTY ? end(0) : reload()))
  void workers.gaveUp.then((reason) => {
    console.error(`${reason}. Giving up.`)
    return end(1)
  })
  await workers.ready
  const { AUTH_URL, PORT } = environment
  console.log(`${brand.name} serves ${AUTH_URL} on port ${PORT || 3000} with ${inWords(count)}`)
}

/**
 * Replaces the processes when it is called, and once more when it is called meanwhile: what is on the disk may have changed
 * since. Nothing is replaced while something is wrong that would keep a server from starting.
 */
function createReload(workers: Workers, environment: NodeJS.ProcessEnv): () => Promise<void> {
  let wanted = false
  let busy = false
  return async () => {
    wanted = true
    if (busy) return
    busy = true
    while (wanted) {
      wanted = false
      await reload(workers, environment)
    }
    busy = false
  }
}

async function reload(workers: Workers, environment: NodeJS.ProcessEnv): Promise<void> {
  try {
    await workers.ready
    console.log('Replacing the server processes, one after the other')
    const replaced = await workers.replaceAll(await checkAgain(environment))
    if (replaced) console.log('Every server process is new')
  } catch (error) {
    console.error(`${describe(error)}\nNot every server process was replaced. Those that were there go on.`)
  }
}

const checked = z.object({ type: z.literal('ready'), given: z.record(z.string(), z.string()) })

/** Whether a server would start now, by the rules of what would be started: this process is of an older one. */
async function checkAgain(env: NodeJS.ProcessEnv): Promise<Source> {
  const file = pathToFileURL(join(FOLDER, 'check.ts'))
  const execArgv = ['--conditions=react-server']
  const check = startChild({ name: 'The check', file, env, execArgv, ready: checked })
  try {
    return (await check.ready).given
  } finally {
    await check.stop()
  }
}

function inWords(count: number): string {
  return count === 1 ? 'one process' : `${count} processes`
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : 'The server did not start'
}
