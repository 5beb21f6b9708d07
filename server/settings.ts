import { availableParallelism } from 'node:os'
import { z } from 'zod'
import {
  type EnvProblem,
  findProblems,
  parseVariables,
  type Source,
  variables,
  wholeNumber,
} from '#lib/env-schema'

/** Longer than an idle connection is kept (http-server.ts), and than most balancers wait between two looks. */
const STOP_DELAY_SECONDS = 7

/** What nobody but this server reads. */
const ownVariables = z.object({
  PORT: wholeNumber('must be a port number', 0, 65_535).default(3000),
  HOST: z.string().trim().min(1, 'is empty').optional(),
  TRUSTED_PROXY_HOPS: wholeNumber('must be a number of proxies, from 0 to 10', 0, 10).default(0),
  STOP_DELAY_SECONDS: wholeNumber('must be a number of seconds, from 0 to 300', 0, 300).default(
    STOP_DELAY_SECONDS,
  ),
  METRICS_PORT: wholeNumber('must be a port number', 1, 65_535).optional(),
  METRICS_HOST: z.string().trim().min(1, 'is empty').default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional(),
  WEB_CONCURRENCY: wholeNumber('must be a number of processes, from 1 to 256', 1, 256).default(
    availableParallelism,
  ),
})

/** What one server process reads. Next serves in two modes only; the rest of the application minds no other. */
const processVariables = variables
  .pick({ AUTH_URL: true, AUTH_SECRET: true, AUTH_GOOGLE_ISSUER: true, FACEBOOK_URL: true, X_URL: true })
  .extend(ownVariables.omit({ WEB_CONCURRENCY: true }).shape)
  .extend({
    NODE_ENV: z.enum(['development', 'production'], 'must be development or production'),
    HTTPS_PEM_FILE: z.string().optional(),
  })
  .transform(({ NODE_ENV, ...value }) => {
    const development = NODE_ENV === 'development'
    return {
      development,
      port: value.PORT,
      host: value.HOST ?? (development ? '127.0.0.1' : undefined),
      origin: value.AUTH_URL,
      authSecret: value.AUTH_SECRET,
      issuers: [value.AUTH_GOOGLE_ISSUER, value.FACEBOOK_URL, value.X_URL].filter((url) => url !== undefined),
      trustedProxyHops: value.TRUSTED_PROXY_HOPS,
      measured: !development && value.METRICS_PORT !== undefined,
      traced: value.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      stopDelayMs: development ? 0 : value.STOP_DELAY_SECONDS * 1000,
      pemFile: development ? value.HTTPS_PEM_FILE : undefined,
    }
  })

/**
 * What the HTTP server needs to know. `host` undefined means all interfaces; `pemFile`, a key with its certificate, is
 * for development: in production a proxy speaks TLS.
 */
export type ServerSettings = Readonly<z.output<typeof processVariables>>

/** Reads the settings of one server process, or throws an `EnvError`. */
export function readServerSettings(source: Source = process.env): ServerSettings {
  return parseVariables(processVariables, source)
}

/** How many processes WEB_CONCURRENCY asks for, one for each CPU unless it is set; or throws an `EnvError`. */
export function readProcessCount(source: Source): number {
  return parseVariables(ownVariables.pick({ WEB_CONCURRENCY: true }), source).WEB_CONCURRENCY
}

/** Milliseconds for which a server that is to stop goes on taking connections; or throws an `EnvError`. */
export function readStopDelay(source: Source): number {
  return parseVariables(ownVariables.pick({ STOP_DELAY_SECONDS: true }), source).STOP_DELAY_SECONDS * 1000
}

/** Where Prometheus reads, or null when nobody is to; or throws an `EnvError`. */
export function readMetricsAddress(source: Source): { host: string; port: number } | null {
  const { METRICS_HOST: host, METRICS_PORT: port } = parseVariables(
    ownVariables.pick({ METRICS_HOST: true, METRICS_PORT: true }),
    source,
  )
  return port === undefined ? null : { host, port }
}

/** Next's own switches, many of them for its tests: they change what it serves, and nobody has to know that they are set. */
const NEXT_INTERNAL = /^(__NEXT_|NEXT_PRIVATE_)/

/** What is wrong with the variables that nobody but this server, or the Next in it, reads. */
export function findServerProblems(source: Source): EnvProblem[] {
  const internal = Object.keys(source).filter((name) => NEXT_INTERNAL.test(name) && source[name])
  const problem = 'is for the inside of Next, which it would change. Take it out'
  return [...findProblems(ownVariables, source), ...internal.map((name) => ({ name, problem }))]
}
