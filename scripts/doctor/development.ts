import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { appEnvironment } from '../dev/app.ts'
import { findRunning, type Holder } from '../dev/lock.ts'
import { mailEnvironment, sandboxEnvironment } from '../dev/providers.ts'
import { findDataDirectory, listGiven, readSettings, standInsOf } from '../dev/settings.ts'
import { CERTIFICATE_FILE, ensureSecrets, PORTS_FILE, readPorts, SECRETS_FILE } from '../dev/state.ts'
import { databaseUrl } from '../postgres/start.ts'

/** The application that `npm run dev` runs in a checkout. */
export type Development = { address: string; environment: Record<string, string> }

/**
 * What a running `npm run dev` has given its application, or null when none runs. Throws in words for a person when that
 * cannot be known.
 */
export async function findDevelopment(root: string): Promise<Development | null> {
  const dataDirectory = findDataDirectory(root)
  const running = await findRunning(dataDirectory)
  if (!running) return null
  const { address } = running
  if (!address)
    throw new Error(`${describe(running)} is still starting. Wait for its banner, and run the doctor again.`)
  const settings = readSettings(root)
  requireSame(running, listGiven(settings))
  const [secrets, ports] = await Promise.all([
    ensureSecrets(join(dataDirectory, SECRETS_FILE)),
    readPorts(join(dataDirectory, PORTS_FILE)),
  ])
  await trustOwnCertificate(join(dataDirectory, CERTIFICATE_FILE))
  const standIns = standInsOf(settings)
  const environment = appEnvironment({
    settings,
    secrets,
    providers: {
      ...sandboxEnvironment(standIns, ports.sandbox, secrets),
      ...(standIns.length > 0 && mailEnvironment(settings, ports.mail)),
    },
    databaseUrl: settings.databaseUrl ?? databaseUrl(ports.postgres, secrets.databasePassword),
  })
  return { address, environment: { ...environment, AUTH_URL: address } }
}

/** With other settings than the application has, the doctor would examine something that is not there. */
function requireSame(running: Holder, given: string[]): void {
  const there = running.given ?? []
  const lacking = there.filter((name) => !given.includes(name))
  const added = given.filter((name) => !there.includes(name))
  if (lacking.length > 0)
    throw new Error(
      `${describe(running)} was started with ${lacking.join(', ')}, and the doctor is without. Set the same for it.`,
    )
  if (added.length > 0)
    throw new Error(
      `${describe(running)} was started without ${added.join(', ')}. Start it again, or run the doctor without.`,
    )
}

function describe({ pid, address }: Holder): string {
  return `npm run dev${address ? ` at ${address}` : ''} (process ${pid ?? 'unknown'})`
}

/** The certificate of `npm run dev -- --https`, which nobody else vouches for. */
async function trustOwnCertificate(file: string): Promise<void> {
  const pem = await readFile(file, 'utf8').catch(() => null)
  const [certificate] = pem?.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/) ?? []
  if (certificate) setDefaultCACertificates([...getCACertificates('default'), certificate])
}
