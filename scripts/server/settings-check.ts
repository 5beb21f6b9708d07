import { availableParallelism } from 'node:os'
import { type Check, failure, ok } from '#lib/doctor/check'
import { findServerFaults, readConcurrency } from './settings.ts'

type Source = Record<string, string | undefined>

/** The doctor's word on the variables that only the server in front of Next reads. */
export function serverSettings(source: Source): Check<unknown> {
  return {
    id: 'server-settings',
    group: 'Environment',
    title: 'Settings of the server',
    examine() {
      const count = readProcesses(source)
      const faults = [...findServerFaults(source), ...(typeof count === 'string' ? [count] : [])]
      if (faults.length === 0) return ok('well-formed, or left to their defaults')
      return failure(
        faults.join('; '),
        '.env.example explains every variable; each of these may be left out.',
      )
    },
  }
}

/** How many server processes `npm start` starts, or null when WEB_CONCURRENCY does not say. */
export function plannedProcesses(source: Source): number | null {
  const count = readProcesses(source)
  return typeof count === 'number' ? count : null
}

/** The number, or what is wrong with it. */
function readProcesses(source: Source): number | string {
  try {
    return readConcurrency(source, availableParallelism())
  } catch (error) {
    return error instanceof Error ? error.message : 'WEB_CONCURRENCY is wrong'
  }
}
