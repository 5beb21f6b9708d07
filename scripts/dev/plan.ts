import { join } from 'node:path'
import { findFreePort } from '../process/ports.ts'
import { keepCertificate } from './certificate.ts'
import type { Crew } from './crew.ts'
import { keepSecrets, type Ports, readPorts, type Secrets } from './kept.ts'
import type { Lock } from './lock.ts'
import type { Settings } from './settings.ts'

/** How long the processes of a start that was killed may take to notice and leave their ports. */
const LEAVING_MS = 4_000

export type Start = { crew: Crew; settings: Settings; lock: Lock }
export type Plan = Start & {
  secrets: Secrets
  ports: Ports
  /** The ports of the last start. */
  kept: Ports
  port: number
  origin: string
  /** With what our server speaks TLS, if it does: a key and its certificate. */
  certificate: { file: string; pem: string } | undefined
}

/**
 * Decides where everything listens before anything starts, since the parts must know of each other.
 * A sandbox that moves is another issuer to the database, so its port is kept when that is possible.
 *
 * @throws Error when AUTH_URL names a port that is taken
 */
export async function makePlan(start: Start): Promise<Plan> {
  const { dataDirectory, authUrl, https, port: wanted } = start.settings
  const pemFile = join(dataDirectory, 'localhost.pem')
  const patienceMs = start.lock.tookOver ? LEAVING_MS : 0
  const secrets = await keepSecrets(join(dataDirectory, 'secrets.json'))
  const kept = await readPorts(join(dataDirectory, 'ports.json'))
  const port = await findFreePort(wanted, { patienceMs })
  if (authUrl && port !== wanted) {
    throw new Error(
      `Port ${wanted} is taken, and AUTH_URL (${authUrl}) needs it. Free it, or change AUTH_URL.`,
    )
  }
  const sandbox = await findFreePort(kept.sandbox, { avoid: [port, kept.postgres], patienceMs })
  // A PostgreSQL of ours that was left running holds its port until the new one has stopped it.
  const postgres = kept.postgres === port ? port + 1 : kept.postgres
  return {
    ...start,
    secrets,
    port,
    ports: { postgres, sandbox },
    kept,
    origin: authUrl ?? `${https ? 'https' : 'http'}://localhost:${port}`,
    certificate: https ? { file: pemFile, pem: await keepCertificate(pemFile) } : undefined,
  }
}
