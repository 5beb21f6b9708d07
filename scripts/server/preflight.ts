import { existsSync } from 'node:fs'
import type { Check } from '#lib/doctor/check'
import { environmentChecks, startChecks } from '#lib/doctor/checks'
import { examine } from '#lib/doctor/examine'
import { openSetUp, type SetUp } from '#lib/doctor/set-up'
import { describeFailures } from '../doctor/report.ts'
import { plannedProcesses, serverSettings } from './settings-check.ts'

const BUILD = new URL('../../.next/BUILD_ID', import.meta.url)

/**
 * Everything that must be right before the first process of a production server starts, in the doctor's words.
 *
 * @throws Error with words on what to do, without the value of any secret
 */
export async function checkBeforeStart(environment: NodeJS.ProcessEnv, migrate: boolean): Promise<void> {
  const setUp = openSetUp({ environment, processes: plannedProcesses(environment) })
  try {
    await requireSound(
      setUp,
      [...environmentChecks, serverSettings(environment)],
      'The environment is not complete, and npm start reads no .env file',
    )
    if (!existsSync(BUILD)) throw new Error('There is no build in .next. Run "npm run build" first.')
    if (migrate) await prepare(setUp.setting('DATABASE_URL'), environment.TOKEN_ENCRYPTION_KEYS)
    await requireSound(setUp, startChecks, 'The server would not work like this')
  } finally {
    await setUp.close()
  }
}

async function requireSound(setUp: SetUp, checks: Check<SetUp>[], headline: string): Promise<void> {
  const results = await examine(checks, setUp)
  const failures = results.filter(({ verdict }) => verdict === 'failure')
  if (failures.length === 0) return
  throw new Error(
    `${headline}:\n${describeFailures(failures)}\n"npm run doctor" examines everything else as well.`,
  )
}

/** The engine that migrates is a development dependency, so it is loaded only when it is asked for. */
async function prepare(databaseUrl: string, keys: string | undefined): Promise<void> {
  const { prepareDatabase } = await import('../migrate/prepare.ts')
  for (const name of await prepareDatabase(databaseUrl, keys)) console.log(`Applied migration ${name}`)
}
