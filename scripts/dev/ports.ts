import { findFreePort } from '../process/ports.ts'
import type { Settings } from './settings.ts'
import type { StatePorts } from './state.ts'

export type Ports = StatePorts & { app: number }

/** How long what a killed start has left may take to notice and leave its ports. */
const LEAVING_MS = 4_000

/**
 * Decides where everything listens before anything starts, since the parts must know of each other. What is taken
 * moves on to the next port, unless the person has fixed it. A sandbox that moves is another issuer to the database,
 * so it stays at the port of the last start when that is possible.
 */
export async function choosePorts(settings: Settings, last: StatePorts, afterKill: boolean): Promise<Ports> {
  const patienceMs = afterKill ? LEAVING_MS : 0
  const { authUrl } = settings
  const app = await findFreePort(settings.port, { patienceMs })
  if (authUrl && app !== settings.port) {
    throw new Error(
      `Port ${settings.port} is taken, and AUTH_URL (${authUrl}) needs it. Free it, or change AUTH_URL.`,
    )
  }
  // A PostgreSQL of ours that was left running holds its port until the new one has stopped it.
  const postgres = settings.postgresPort ?? (last.postgres === app ? app + 1 : last.postgres)
  const wanted = settings.sandboxPort ?? last.sandbox
  const sandbox = await findFreePort(wanted, { avoid: [app, postgres], patienceMs })
  if (settings.sandboxPort) rejectMoved('SANDBOX_PORT', wanted, sandbox)
  const mail = await findFreePort(last.mail, { avoid: [app, postgres, sandbox], patienceMs })
  return { app, postgres, sandbox, mail }
}

/** For a port that the person has fixed. */
export function rejectMoved(variable: string, wanted: number, found: number): void {
  if (found !== wanted)
    throw new Error(`Port ${wanted} is taken, and ${variable} names it. Free it, or change ${variable}.`)
}
