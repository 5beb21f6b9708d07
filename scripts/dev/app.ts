import { type RequestOptions, request } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import pretty from 'pino-pretty'
import { z } from 'zod'
import { type Child, startChild } from '#server/child-process'
import type { Certificate } from './certificate.ts'
import type { Settings } from './settings.ts'
import type { Secrets } from './state.ts'

const FIRST_PAGE_LIMIT_MS = 120_000
const POLL_MS = 100

/** What Next says of a start and of its first page while all goes well. */
const PROGRESS = /^\s*(✓|○|GET \/ 2)/
const FIRST_PAGE = /^\s*GET \/ /

const ready = z.object({ type: z.literal('ready'), port: z.number() })

/** Where the app answers. */
export type Address = {
  port: number
  /** `http://localhost:3000` or whatever stands in front of it. */
  origin: string
  /** With what our server speaks TLS, if it does. */
  certificate: Certificate | undefined
}

type Parts = {
  settings: Settings
  secrets: Secrets
  providers: Record<string, string>
  databaseUrl: string
}

/** What the app is given: what the person has set, and what stands in for the rest. */
export function appEnvironment({ settings, secrets, providers, databaseUrl }: Parts) {
  return {
    AUTH_SECRET: secrets.authSecret,
    HOST: '127.0.0.1',
    TOKEN_ENCRYPTION_KEYS: secrets.tokenEncryptionKeys,
    ...settings.environment,
    ...providers,
    DATABASE_URL: databaseUrl,
  }
}

/** Starts Next in development with our server in front, which listens and compiles nothing yet. */
export function startApp(
  environment: Record<string, string>,
  address: Address,
): Child<z.infer<typeof ready>> {
  const { port, origin, certificate } = address
  return startChild({
    name: 'The app',
    file: new URL('../../server/server.ts', import.meta.url),
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      ...environment,
      ...(certificate && { HTTPS_PEM_FILE: certificate.file }),
      AUTH_URL: origin,
      PORT: String(port),
      NODE_ENV: 'development',
    },
    ready,
    output: createLog(),
  })
}

/** Asks for the first page until it is there, which has Next compile it. Resolves with its status. */
export async function requestFirstPage(address: Address): Promise<number> {
  const deadline = Date.now() + FIRST_PAGE_LIMIT_MS
  for (;;) {
    const status = await ask(address).catch((error: unknown) => {
      if (Date.now() > deadline) throw error
      return null
    })
    if (status !== null) return status
    await sleep(POLL_MS)
  }
}

function ask({ port, origin, certificate }: Address): Promise<number> {
  const options: RequestOptions = {
    host: '127.0.0.1',
    port,
    path: '/',
    headers: { host: new URL(origin).host },
    timeout: FIRST_PAGE_LIMIT_MS,
  }
  return new Promise((resolve, reject) => {
    const call = certificate ? requestSecurely({ ...options, ca: certificate.pem }) : request(options)
    call.once('response', (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.once('error', reject)
    })
    call.once('timeout', () => call.destroy(new Error('The app does not answer')))
    call.once('error', reject)
    call.end()
  })
}

/** Shows log entries as lines for people, and everything else as it is, but for the progress of the start. */
function createLog(): NodeJS.WritableStream {
  const input = new PassThrough()
  const output = pretty({ colorize: process.stdout.isTTY, ignore: 'event', translateTime: 'HH:MM:ss' })
  let starting = true
  createInterface({ input }).on('line', (line) => {
    const plain = stripVTControlCharacters(line)
    if (!starting || !PROGRESS.test(plain)) output.write(`${line}\n`)
    if (FIRST_PAGE.test(plain)) starting = false
  })
  return input
}
