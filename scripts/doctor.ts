/** `npm run doctor` examines the set-up that `npm start` would have; --json for machines, --strict minds warnings. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Result } from '#lib/doctor/check'
import { allChecks, environmentChecks } from '#lib/doctor/checks'
import { examine } from '#lib/doctor/examine'
import { openSetUp } from '#lib/doctor/set-up'
import { plannedProcesses, serverSettings } from '#server/preflight'
import { countVerdicts, printReport } from './doctor/report.ts'
import { watchTokens } from './doctor/tokens.ts'

try {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, strict: { type: 'boolean' } } })
  if (existsSync('.env')) process.loadEnvFile('.env')
  const results = await examineAll()
  if (values.json) console.log(JSON.stringify({ ...countVerdicts(results), checks: results }, null, 2))
  else printReport(results)
  process.exitCode = exitCode(results, values.strict ?? false)
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The doctor could not work')
  process.exitCode = 1
}

async function examineAll(): Promise<Result[]> {
  const environment = process.env
  const setUp = openSetUp({ environment, processes: plannedProcesses(environment), onTokens: watchTokens() })
  const checks = [...allChecks]
  checks.splice(environmentChecks.length, 0, serverSettings(environment))
  try {
    return await examine(checks, setUp)
  } finally {
    await setUp.close()
  }
}

function exitCode(results: Result[], strict: boolean): number {
  const { failure, warning } = countVerdicts(results)
  if (failure > 0) return 1
  return strict && warning > 0 ? 2 : 0
}
