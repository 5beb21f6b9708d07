import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { clientVariables } from '#lib/env-schema'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { type ProviderId as SandboxId, providerIds as sandboxIds } from '../sandbox/clients.ts'

const DEFAULT_PORT = 3000

/** What means nothing without the client of the provider that it is about. */
const ADDRESSES = {
  google: ['AUTH_GOOGLE_ISSUER', 'GOOGLE_API_URL'],
  facebook: ['FACEBOOK_URL'],
  twitter: ['X_URL'],
} as const satisfies Record<ProviderId, readonly string[]>

const DECISIVE = [
  'DATABASE_URL',
  'AUTH_URL',
  'AUTH_SECRET',
  ...providerIds.flatMap((id) => [...Object.values(clientVariables(id)), ...ADDRESSES[id]]),
  'AUTH_TWITTER_EMAIL',
  'ALLOWED_HOSTED_DOMAINS',
  'TOKEN_ENCRYPTION_KEYS',
  'SMTP_URL',
  'MAIL_FROM',
]

export type Settings = {
  /** What the app gets, but for what we add. */
  environment: Record<string, string>
  dataDirectory: string
  /** A PostgreSQL of their own. */
  databaseUrl: string | undefined
  /** The providers that they have a client of. With none, the sandbox stands in. */
  real: ProviderId[]
  /** Set: exactly this one, because something outside depends on it. */
  authUrl: string | undefined
  /** The first to try for the app. */
  port: number
  /** Fixed by the person, for the embedded PostgreSQL and the sandbox. */
  postgresPort: number | undefined
  sandboxPort: number | undefined
  /** Whether our own server speaks TLS, with a certificate of its own. */
  https: boolean
}

/**
 * Reads the environment, and `.env` for what it does not set. An empty variable counts as not set. An error says which
 * settings contradict each other.
 */
export function readSettings(root: string, options: { https?: boolean } = {}): Settings {
  const environment = readEnvironment(root)
  const { AUTH_URL, DATABASE_URL, PORT } = environment
  const local = readLocalAddress(AUTH_URL)
  const port = readPort('PORT', PORT) ?? local?.port ?? DEFAULT_PORT
  // At another port than ours, it is a proxy that speaks TLS.
  const wantsHttps = local?.protocol === 'https:' && local.port === port
  if (options.https && AUTH_URL && !wantsHttps)
    throw new Error(`--https serves https://localhost:${port}, but AUTH_URL is ${AUTH_URL}`)
  return {
    environment,
    dataDirectory: findDataDirectory(root, environment),
    databaseUrl: DATABASE_URL,
    real: providerIds.filter((id) => hasClient(environment, id)),
    authUrl: AUTH_URL,
    port,
    postgresPort: readPort('POSTGRES_PORT', environment.POSTGRES_PORT),
    sandboxPort: readPort('SANDBOX_PORT', environment.SANDBOX_PORT),
    https: options.https === true || wantsHttps,
  }
}

/** Where `npm run dev` keeps what it keeps. */
export function findDataDirectory(root: string, environment = readEnvironment(root)): string {
  return resolve(root, environment.LATCHKEY_DATA_DIR ?? '.data')
}

/**
 * The providers that a sandbox stands in for: all that it has, unless the person has a client of any. With
 * ALLOWED_HOSTED_DOMAINS set it is Google alone, as everywhere (lib/env-schema.ts).
 */
export function standInsOf({ real, environment }: Settings): SandboxId[] {
  if (real.length > 0) return []
  return environment.ALLOWED_HOSTED_DOMAINS ? ['google'] : [...sandboxIds]
}

/** Whether both variables of a client are set. An error names what lacks for what is. */
function hasClient(environment: Record<string, string>, provider: ProviderId): boolean {
  const { idName, secretName } = clientVariables(provider)
  const [lacking, ...others] = [idName, secretName].filter((name) => !environment[name])
  const set = [idName, secretName, ...ADDRESSES[provider]].find((name) => environment[name])
  if (!lacking) return true
  if (others.length > 0 && set === undefined) return false
  throw new Error(`${lacking} is not set, but ${set} is`)
}

/** What decides which database, which providers and which secrets are used: by name, those that are set. */
export function listGiven({ environment }: Settings): string[] {
  return DECISIVE.filter((name) => environment[name])
}

function readEnvironment(root: string): Record<string, string> {
  return { ...readEnvFile(join(root, '.env')), ...pickSet(process.env) }
}

function readEnvFile(file: string): Record<string, string> {
  return existsSync(file) ? pickSet(parseEnv(readFileSync(file, 'utf8'))) : {}
}

function pickSet(variables: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(variables)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])))
}

function readPort(variable: string, value: string | undefined): number | undefined {
  if (!value) return undefined
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`${variable} must be a number from 1 to 65535`)
}

/** An AUTH_URL on this machine says where to listen; any other one stands for a proxy or a tunnel. */
function readLocalAddress(authUrl: string | undefined): { protocol: string; port: number } | undefined {
  if (!authUrl) return undefined
  const url = URL.parse(authUrl)
  if (!url) throw new Error('AUTH_URL must be an address such as http://localhost:3000')
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return undefined
  const usual = url.protocol === 'https:' ? 443 : 80
  return { protocol: url.protocol, port: Number(url.port || usual) }
}
