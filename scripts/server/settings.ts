import { z } from 'zod'

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production'], 'must be development or production'),
    PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3000),
    HOST: z.string().optional(),
    AUTH_URL: z.url('must be the origin of this site'),
    AUTH_GOOGLE_ISSUER: z.url('must be an address').default('https://accounts.google.com'),
    HTTPS_PEM_FILE: z.string().optional(),
    TRUSTED_PROXY_HOPS: z.coerce.number('must be a number').int().min(0).max(10).default(0),
  })
  .transform((value) => ({
    development: value.NODE_ENV === 'development',
    port: value.PORT,
    host: value.HOST ?? (value.NODE_ENV === 'development' ? '127.0.0.1' : undefined),
    origin: new URL(value.AUTH_URL).origin,
    issuer: value.AUTH_GOOGLE_ISSUER,
    trustedProxyHops: value.TRUSTED_PROXY_HOPS,
    pemFile: value.NODE_ENV === 'development' ? value.HTTPS_PEM_FILE : undefined,
  }))

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
export function readServerSettings(source: NodeJS.ProcessEnv = process.env): ServerSettings {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = environment.safeParse(set)
  if (result.success) return result.data
  throw new Error(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
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
export function readConcurrency(source: NodeJS.ProcessEnv, fallback: number): number {
  const result = concurrency.safeParse(source.WEB_CONCURRENCY || fallback)
  if (result.success) return result.data
  throw new Error('WEB_CONCURRENCY must be a number of processes, from 1 to 256')
}
