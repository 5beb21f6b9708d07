import { join } from 'node:path'
import { z } from 'zod'
import { redirectUri } from '#lib/provider-ids'
import { ensureClient } from '../generate.ts'
import { prepareDatabase } from '../migrate/prepare.ts'
import { databaseUrl, startPostgres } from '../postgres/start.ts'
import { type Child, startChild } from '../process/child.ts'
import { waitForAnswer } from './answer.ts'
import { followSandbox } from './follow-sandbox.ts'
import { writePorts } from './kept.ts'
import { makePlan, type Plan, type Start } from './plan.ts'

const CLIENT_ID = 'latchkey-development.apps.googleusercontent.com'

const appReady = z.object({ type: z.literal('ready'), port: z.number() })
const sandboxReady = z.object({ type: z.literal('ready'), issuer: z.string() })

type Database = { url: string; label: string; port?: number }
type Google = { environment: Record<string, string>; label: string; ready: Promise<unknown> }

/** Starts everything that the settings do not name, waits until the app answers, and says where. */
export async function startAll(start: Start): Promise<void> {
  const [plan] = await Promise.all([makePlan(start), ensureClient()])
  const google = startGoogle(plan)
  const database = await startDatabase(plan)
  const migrated = prepare(plan, database)
  const app = startApp(plan, { DATABASE_URL: database.url, ...google.environment })
  const [applied] = await Promise.all([migrated, google.ready, app.ready])
  for (const name of applied) console.log(`Applied migration ${name}`)

  const status = await waitForAnswer(plan)
  await plan.lock.announce(plan.origin)
  if (status >= 500) console.error(`The app answers its first page with status ${status}: see above.`)
  printBanner(plan, database, google)
}

/** Migrates; and only then notes the ports, since an account that has not followed the sandbox is refused. */
async function prepare(plan: Plan, database: Database): Promise<string[]> {
  const { settings, ports, kept } = plan
  const applied = await prepareDatabase(database.url, keysOf(plan))
  if (!settings.googleId) {
    await followSandbox(database.url, sandboxAddress(kept.sandbox), sandboxAddress(ports.sandbox))
  }
  await writePorts(join(settings.dataDirectory, 'ports.json'), {
    postgres: database.port ?? kept.postgres,
    sandbox: settings.googleId ? kept.sandbox : ports.sandbox,
  })
  return applied
}

function sandboxAddress(port: number): string {
  return `http://127.0.0.1:${port}`
}

function keysOf({ settings, secrets }: Plan): string {
  return settings.environment.TOKEN_ENCRYPTION_KEYS ?? secrets.tokenEncryptionKeys
}

async function startDatabase({ crew, settings, secrets, ports }: Plan): Promise<Database> {
  if (settings.databaseUrl) {
    return { url: settings.databaseUrl, label: `${URL.parse(settings.databaseUrl)?.host} (DATABASE_URL)` }
  }
  const password = secrets.databasePassword
  const directory = join(settings.dataDirectory, 'postgres')
  const postgres = crew.add(() => startPostgres({ directory, password, port: ports.postgres }))
  const { port, note } = await postgres.ready
  if (note) console.log(note)
  return { url: databaseUrl(port, password), label: `embedded PostgreSQL on port ${port}`, port }
}

function startGoogle({ crew, settings, secrets, ports, origin }: Plan): Google {
  if (settings.googleId) {
    const label = `${settings.environment.AUTH_GOOGLE_ISSUER ?? 'Google'}, which must know ${redirectUri(origin, 'google')}`
    return { environment: {}, label, ready: Promise.resolve() }
  }
  const address = sandboxAddress(ports.sandbox)
  const data = join(settings.dataDirectory, 'google.json')
  const sandbox = crew.add(() =>
    startChild({
      name: 'The Google sandbox',
      file: new URL('../sandbox/main.ts', import.meta.url),
      args: [
        '--port',
        String(ports.sandbox),
        '--data',
        data,
        '--client-id',
        CLIENT_ID,
        '--redirect-uri',
        redirectUri(origin, 'google'),
      ],
      env: { ...process.env, SANDBOX_CLIENT_SECRET: secrets.sandboxClientSecret },
      ready: sandboxReady,
    }),
  )
  const environment = {
    AUTH_GOOGLE_ID: CLIENT_ID,
    AUTH_GOOGLE_SECRET: secrets.sandboxClientSecret,
    AUTH_GOOGLE_ISSUER: address,
    GOOGLE_API_URL: address,
  }
  return { environment, label: `sandbox at ${address}`, ready: sandbox.ready }
}

function startApp(plan: Plan, environment: Record<string, string>): Child<z.infer<typeof appReady>> {
  const { crew, settings, secrets, port, origin, certificate } = plan
  return crew.add(() =>
    startChild({
      name: 'The app',
      prettyLog: true,
      file: new URL('../../server/server.ts', import.meta.url),
      env: {
        AUTH_SECRET: secrets.authSecret,
        HOST: '127.0.0.1',
        NEXT_TELEMETRY_DISABLED: '1',
        ...settings.environment,
        ...environment,
        TOKEN_ENCRYPTION_KEYS: keysOf(plan),
        ...(certificate && { HTTPS_PEM_FILE: certificate.file }),
        AUTH_URL: origin,
        PORT: String(port),
        NODE_ENV: 'development',
      },
      ready: appReady,
    }),
  )
}

function printBanner({ origin, certificate }: Plan, database: Database, google: Google): void {
  console.log(`
  Latchkey   ${origin}
  Database   ${database.label}
  Google     ${google.label}${certificate ? `\n  TLS        ${certificate.file}: self-signed, so a browser asks before it trusts it` : ''}

  Ctrl-C to stop
`)
}
