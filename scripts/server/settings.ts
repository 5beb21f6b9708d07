import { z } from 'zod'

const wholeNumber = (message: string, most: number) =>
  z.coerce.number(message).int(message).min(0, message).max(most, message)

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production'], 'must be development or production'),
  PORT: wholeNumber('must be a port number', 65_535).default(3000),
  HOST: z.string().optional(),
  AUTH_URL: z.url('must be the origin of this site'),
  AUTH_SECRET: z.string().optional(),
  AUTH_GOOGLE_ISSUER: z.url('must be an address').default('https://accounts.google.com'),
  HTTPS_PEM_FILE: z.string().optional(),
  TRUSTED_PROXY_HOPS: wholeNumber('must be a number of proxies, from 0 to 10', 10).default(0),
})

const environment = variables.transform((value) => ({
  development: value.NODE_ENV === 'development',
  port: value.PORT,
  host: value.HOST ?? (value.NODE_ENV === 'development' ? '127.0.0.1' : undefined),
  origin: new URL(value.AUTH_URL).origin,
  authSecret: value.AUTH_SECRET,
  issuer: value.AUTH_GOOGLE_ISSUER,
  trustedProxyHops: value.TRUSTED_PROXY_HOPS,
  pemFile: value.NODE_ENV === 'development' ? value.HTTPS_PEM_FILE : undefined,
}))

type Source = Record<string, string | undefined>

/**
 * What the server in front of Next needs to know. `host` undefined means all interfaces; `pemFile`, a key with its
 * certificate, is for development: in production a proxy speaks TLS.
 */
export type ServerSettings = Readonly<z.output<typeof environment>>

/**
 * Reads the settings of one server process. An empty variable counts as not set.
 *
 * @throws Error that names every variable that is wrong, without its value
 */
export function readServerSettings(source: Source = process.env): ServerSettings {
  const result = environment.safeParse(dropEmpty(source))
  if (result.success) return result.data
  throw new Error(describeIssues(result.error).join('; '))
}

/** What is wrong with the variables that nobody but this server reads, one line each, without a value. */
export function findServerFaults(source: Source): string[] {
  const own = variables.pick({ PORT: true, HOST: true, TRUSTED_PROXY_HOPS: true })
  const result = own.safeParse(dropEmpty(source))
  return result.success ? [] : describeIssues(result.error)
}

function describeIssues(error: z.ZodError): string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

function dropEmpty(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
}

/** Keeps Next from reading `.env` files: whoever starts this process has chosen its environment. */
export function ignoreEnvFiles(): void {
  process.env.__NEXT_PROCESSED_ENV = 'true'
}

const concurrency = z.coerce.number().int().min(1).max(256)

/**
 * How many processes WEB_CONCURRENCY asks for.
 *
 * @throws Error when it is not a number from 1 to 256
 */
export function readConcurrency(source: Source, fallback: number): number {
  const result = concurrency.safeParse(source.WEB_CONCURRENCY || fallback)
  if (result.success) return result.data
  throw new Error('WEB_CONCURRENCY must be a number of processes, from 1 to 256')
}
