/**
 * `npm run doctor` examines a running `npm run dev` of this checkout, or else the set-up that `npm start` would have;
 * --json for machines, --strict minds warnings. With NODE_ENV=production it looks for no `npm run dev`.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Result } from '#lib/doctor/check'
import { allChecks, environmentChecks } from '#lib/doctor/checks'
import { examine } from '#lib/doctor/examine'
import { openSetUp } from '#lib/doctor/set-up'
import { plannedProcesses, serverSettings } from '#server/preflight'
import { countVerdicts, printReport } from './doctor/report.ts'
import { watchTokens } from './doctor/tokens.ts'

const DEVELOPMENT = new URL('doctor/development.ts', import.meta.url)
const ROOT = fileURLToPath(new URL('..', import.meta.url))

try {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, strict: { type: 'boolean' } } })
  const subject = await findSubject()
  const results = await examineAll(subject)
  if (values.json)
    console.log(
      JSON.stringify({ examined: subject.examined, ...countVerdicts(results), checks: results }, null, 2),
    )
  else printReport(subject.examined, results)
  process.exitCode = exitCode(results, values.strict ?? false)
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The doctor could not work')
  process.exitCode = 1
}

/** What is examined, in words, and as the checks want it. */
type Subject = { examined: string } & Pick<
  Parameters<typeof openSetUp>[0],
  'environment' | 'processes' | 'mode'
>

async function findSubject(): Promise<Subject> {
  const development = await findDevelopment()
  if (development) {
    const { address, environment } = development
    return {
      examined: `npm run dev, which runs at ${address}`,
      environment,
      processes: 1,
      mode: 'development',
    }
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
  const environment = process.env
  return { examined: 'what npm start would have here', environment, processes: plannedProcesses(environment) }
}

/** Whoever serves people has no `npm run dev`, and the folder of `npm run standalone` not even what looks for it. */
async function findDevelopment() {
  if (process.env.NODE_ENV === 'production' || !existsSync(DEVELOPMENT)) return null
  const development = await import('./doctor/development.ts')
  return development.findDevelopment(ROOT)
}

async function examineAll({ examined: _words, ...subject }: Subject): Promise<Result[]> {
  const setUp = openSetUp({ ...subject, onTokens: watchTokens() })
  const checks = [...allChecks]
  checks.splice(environmentChecks.length, 0, serverSettings(subject.environment))
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
