import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Check, failure, ok } from '#lib/doctor/check'
import { environmentChecks, startChecks } from '#lib/doctor/checks'
import { planConnections } from '#lib/doctor/database'
import { examine } from '#lib/doctor/examine'
import { openSetUp, type SetUp } from '#lib/doctor/set-up'
import type { Source } from '#lib/env-schema'
import { findServerProblems, readProcessCount } from './settings.ts'

const BUILD = new URL('../.next/BUILD_ID', import.meta.url)
const MIGRATE = fileURLToPath(new URL('../scripts/migrate.ts', import.meta.url))
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/**
 * Everything that must be right before the first process of a production server starts, in the doctor's words. What is
 * wrong is thrown as one message that says what to do, without the value of any secret.
 *
 * @returns what each process is to be given beside this environment
 */
export async function checkBeforeStart(
  environment: NodeJS.ProcessEnv,
  migrate: boolean,
): Promise<{ DATABASE_POOL_MAX: string }> {
  const setUp = openSetUp({ environment, processes: plannedProcesses(environment) })
  try {
    await requireSound(
      setUp,
      [...environmentChecks, serverSettings(environment)],
      'The environment is not complete, and npm start reads no .env file',
    )
    if (!existsSync(BUILD)) throw new Error('There is no build in .next. Run "npm run build" first.')
    if (migrate) await runMigrations(environment)
    await requireSound(setUp, startChecks, 'The server would not work like this')
    const { kind, seen, requests } = await planConnections(setUp)
    if (kind === 'reduced')
      console.warn(`${seen} connections to the database: each has ${requests} for requests, so that all fit`)
    return { DATABASE_POOL_MAX: String(requests) }
  } finally {
    await setUp.close()
  }
}

/** The doctor's check of the variables that only this server reads. */
export function serverSettings(source: Source): Check<unknown> {
  return {
    id: 'server-settings',
    group: 'Environment',
    title: 'Settings of the server',
    examine() {
      const problems = findServerProblems(source)
      if (problems.length === 0) return ok('well-formed, or left to their defaults')
      return failure(
        problems.map(({ name, problem }) => `${name} ${problem}`).join('; '),
        '.env.example explains every variable; each of these may be left out.',
      )
    },
  }
}

/** How many server processes `npm start` starts, or null when WEB_CONCURRENCY does not say. */
export function plannedProcesses(source: Source): number | null {
  const wrong = findServerProblems(source).some(({ name }) => name === 'WEB_CONCURRENCY')
  return wrong ? null : readProcessCount(source)
}

async function requireSound(setUp: SetUp, checks: Check<SetUp>[], headline: string): Promise<void> {
  const results = await examine(checks, setUp)
  const failures = results.filter(({ verdict }) => verdict === 'failure')
  if (failures.length === 0) return
  const list = failures.map(({ seen, advice, id }) => `  ✗ ${seen}\n    → ${advice} (${id})`).join('\n')
  throw new Error(`${headline}:\n${list}\n"npm run doctor" examines everything else as well.`)
}

/** `npm run migrate`, in a process that ends: nothing that migrates stays with the server. */
async function runMigrations(environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, ['--conditions=react-server', MIGRATE, 'apply'], {
    env: environment,
    stdio: 'inherit',
  })
  const passOn = (signal: NodeJS.Signals) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, passOn)
  const [code] = await once(child, 'exit')
  for (const signal of SIGNALS) process.off(signal, passOn)
  if (code !== 0) throw new Error('The database was not migrated, so the server does not start.')
}
