/** `npm run dev [-- --https]`: the app with everything it needs, until Ctrl-C. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Address, appEnvironment, requestFirstPage, startApp } from './dev/app.ts'
import { ensureCertificate } from './dev/certificate.ts'
import { type Database, startDatabase } from './dev/database.ts'
import { type Lock, takeLock } from './dev/lock.ts'
import { choosePorts } from './dev/ports.ts'
import { followSandbox, type Providers, startProviders } from './dev/providers.ts'
import { listGiven, readSettings, type Settings, standInsOf } from './dev/settings.ts'
import {
  CERTIFICATE_FILE,
  ensureSecrets,
  PORTS_FILE,
  readPorts,
  SECRETS_FILE,
  writePorts,
} from './dev/state.ts'
import { createSupervisor } from './dev/supervisor.ts'
import { ensureClient } from './generate.ts'
import { prepareDatabase } from './migrate/prepare.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const supervisor = createSupervisor()
process.exitCode = await run()
// What the signal handlers and closed channels keep open must not keep us.
process.exit()

async function run(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { https: { type: 'boolean' } } })
    const settings = readSettings(ROOT, values)
    const lock = await takeLock(settings.dataDirectory)
    try {
      await Promise.race([start(settings, lock), supervisor.running])
      await supervisor.running
      return 0
    } finally {
      await supervisor.stop()
      await lock.release()
    }
  } catch (error) {
    // Whoever ends a whole group of processes ends some of them before us.
    if (supervisor.isAskedToStop()) return 0
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

/** Starts everything that the settings do not name, waits until the app answers, and says where. */
async function start(settings: Settings, lock: Lock): Promise<void> {
  const inData = (name: string) => join(settings.dataDirectory, name)
  const [secrets, lastPorts] = await Promise.all([
    ensureSecrets(inData(SECRETS_FILE)),
    readPorts(inData(PORTS_FILE)),
    ensureClient(),
  ])
  const ports = await choosePorts(settings, lastPorts, lock.afterKill)
  const origin = settings.authUrl ?? `${settings.https ? 'https' : 'http'}://localhost:${ports.app}`
  const address: Address = {
    port: ports.app,
    origin,
    certificate: settings.https ? await ensureCertificate(inData(CERTIFICATE_FILE)) : undefined,
  }

  const standsIn = standInsOf(settings).length > 0
  const providers = startProviders({ supervisor, settings, secrets, ports, origin })
  const password = secrets.databasePassword
  const database = await startDatabase({ supervisor, settings, password, port: ports.postgres })
  const environment = appEnvironment({
    settings,
    secrets,
    providers: providers.environment,
    databaseUrl: database.url,
  })
  const app = supervisor.add(() => startApp(environment, address))
  const prepare = async () => {
    const applied = await prepareDatabase(database.url, environment.TOKEN_ENCRYPTION_KEYS)
    if (standsIn) await followSandbox(database.url, lastPorts.sandbox, ports.sandbox)
    // Not earlier: an account that has not followed the sandbox is refused.
    await writePorts(inData(PORTS_FILE), {
      postgres: database.port ?? lastPorts.postgres,
      sandbox: standsIn ? ports.sandbox : lastPorts.sandbox,
      mail: standsIn ? ports.mail : lastPorts.mail,
    })
    return applied.length
  }
  const [migrations] = await Promise.all([prepare(), providers.ready, app.ready])

  const status = await requestFirstPage(address)
  lock.announce({ address: origin, given: listGiven(settings) })
  if (status >= 500) console.error(`The app answers its first page with status ${status}: see above.`)
  printBanner({ address, database, providers, migrations })
}

type Banner = { address: Address; database: Database; providers: Providers; migrations: number }

function printBanner({ address, database, providers, migrations }: Banner): void {
  const { origin, certificate } = address
  const lines = [
    `Latchkey   ${origin}`,
    `Database   ${database.label}`,
    ...providers.labels.map(([name, label]) => `${name.padEnd(11)}${label}`),
    ...(certificate
      ? [`TLS        ${certificate.file}: self-signed, so a browser asks before it trusts it`]
      : []),
    ...(migrations > 0 ? [`Applied    ${migrations} ${migrations === 1 ? 'migration' : 'migrations'}`] : []),
    ...(database.note ? [`Note       ${database.note}`] : []),
  ]
  console.log(`\n  ${lines.join('\n  ')}\n\n  Ctrl-C to stop\n`)
}
