import { randomBytes } from 'node:crypto'
import { brand } from '#lib/brand'
import { newKeyEntry } from '#lib/key-ring'
import type { ProviderId } from '#lib/provider-ids'
import type { ClientOptions } from '#scripts/sandbox/clients'
import { clientEnvironment, type OtherClients, only, otherClients } from './clients.ts'
import { createDatabase, dropDatabase } from './database.ts'
import { freePort, startProcess, type TestProcess } from './processes.ts'

type Environment = Record<string, string>

/** The built application with a database of its own, and the sandbox of this worker. */
export type Stack = {
  /** `http://localhost:PORT`: Next and the cookies know no other name. */
  appUrl: string
  /** The name of the session's cookie, which has the port in it. */
  sessionCookie: string
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

/** What the application is to Google and to the others, and where it will listen. */
export type Site = OtherClients & { appUrl: string; client: ClientOptions }

/** A site at a port that is free now. */
export async function newSite(): Promise<Site> {
  const appUrl = `http://localhost:${await freePort()}`
  const redirectUris = [`${appUrl}/api/auth/callback/google`]
  const secret = randomBytes(24).toString('base64url')
  const client = { id: 'latchkey-tests.apps.example', secret, name: brand.name, redirectUris }
  return { appUrl, client, ...otherClients(appUrl) }
}

/** What a server of a site is given whose providers are all at `issuer`. */
export function environmentOf(
  { appUrl, client, ...others }: Site,
  issuer: string,
  databaseUrl: string,
): Environment {
  return {
    DATABASE_URL: databaseUrl,
    AUTH_URL: appUrl,
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    AUTH_GOOGLE_ID: client.id,
    AUTH_GOOGLE_SECRET: client.secret,
    AUTH_GOOGLE_ISSUER: issuer,
    GOOGLE_API_URL: issuer,
    ...clientEnvironment(others, issuer),
    TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
    SIGN_IN_ATTEMPTS_PER_MINUTE: '100000',
    STOP_DELAY_SECONDS: '0',
    HOST: '127.0.0.1',
    PORT: new URL(appUrl).port,
  }
}

/** Starts a stack with these providers, which are all at `issuer`. Needs the build in `.next` and the PostgreSQL of global setup. */
export async function startStack(
  site: Site,
  issuer: string,
  providers: readonly ProviderId[],
): Promise<Stack> {
  const { appUrl, client } = site
  const databaseUrl = await createDatabase()
  const environment = { ...environmentOf(site, issuer, databaseUrl), ...only(...providers) }
  const apps: TestProcess[] = []
  // In the order of time: whoever remembers how long it was finds what was written since behind that.
  const output: string[] = []
  const start = async (changes: Environment = {}) => {
    const app = startProcess('server/server.ts', {
      env: { ...environment, ...changes },
      onOutput: (text) => output.push(text),
    })
    apps.push(app)
    await app.ready
    return app
  }
  let main = await start()
  return {
    appUrl,
    sessionCookie: `${brand.cookiePrefix}${new URL(appUrl).port}-session`,
    issuer,
    databaseUrl,
    clientId: client.id,
    environment,
    logs: () => output.join(''),
    async restartApp(changes) {
      await main.stop()
      main = await start(changes)
    },
    async startSecondApp(changes) {
      const second = await freePort()
      return { url: `http://localhost:${second}`, process: await start({ PORT: String(second), ...changes }) }
    },
    async stop() {
      await Promise.all(apps.map((one) => one.stop()))
      await dropDatabase(databaseUrl)
    },
  }
}
