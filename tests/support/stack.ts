import { randomBytes } from 'node:crypto'
import { newKeyEntry } from '#lib/key-ring'
import { createDatabase, dropDatabase } from './database.ts'
import { freePort, startProcess, type TestProcess } from './processes.ts'

const CLIENT_ID = 'latchkey-tests.apps.example'
const CALLBACK_PATH = '/api/auth/callback/google'

type Environment = Record<string, string>

/** The built application with a database and a Google of its own. */
export type Stack = {
  /** `http://localhost:PORT`: Next and the cookies know no other name. */
  appUrl: string
  issuer: string
  databaseUrl: string
  clientId: string
  /** The environment of the application, to start more of its processes with. */
  environment: Environment
  /** Everything that any process of the application has written. */
  logs: () => string
  /** Ends the application and starts it again; what `changes` names counts until the next restart. */
  restartApp: (changes?: Environment) => Promise<void>
  /** One more process of the application on the same database, at a port of its own. The caller stops it. */
  startSecondApp: (changes?: Environment) => Promise<{ url: string; process: TestProcess }>
  /** Ends everything and drops the database. */
  stop: () => Promise<void>
}

/** Starts a stack. Needs the build in `.next` and the PostgreSQL of global setup. */
export async function startStack(): Promise<Stack> {
  const port = await freePort()
  const appUrl = `http://localhost:${port}`
  const secret = randomBytes(24).toString('base64url')
  const databaseUrl = await createDatabase()
  const sandbox = startSandbox(appUrl, secret)
  const issuer = String((await sandbox.ready).issuer)
  const environment: Environment = {
    DATABASE_URL: databaseUrl,
    AUTH_URL: appUrl,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    AUTH_GOOGLE_ID: CLIENT_ID,
    AUTH_GOOGLE_SECRET: secret,
    AUTH_GOOGLE_ISSUER: issuer,
    GOOGLE_API_URL: issuer,
    TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
    SIGN_IN_ATTEMPTS_PER_MINUTE: '100000',
    HOST: '127.0.0.1',
    PORT: String(port),
  }
  const apps: TestProcess[] = []
  const start = async (changes: Environment = {}) => {
    const app = startProcess('server/server.ts', { env: { ...environment, ...changes } })
    apps.push(app)
    await app.ready
    return app
  }
  let main = await start()
  return {
    appUrl,
    issuer,
    databaseUrl,
    clientId: CLIENT_ID,
    environment,
    logs: () => apps.map((app) => app.output()).join(''),
    async restartApp(changes) {
      await main.stop()
      main = await start(changes)
    },
    async startSecondApp(changes) {
      const second = await freePort()
      return { url: `http://localhost:${second}`, process: await start({ PORT: String(second), ...changes }) }
    },
    async stop() {
      await Promise.all([...apps, sandbox].map((one) => one.stop()))
      await dropDatabase(databaseUrl)
    },
  }
}

function startSandbox(appUrl: string, secret: string): TestProcess {
  const args = ['--port', '0', '--client-id', CLIENT_ID, '--redirect-uri', `${appUrl}${CALLBACK_PATH}`]
  return startProcess('scripts/sandbox/main.ts', { args, env: { SANDBOX_CLIENT_SECRET: secret } })
}
